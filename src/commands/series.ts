import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { findingsJson } from '../diagnostics/render-json.ts';
import { AbiwrightCommand } from './support/abiwright-command.ts';
import { folderFlag } from './support/folder-flag.ts';

export default class Series extends AbiwrightCommand {
  static override readonly summary = 'make commits and mails for git send-email';
  static override readonly description =
    'Makes the patches of a proposal and their cover letter, ready to be read and sent. The tree is read and left as it is: no branch, no checkout, no setting of it changes. The proposal is explored first, and its letter says what was found. Mails that are not signed cannot be sent.';
  static override readonly args = { proposal: Args.string({ description: 'a proposal', required: true }) };
  static override readonly flags = {
    tree: folderFlag({
      description:
        'a git repository of the kernel; the series is for the commit that is checked out there. Without it: a small base that is made from the specs',
    }),
    reroll: Flags.integer({
      description: 'the version of the series; with the changes since the one before',
      helpValue: 'N',
      min: 1,
      max: 999,
      default: 1,
    }),
    previous: folderFlag({ description: 'the folder with the mails of the version before' }),
    out: folderFlag({ description: 'the folder for the mails; outgoing/<proposal>-v<N> without it' }),
    'sign-off': Flags.boolean({
      description: 'sign the patches off with the name and address that git knows you by',
      default: false,
    }),
    'allow-violations': Flags.boolean({
      description: 'make the series also of a proposal that breaks a property; the cover letter says so',
      default: false,
    }),
    force: Flags.boolean({ description: 'replace mails that were edited by hand', default: false }),
  };
  static override readonly examples = [
    '<%= config.bin %> series ioas-map-file',
    '<%= config.bin %> series ioas-map-file --tree ~/linux --sign-off',
    '<%= config.bin %> series ioas-map-file --tree ~/linux --reroll 2 --sign-off',
  ];

  override async run(): Promise<object> {
    const { args, flags } = await this.parse(Series);
    const { makeSeriesOf } = await import('../workbench/series.ts');
    const { seriesText } = await import('../workbench/series-text.ts');
    const { comparisonJson } = await import('../telling/comparison-json.ts');
    const { made, comparison, findings, sources } = await makeSeriesOf(args.proposal, process.cwd(), {
      tree: flags.tree ?? null,
      version: flags.reroll,
      out: flags.out ?? null,
      previous: flags.previous ?? null,
      signOff: flags['sign-off'],
      force: flags.force,
      allowViolations: flags['allow-violations'],
      onStage: (stage) => this.progress.report(stage),
    });
    const json = {
      findings: findingsJson(findings, process.cwd()),
      ...made?.series,
      explored: comparison && comparisonJson(comparison),
    };
    return this.finish({
      json,
      text: made === null ? '' : seriesText(made.series, made.subject),
      findings,
      sources,
      failed: made?.series.checks.some((check) => check.errors > 0) ?? false,
    });
  }
}
