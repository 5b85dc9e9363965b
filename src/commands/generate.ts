import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { hasErrors } from '../diagnostics/finding.ts';
import { AbiwrightCommand } from './support/abiwright-command.ts';
import { folderFlag } from './support/folder-flag.ts';

export default class Generate extends AbiwrightCommand {
  static override readonly summary = 'make the header, bindings, selftests, handlers and documentation';
  static override readonly description =
    'Generates every artifact of the named bases and proposals; with no name, of all. Files that would not change are left alone.';
  static override readonly strict = false;
  static override readonly args = { name: Args.string({ description: 'a proposal or a base; none: all' }) };
  static override readonly flags = {
    check: Flags.boolean({ description: 'write nothing; fail where generated/ is not what the specs give' }),
    out: folderFlag({ description: 'the folder to write below' }),
    target: Flags.string({
      description: 'only this kind of artifact (may be repeated)',
      multiple: true,
      helpValue: 'NAME',
    }),
  };
  static override readonly examples = [
    '<%= config.bin %> generate',
    '<%= config.bin %> generate --check',
    '<%= config.bin %> generate iommufd@v6.12 --target uapi --out /tmp/headers',
  ];

  override async run(): Promise<object> {
    const { argv, flags } = await this.parse(Generate);
    const { generate } = await import('../workbench/generate.ts');
    const { files, findings, sources } = generate(argv.map(String), process.cwd(), {
      out: flags.out ?? null,
      targets: flags.target ?? [],
      check: flags.check,
      onStage: (stage) => this.progress.report(stage),
    });
    const changed = files.filter((each) => each.changed);
    const text = hasErrors(findings)
      ? ''
      : flags.check
        ? `${String(files.length)} files are what the specs give`
        : [
            ...changed.map((each) => `wrote ${each.path}`),
            `${String(files.length)} files, ${String(changed.length)} changed`,
          ].join('\n');
    return this.finish({ json: { files }, text, findings, sources });
  }
}
