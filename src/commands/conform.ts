import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { columnsOf, wantsColour } from '../host/terminal.ts';
import { partNames } from '../workbench/conform/message.ts';
import { AbiwrightCommand } from './support/abiwright-command.ts';
import { folderFlag } from './support/folder-flag.ts';

export default class Conform extends AbiwrightCommand {
  static override readonly summary = 'compare a real kernel with a spec, call by call';
  static override readonly description =
    'Makes the calls that the spec is about on a kernel and compares what they return, and what they leave behind: a call for each errno of each step and for each size of an argument, random sequences, calls in which an allocation fails, and the generated selftests. With --kernel or --tree the kernel is booted in QEMU, and nothing of this machine is touched; without, it is the running one, which may crash if it has a mistake.';
  static override readonly args = {
    name: Args.string({ description: 'a base or a proposal that the kernel has; without it: the first base' }),
  };
  static override readonly flags = {
    device: Flags.string({ description: 'the device that is opened', helpValue: 'PATH', default: '/dev/iommu' }),
    kernel: Flags.string({
      description: 'boot this kernel (arch/x86/boot/bzImage) in QEMU',
      helpValue: 'BZIMAGE',
      exclusive: ['tree'],
    }),
    tree: folderFlag({
      description: 'build the kernel of this source tree, which is left as it is, and boot it in QEMU',
    }),
    only: Flags.string({
      description: 'only this part (may be repeated); without it: all of them',
      multiple: true,
      options: partNames,
      helpValue: partNames.join('|'),
    }),
    seed: Flags.integer({ description: 'make the same random calls again', helpValue: 'N', min: 0, max: 2 ** 31 - 1 }),
    calls: Flags.integer({ description: 'how many random calls', helpValue: 'N', min: 1, default: 20_000 }),
    implemented: Flags.boolean({
      description: 'the kernel does what the ioctls of the proposal are for: make random and failing calls of them too',
    }),
    'call-limit': Flags.integer({
      description: 'how long one call may take',
      helpValue: 'SECONDS',
      min: 1,
      default: 30,
    }),
    'time-limit': Flags.integer({
      description: 'how long all of it may take, once the kernel runs',
      helpValue: 'SECONDS',
      min: 1,
      default: 1800,
    }),
    'boot-limit': Flags.integer({
      description: 'how long a kernel may take that is booted until it says anything',
      helpValue: 'SECONDS',
      min: 1,
      default: 60,
    }),
    append: Flags.string({
      description: "further words of a kernel's command line that is booted",
      helpValue: 'PARAMETERS',
      default: '',
    }),
    save: folderFlag({ description: 'where calls that show a difference are kept', default: 'differences' }),
    unwatched: Flags.boolean({ hidden: true }),
    'hand-over': Flags.boolean({ hidden: true }),
    'compiled-selftests': Flags.string({ hidden: true }),
    serve: Flags.string({ hidden: true }),
    columns: Flags.integer({ hidden: true }),
    colour: Flags.boolean({ hidden: true }),
  };
  static override readonly examples = [
    '<%= config.bin %> conform --kernel ~/linux/arch/x86/boot/bzImage',
    '<%= config.bin %> conform ioas-map-file --tree ~/linux --only vectors',
    'sudo <%= config.bin %> conform --device /dev/iommu --only random --seed 7',
  ];

  override async run(): Promise<object> {
    const { args, flags } = await this.parse(Conform);
    const { randomSeed } = await import('../host/random-seed.ts');
    const options = {
      name: args.name ?? null,
      device: flags.device,
      parts: partNames.filter((each) => flags.only === undefined || flags.only.includes(each)),
      seed: flags.seed ?? randomSeed(),
      calls: flags.calls,
      implemented: flags.implemented,
      callLimit: flags['call-limit'],
      timeLimit: flags['time-limit'],
      save: flags.save,
      selftests: flags['compiled-selftests'] ?? null,
      serve: flags.serve ?? null,
      columns: flags.columns ?? columnsOf(process.stdout),
      colour: flags.colour || wantsColour(process.stdout),
    };
    const onProgress = (text: string): void => this.progress.report(text);
    if (flags.unwatched || flags['hand-over']) {
      const { makeCallsForWatcher, watchCallsForHost } = await import('../workbench/conform/inner.ts');
      await (flags.unwatched
        ? makeCallsForWatcher(options, process.cwd())
        : watchCallsForHost(options, process.cwd(), onProgress));
      return {};
    }
    const { conform } = await import('../workbench/conform/conform.ts');
    const { targetOf, announcement } = await import('../workbench/conform/target.ts');
    const { keepFiles } = await import('../workbench/conform/keep-files.ts');
    const { hasFailed } = await import('../workbench/conform/report.ts');
    const { reportJson } = await import('../workbench/conform/report-json.ts');
    const { reportText } = await import('../workbench/conform/report-text.ts');
    const { painterOf } = await import('../telling/painter.ts');
    const { say } = await import('../host/standard-streams.ts');
    const bootOptions = { parameters: flags.append, limit: flags['boot-limit'] };
    const target = targetOf(flags.kernel ?? null, flags.tree ?? null);
    say(announcement(target, options));
    const conformed = await conform(target, bootOptions, options, process.cwd(), onProgress);
    const { findings, sources } = conformed;
    if (conformed.report === null)
      return this.finish({ json: { findings: this.findingsJson(findings) }, text: '', findings, sources });
    const report = keepFiles(conformed.report, flags.save);
    return this.finish({
      json: { findings: this.findingsJson(findings), ...reportJson(report) },
      text: reportText(report, painterOf(wantsColour(process.stdout))),
      findings,
      sources,
      failed: hasFailed(report),
    });
  }
}
