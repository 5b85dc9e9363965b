import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { findingsJson } from '../diagnostics/render-json.ts';
import { AbiwrightCommand } from './support/abiwright-command.ts';

const kinds = ['ioctl', 'flag', 'field', 'proposal'] as const;

export default class New extends AbiwrightCommand {
  static override readonly summary = 'start a proposal: an ioctl, a flag, a field, or an empty one';
  static override readonly description =
    'Writes specs/proposals/<name>/ with comments that teach, in the nearest specs folder or a new one. It passes check as it stands. Nothing that exists is replaced.';
  static override readonly args = {
    kind: Args.string({ description: 'what is new', required: true, options: kinds }),
    name: Args.string({
      description: 'IOMMU_IOAS_FREEZE; IOMMU_IOAS_MAP_NOEXEC; IOMMU_IOAS_UNMAP.deadline; ioas-freeze',
      required: true,
    }),
  };
  static override readonly flags = {
    title: Flags.string({ description: 'the subject of the mails, in one line', helpValue: 'TEXT' }),
    base: Flags.string({ description: 'the base that it changes, as iommufd@v6.12', helpValue: 'NAME' }),
  };
  static override readonly examples = [
    '<%= config.bin %> new ioctl IOMMU_IOAS_FREEZE',
    '<%= config.bin %> new flag IOMMU_IOAS_MAP_NOEXEC --title "map memory that devices cannot execute"',
    '<%= config.bin %> new field IOMMU_IOAS_UNMAP.deadline',
    '<%= config.bin %> new proposal ioas-freeze',
  ];

  override async run(): Promise<object> {
    const { args, flags } = await this.parse(New);
    const { scaffold } = await import('../workbench/new.ts');
    const kind = kinds.find((each) => each === args.kind) ?? 'proposal';
    const request = { kind, name: args.name, title: flags.title ?? null, base: flags.base ?? null };
    const { made, findings, sources } = scaffold(request, process.cwd());
    const json = { findings: findingsJson(findings, process.cwd()), ...made };
    if (!made) return this.finish({ json, text: '', findings, sources });
    const width = Math.max(...made.files.map((each) => each.path.length)) + 4;
    const text = [
      ...made.files.map(({ path, what }) => `${path.padEnd(width)}${what}`),
      ...made.notes.map((note) => `Note: ${note}`),
      `Next: edit them, then  abiwright check ${made.proposal}`,
    ].join('\n');
    return this.finish({ json, text, findings, sources });
  }
}
