import { writeProposal } from './made-proposal.ts';

const ioctl = (fields: string, steps: string): string => `ioctls:
  - name: IOMMU_IOAS_FREEZE
    number: next
    kernel: { handler: iommufd_ioas_freeze, buffer: freeze, file: ioas.c }
    struct: iommu_ioas_freeze
    min-size: flags
    doc: Freezes.
    fields:
      - { name: size, type: u32, role: size }
      - { name: flags, type: u32, role: flags, doc: None yet. }
${fields}    steps:
${steps}`;

const reject = (expression: string): string => ioctl('', `      - { reject: "${expression}", errno: EINVAL }\n`);

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** What each proposal has behind its heading: deep, explosive, or far too much. */
const contents: Readonly<Record<string, string>> = {
  'aliases-that-explode': `ioctls:
  - &a [x, x, x, x, x, x, x, x, x]
${lines(8, (index) => {
  const [name, before] = ['bcdefghi'[index] ?? '', 'abcdefgh'[index] ?? ''];
  return `  - &${name} [${Array(9).fill(`*${before}`).join(', ')}]`;
})}`,
  'alias-of-itself': 'ioctls: &a [*a]',
  'aliases-without-end': `ioctls: [&a x${', *a'.repeat(9_000)}]`,
  'brackets-that-open': `ioctls: ${'['.repeat(200_000)}`,
  'brackets-that-close-too': `ioctls: ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  braces: `ioctls: ${'{a: '.repeat(20_000)}`,
  dashes: `ioctls:\n${'- '.repeat(20_000)}`,
  'questions-for-keys': `ioctls: ${'? '.repeat(20_000)}`,
  'indented-ever-more': lines(500, (index) => `${' '.repeat(index)}a:`),
  parentheses: reject(`${'('.repeat(900)}flags${')'.repeat(900)}`),
  'parentheses-far-too-many': reject('('.repeat(100_000)),
  negations: reject(`${'!'.repeat(1_900)}flags`),
  'sum-of-much': reject(`flags${' + 1'.repeat(450)} == 0`),
  'digits-without-end': reject(`flags == 1${'0'.repeat(1_900)}`),
  'one-long-name': `after: ${'x'.repeat(200_000)}`,
  'one-long-title': `title2: "${'x'.repeat(200_000)}"`,
  'too-large': lines(200_000, () => '#'),
  'too-many-keys': lines(20_000, (index) => `key${String(index)}: 1`),
  'too-many-values': `ioctls: [${'{}, '.repeat(50_000)}]`,
  'too-many-unknown-keys': lines(4_000, (index) => `key${String(index)}: 1`),
  'too-many-steps-that-are-none': ioctl(
    '',
    lines(2_500, () => '      - { rejct: flags }'),
  ),
  'hidden-characters-in-every-line': '\u200b\n'.repeat(60_000),
  'too-many-ioctls': `ioctls:\n${lines(
    112,
    (index) =>
      `  - { name: IOMMU_X${String(index)}, number: next, struct: iommu_x${String(index)}, min-size: size, doc: One.,
      kernel: { handler: x${String(index)}, buffer: x${String(index)}, file: x.c },
      fields: [{ name: size, type: u32, role: size }], steps: [{ reply: all, errno: EFAULT }] }`,
  )}`,
  'structs-in-structs': `declarations:\n${lines(
    40,
    (index) =>
      `  - { struct: iommu_s${String(index)}, title: One, doc: One., fields: [{ name: a, type: iommu_s${String(index + 1)}, doc: One. }] }`,
  )}\n  - { struct: iommu_s40, title: One, doc: One., fields: [{ name: a, type: u64, doc: One. }] }`,
  'verbs-that-call-two': `verbs:\n${lines(
    16,
    (index) =>
      `  - { verb: x${String(index)}, stands-for: x${String(index)}, doc: One., steps: [{ call: x${String(index + 1)} }, { call: x${String(index + 1)} }] }`,
  )}\n  - { verb: x16, stands-for: x16, doc: One., steps: [{ keeps: nothing, doc: None. }] }`,
  'functions-that-double': `functions:\n${lines(
    14,
    (index) =>
      `  - { function: x${String(index)}, takes: {}, is: x${String(index + 1)}() + x${String(index + 1)}(), doc: One. }`,
  )}\n  - { function: x14, takes: {}, is: 1, doc: One. }`,
};

/** Proposals that would take all memory, or all day, if they were believed. */
export function makeSizes(folder: string): void {
  for (const [name, content] of Object.entries(contents)) writeProposal(folder, name, `${content}\n`);
}
