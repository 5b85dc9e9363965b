import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { isCollection, isPair, isScalar, parseDocument, visit, type Node } from 'yaml';

/** A change to a spec as a slip of the hand, a bad merge or an enemy would make it. Places count round the whole text. */
export type Mutation =
  | { readonly change: 'bit' | 'delete' | 'truncate'; readonly at: number }
  | { readonly change: 'insert' | 'replace'; readonly at: number; readonly by: string }
  | { readonly change: 'scalar'; readonly at: number; readonly by: string }
  | { readonly change: 'delete-line' | 'duplicate-line'; readonly at: number }
  | { readonly change: 'swap-lines'; readonly at: number; readonly and: number }
  | { readonly change: 'swap-nodes' | 'copy-node'; readonly at: number; readonly and: number }
  | { readonly change: 'indent'; readonly at: number; readonly columns: number };

const hostile = [
  ...[
    '__proto__',
    'constructor',
    'toString',
    'null',
    '~',
    'true',
    'yes',
    'next',
    'let x',
    '<<',
    '../..',
    '%s',
    '',
    ' ',
  ],
  ...['[]', '{}', '[[]]', '{ a: b }', '[~]', '*a', '&a x', '!!str x', '!x', '|', '>', '- x', '? x', ': ', ' #', '---'],
  ...[
    '"',
    "'",
    '"\\0"',
    '"\\u202e"',
    '"a\\\n  b"',
    "''''",
    '`',
    '@',
    '%YAML 1.1\n---',
    '...',
    '\t',
    '\r',
    '\r\n',
    '\0',
  ],
  ...[
    '0',
    '-1',
    '1.5',
    '010',
    '0x',
    '0x8',
    '1e999',
    '.nan',
    '.inf',
    '255',
    '256',
    '4294967296',
    '18446744073709551616',
  ],
  ...[
    '1 / 0',
    'flags << 64',
    '~flags',
    '-1 == 1',
    '!size',
    'size = 1',
    'some(x, x)',
    'f(f(f()))',
    'a.b.c',
    'a ? b : c',
  ],
  ...[
    '*/',
    '/*',
    '${x}',
    '\u202e',
    '\u200b',
    '\u2028',
    '\ufeff',
    'caf\u00e9',
    '\u{1f600}',
    'EINVAL',
    'EWHAT',
    'driver',
  ],
  ...['['.repeat(60), '('.repeat(300), '!'.repeat(300), 'x'.repeat(300), '1'.repeat(300), 'x && '.repeat(300)],
  ...['u64', 'u8', 'aligned_u64', 'size', 'flags', 'self', 'all', 'any', 'reserved', 'bytes', 'v6.12', 'v0.0', 'v9'],
];

const at = fc.nat(1_000_000);
const by = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }).map(wellFormed) },
);

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.oneof(
    fc.record({ change: fc.constantFrom('bit', 'delete', 'truncate'), at }),
    fc.record({ change: fc.constantFrom('insert', 'replace'), at, by }),
    { weight: 5, arbitrary: fc.record({ change: fc.constant('scalar'), at, by }) },
    fc.record({ change: fc.constantFrom('delete-line', 'duplicate-line'), at }),
    {
      weight: 4,
      arbitrary: fc.record({ change: fc.constantFrom('swap-lines', 'swap-nodes', 'copy-node'), at, and: at }),
    },
    fc.record({ change: fc.constant('indent'), at, columns: fc.integer({ min: -4, max: 4 }) }),
  ),
  { minLength: 1, maxLength: 4 },
);

/** The text after one change more; as it was where the change has no place in it. */
export function mutated(text: string, mutation: Mutation): string {
  switch (mutation.change) {
    case 'bit':
      return withoutBit(text, mutation.at);
    case 'delete':
      return spliced(text, mutation.at, 1, '');
    case 'truncate':
      return wellFormed(text.slice(0, mutation.at % (text.length + 1)));
    case 'insert':
      return spliced(text, mutation.at, 0, mutation.by);
    case 'replace':
      return spliced(text, mutation.at, mutation.by.length, mutation.by);
    case 'delete-line':
      return withLines(text, (lines) => lines.toSpliced(mutation.at % lines.length, 1));
    case 'duplicate-line':
      return withLines(text, (lines) =>
        lines.toSpliced(mutation.at % lines.length, 0, lines[mutation.at % lines.length] ?? ''),
      );
    case 'swap-lines':
      return withLines(text, (lines) => swapped(lines, mutation.at % lines.length, mutation.and % lines.length));
    case 'indent':
      return withLines(text, (lines) => {
        const line = lines[mutation.at % lines.length] ?? '';
        const indented = mutation.columns < 0 ? line.slice(-mutation.columns) : ' '.repeat(mutation.columns) + line;
        return lines.with(mutation.at % lines.length, indented);
      });
    default:
      return withNodes(text, mutation);
  }
}

/** What is left of a text once it was written to a file, which holds no half characters. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function withoutBit(text: string, place: number): string {
  const bytes = Buffer.from(text);
  const index = place % Math.max(1, bytes.length);
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (place % 8));
  return isUtf8(bytes) ? bytes.toString() : text;
}

function spliced(text: string, place: number, length: number, by: string): string {
  const index = place % (text.length + 1);
  return wellFormed(text.slice(0, index) + by + text.slice(index + length));
}

function withLines(text: string, change: (lines: string[]) => readonly string[]): string {
  return change(text.split('\n')).join('\n');
}

function swapped<T>(list: readonly T[], one: number, other: number): readonly T[] {
  const [first, second] = [list[one], list[other]];
  return list.map((each, index) => (index === one ? second : index === other ? first : each) as T);
}

/** Changes among the nodes of the YAML, so that what comes of it is YAML again, mostly. */
function withNodes(
  text: string,
  mutation: Extract<Mutation, { change: 'scalar' | 'swap-nodes' | 'copy-node' }>,
): string {
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.length > 0) return text;
  if (mutation.change === 'scalar') {
    const scalars: Node[] = [];
    visit(document, { Scalar: (_, node) => void scalars.push(node) });
    const [from, to] = scalars[mutation.at % scalars.length]?.range ?? [0, 0];
    return text.slice(0, from) + mutation.by + text.slice(to);
  }
  const places: { readonly node: Node; readonly put: (node: Node) => void }[] = [];
  visit(document, {
    Node(key, node, path) {
      const parent = path.at(-1);
      if (isPair(parent) && key === 'value') places.push({ node, put: (other) => void (parent.value = other) });
      else if (isCollection(parent) && typeof key === 'number' && !isPair(parent.items[key]))
        places.push({ node, put: (other) => void (parent.items[key] = other) });
    },
  });
  const [one, other] = [places[mutation.at % places.length], places[mutation.and % places.length]];
  if (!one || !other) return text;
  const copy = (node: Node): Node => node.clone() as Node;
  const [first, second] = [copy(one.node), copy(other.node)];
  one.put(second);
  if (mutation.change === 'swap-nodes' && isScalar(first) === isScalar(second)) other.put(first);
  return document.toString({ verifyAliasOrder: false });
}
