import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { columnsOf, wantsColour } from '../host/terminal.ts';
import { AbiwrightCommand } from './support/abiwright-command.ts';

export default class Compare extends AbiwrightCommand {
  static override readonly summary = 'put alternatives side by side, with Linux as it is as the control';
  static override readonly description =
    'Explores all worlds of each NAME and of its base, and prints how every property stands for each: the worst of all worlds, with the length of the shortest trace where it is violated. Comparing is no gate: the exit status says nothing of the verdicts.';
  static override readonly strict = false;
  static override readonly args = {
    name: Args.string({ description: 'a proposal, a base or a system (several may be given)', required: true }),
  };
  static override readonly flags = {
    markdown: Flags.boolean({ description: 'print a table of Markdown' }),
  };
  static override readonly examples = [
    '<%= config.bin %> compare ioas-map-file mdev-exclusion',
    '<%= config.bin %> compare vfio-update-vaddr ioas-map-file --markdown',
  ];

  override async run(): Promise<object> {
    const { argv, flags } = await this.parse(Compare);
    const { compare } = await import('../workbench/compare/compare.ts');
    const { comparisonJson } = await import('../telling/comparison-json.ts');
    const { comparisonMarkdown } = await import('../telling/comparison-markdown.ts');
    const { comparisonText } = await import('../telling/comparison-text.ts');
    const { painterOf } = await import('../telling/painter.ts');
    const { comparison, findings, sources } = compare(argv.map(String), process.cwd(), (text) =>
      this.progress.report(text),
    );
    if (!comparison)
      return this.finish({ json: { findings: this.findingsJson(findings) }, text: '', findings, sources });
    const json = { findings: this.findingsJson(findings), ...comparisonJson(comparison) };
    const text = flags.markdown
      ? comparisonMarkdown(comparison)
      : comparisonText(comparison, columnsOf(process.stdout), painterOf(wantsColour(process.stdout)));
    return this.finish({ json, text, findings, sources });
  }
}
