import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { visible } from '../diagnostics/visible.ts';
import { AbiwrightCommand } from './support/abiwright-command.ts';

export default class Replay extends AbiwrightCommand {
  static override readonly summary = 'run recorded ioctl traffic through the model';
  static override readonly description =
    'Compares the errno and every output byte of each recorded call with what the steps of the spec give. A folder stands for the recordings (*.jsonl) in it.';
  static override readonly strict = false;
  static override readonly args = {
    recording: Args.string({ description: 'a recording, or a folder of them', required: true }),
  };
  static override readonly flags = {
    with: Flags.string({ description: 'the proposal or base whose model is run', helpValue: 'NAME' }),
  };
  static override readonly examples = [
    '<%= config.bin %> replay traces/',
    '<%= config.bin %> replay qemu.jsonl --with ioas-map-file',
  ];

  override async run(): Promise<object> {
    const { argv, flags } = await this.parse(Replay);
    const { replay } = await import('../workbench/replay.ts');
    const { scenarios, findings, sources } = replay(argv.map(String), flags.with ?? null, process.cwd());
    // A name is whatever the recorded program has said.
    const names = scenarios.map((each) => visible(each.name));
    const width = Math.max(0, ...names.map((name) => name.length)) + 2;
    const lines = scenarios.map(
      (each, index) =>
        `${(names[index] ?? '').padEnd(width)}${String(each.calls).padStart(5)} calls  ${String(each.differences.length).padStart(3)} differences`,
    );
    const json = {
      findings: this.findingsJson(findings),
      scenarios: scenarios.map(({ name, calls, differences }) => ({
        name,
        calls,
        differences: differences.map(({ call, ioctl, field, expected, actual, recording, step }) => ({
          call,
          ioctl,
          field,
          expected,
          actual,
          recording: `${recording.file}:${String(recording.line)}`,
          ...(step ? { file: step.file, line: step.line } : {}),
        })),
      })),
    };
    return this.finish({ json, text: lines.join('\n'), findings, sources });
  }
}
