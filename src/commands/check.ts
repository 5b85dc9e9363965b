import * as Args from '@oclif/core/args';
import { findingsJson } from '../diagnostics/render-json.ts';
import { AbiwrightCommand } from './support/abiwright-command.ts';

export default class Check extends AbiwrightCommand {
  static override readonly summary = 'hold specs against schema, layout and rules: the gate';
  static override readonly description =
    'Checks bases (iommufd@v6.12), proposals and systems by name, with the worlds that are made for them; with no name, all of them.';
  static override readonly strict = false;
  static override readonly args = { name: Args.string({ description: 'a proposal, a base or a system; none: all' }) };
  static override readonly examples = ['<%= config.bin %> check', '<%= config.bin %> check ioas-map-file'];

  override async run(): Promise<object> {
    const { argv } = await this.parse(Check);
    const { check } = await import('../workbench/check.ts');
    const { findings, sources, names } = check(argv.map(String), process.cwd());
    const { summary } = await import('../workbench/summary.ts');
    return this.finish({
      json: { findings: findingsJson(findings, process.cwd()) },
      text: findings.length === 0 ? summary(names) : '',
      findings,
      sources,
    });
  }
}
