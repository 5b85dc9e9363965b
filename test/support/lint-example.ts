import { parse, stringify } from 'yaml';
import { hasErrors, type Finding } from '../../src/diagnostics/finding.ts';
import { lint } from '../../src/lint/lint.ts';
import { loadBase, loadProposal, type Loaded, type LoadedBase } from '../../src/spec/load/load.ts';

type Yaml = Record<string, unknown>;

/** The family that examples are written for: iommufd, cut down to what they name. */
const family = {
  family: 'iommufd',
  title: 'IOMMU userspace API',
  version: 'v6.12',
  doc: 'A cut-down iommufd.',
  header: {
    path: 'include/uapi/linux/iommufd.h',
    guard: '_UAPI_IOMMUFD_H',
    includes: ['linux/types.h'],
    'type-macro': 'IOMMUFD_TYPE',
    'command-prefix': 'IOMMUFD_CMD_',
    'ioctl-prefix': 'IOMMU_',
    doc: 'Arguments start with their size.',
  },
  ioctl: { type: ';', base: 0x80, last: 0xff },
  device: '/dev/iommu',
  errnos: ['EOPNOTSUPP', 'EINVAL', 'EFAULT', 'ENOENT'].map((errno) => ({ errno, doc: `The meaning of ${errno}.` })),
  order: ['declarations'],
  taken: {},
  entry: [
    { reject: '!known_request', errno: 'ENOTTY' },
    { reject: 'size < min_size', errno: 'EINVAL' },
    { reject: 'tail_nonzero', errno: 'E2BIG' },
  ],
};

const declarations = {
  since: 'v6.2',
  declarations: [
    {
      flags: 'iommufd_ioas_map_flags',
      prefix: 'IOMMU_IOAS_MAP_',
      doc: 'How to map.',
      values: [
        { name: 'FIXED_IOVA', bit: 0, doc: 'There.' },
        { name: 'WRITEABLE', bit: 1, doc: 'Write.' },
        { name: 'READABLE', bit: 2, doc: 'Read.' },
      ],
    },
    {
      struct: 'iommu_iova_range',
      title: 'a range',
      doc: 'A range.',
      fields: [
        { name: 'start', type: 'aligned_u64', doc: 'First.' },
        { name: 'last', type: 'aligned_u64', doc: 'Last.' },
      ],
    },
  ],
  ioctls: [],
  tables: [
    { table: 'context', doc: 'Contexts.', columns: { device_count: 'u32' } },
    { table: 'object', doc: 'Objects.', columns: { id: 'u32', kind: 'u32' } },
  ],
  lookups: [
    { lookup: 'ioas', table: 'object', where: 'object.id == key' },
    { lookup: 'file', table: 'object', where: 'object.id == key' },
  ],
};

/**
 * What lint says of an example. An example is a list of members (of the argument of a new ioctl, after its size), a list
 * of declarations, or a mapping with parts of an ioctl, of the family (`entry`), or `declarations` and `verbs` beside
 * them. With `since` the ioctl is one of the base, and else a proposal's.
 */
export function lintExample(text: string): Finding[] {
  const { ioctl, beside, entry } = readExample(text);
  const isOfBase = 'since' in ioctl;
  const base = loadedBase(isOfBase ? [ioctl] : [], isOfBase ? beside : {}, entry);
  if (isOfBase) return lint(base.interface, null);
  const proposal = { proposal: 'example', title: 'an example', base: 'iommufd@v6.12', ioctls: [ioctl], ...beside };
  return lintProposal(base, stringify(proposal));
}

/** What lint says of the text of a proposal.yaml. */
export function lintProposal(base: LoadedBase, text: string): Finding[] {
  const sources = { name: 'example', proposal: { path: 'proposal.yaml', text }, rationale: null, changelog: null };
  const proposal = valueOf(loadProposal(sources, base));
  return lint(proposal.result, proposal);
}

/** What lint says of a release with the example `after`, which the release with the example `before` grew into. */
export function lintGrowth(before: string, after: string): Finding[] {
  const release = (text: string): LoadedBase => {
    const { ioctl, beside, entry } = readExample(text);
    const number = ioctl['number'] === 'next' ? 0xe0 : ioctl['number'];
    return loadedBase([{ ...ioctl, since: 'v6.2', number }], beside, entry);
  };
  const [base, result] = [release(before).interface, release(after).interface];
  const delta = { ioctls: [], declarations: [], appended: [], documented: [], enumerators: [], amended: [], verbs: [] };
  const span = { file: 'proposal.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const said = { name: 'grown', title: 'grown', alternatives: [], rationale: '', changelog: '' };
  return lint(result, { ...said, span, base, result, delta });
}

/** An argument with its size and these members, and these steps. */
export function argument(
  members: readonly string[],
  steps: readonly string[] = [],
  more: readonly string[] = [],
): string {
  const fields = ['{ name: size, type: u32, role: size }', ...members].map((each) => `  - ${each}`);
  const list = steps.length === 0 ? ['steps: []'] : ['steps:', ...steps.map((each) => `  - ${each}`)];
  return [...more, 'fields:', ...fields, ...list].join('\n');
}

/** The findings of one code. */
export function ofCode(code: string, findings: readonly Finding[]): Finding[] {
  return findings.filter((each) => each.code === code);
}

/** What is said under one code of an example: each message, with its fix after an arrow. */
export function said(code: string, example: string): string[] {
  return told(ofCode(code, lintExample(example)));
}

/** The same of a release that grew out of another. */
export function saidOfGrowth(code: string, before: string, after: string): string[] {
  return told(ofCode(code, lintGrowth(before, after)));
}

function told(findings: readonly Finding[]): string[] {
  return findings.map(({ message, fix }) => (fix === undefined ? message : `${message} -> ${fix}`));
}

interface Example {
  readonly ioctl: Yaml;
  readonly beside: Yaml;
  readonly entry: unknown;
}

function readExample(text: string): Example {
  const example = parse(text) as Yaml | Yaml[] | null;
  if (Array.isArray(example)) {
    const declares = ['struct', 'enum', 'flags', 'constant'].some((key) => key in (example[0] ?? {}));
    if (declares) return { ioctl: ioctlOf({}), beside: { declarations: example }, entry: family.entry };
    const fields = [{ name: 'size', type: 'u32', role: 'size' }, ...example];
    return { ioctl: ioctlOf({ fields }), beside: {}, entry: family.entry };
  }
  const { declarations: declared, verbs, amend, entry, ...ioctl } = example ?? {};
  const beside = Object.entries({ declarations: declared, verbs, amend }).filter(([, value]) => value !== undefined);
  return { ioctl: ioctlOf(ioctl), beside: Object.fromEntries(beside), entry: entry ?? family.entry };
}

function ioctlOf(given: Yaml): Yaml {
  const fields = (given['fields'] ?? [{ name: 'size', type: 'u32', role: 'size' }]) as Yaml[];
  const named = fields.filter((field) => 'name' in field).at(-1);
  return {
    name: 'IOMMU_EXAMPLE',
    number: 'next',
    kernel: { handler: 'iommufd_example', buffer: 'example', file: 'main.c' },
    struct: 'iommu_example',
    'min-size': named?.['name'],
    doc: 'An example.',
    fields,
    steps: [],
    ...given,
  };
}

/** The cut-down base, with more ioctls and declarations. */
export function loadedBase(ioctls: readonly Yaml[] = [], beside: Yaml = {}, entry: unknown = family.entry): LoadedBase {
  const extra = { ioctls, ...beside };
  return valueOf(
    loadBase({
      family: { path: 'family.yaml', text: stringify({ ...family, order: [...family.order, 'extra'], entry }) },
      parts: [
        { path: 'declarations.yaml', text: stringify(declarations) },
        { path: 'extra.yaml', text: stringify(extra) },
      ],
    }),
  );
}

function valueOf<T>({ value, findings }: Loaded<T>): T {
  if (value !== null && !hasErrors(findings)) return value;
  throw new Error(
    findings.map((each) => `${each.span.file}:${each.span.line} ${each.code} ${each.message}`).join('\n'),
  );
}
