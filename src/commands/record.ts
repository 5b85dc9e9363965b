import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { shellStatus } from '../host/run-in-foreground.ts';
import { AbiwrightCommand } from './support/abiwright-command.ts';

export default class Record extends AbiwrightCommand {
  static override readonly summary = "record a program's ioctl traffic with the kernel";
  static override readonly description =
    'Runs the program with a library loaded into it that writes down each of its calls, for `replay`. The program has its own standard input, output and error, and what there is to say of the recording goes to standard error. The exit status is that of the program, 128 and the signal if a signal ended it, and 1 if all went well but nothing was recorded.';
  static override readonly strict = false;
  static override readonly args = {
    program: Args.string({
      description: 'the program, after --, and its arguments',
      required: true,
      ignoreStdin: true,
    }),
  };
  static override readonly flags = {
    out: Flags.string({
      description: 'the recording; a file that is there is replaced',
      helpValue: 'FILE',
      default: 'recording.jsonl',
    }),
    with: Flags.string({ description: 'the proposal or base whose calls are recorded', helpValue: 'NAME' }),
  };
  static override readonly examples = [
    '<%= config.bin %> record -- qemu-system-x86_64 -object iommufd,id=iommufd0 ...',
    '<%= config.bin %> record --out vm.jsonl --with ioas-map-file -- ./vmm && <%= config.bin %> replay vm.jsonl',
  ];

  override async run(): Promise<object> {
    const { raw, flags } = await this.parse(Record);
    // oclif's own list of them puts words that occur twice in another order.
    const [program = '', ...programArguments] = raw.flatMap(({ type, input }) => (type === 'arg' ? [input] : []));
    const { record } = await import('../workbench/record.ts');
    const request = { program, programArguments, out: flags.out, withName: flags.with ?? null };
    const { ran, file, findings, sources } = await record(request, process.cwd());
    const { summary, ending } = ran ?? { summary: null, ending: null };
    const json = {
      findings: this.findingsJson(findings),
      recording: summary && { file, ...summary },
      program: ending && { status: ending.status, signal: ending.signal },
    };
    const result = this.finish({ json, text: summary ? sentence(file, summary) : '', findings, sources });
    const status = ending ? shellStatus(ending) : 0;
    if (status !== 0) process.exitCode = status;
    return result;
  }

  /** Standard output is the program's. */
  override log(message = ''): void {
    if (!this.jsonEnabled()) process.stderr.write(`${message}\n`);
  }
}

function sentence(
  file: string,
  summary: { readonly calls: number; readonly contexts: number; readonly containers: number },
): string {
  const { calls, contexts, containers } = summary;
  const of = [counted(contexts, 'context'), ...(containers > 0 ? [counted(containers, 'VFIO container')] : [])];
  return `recorded ${counted(calls, 'call')} of ${of.join(' and ')} in ${file}`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
