import { isAlias, isMap, isScalar, visit, type Node, type Scalar } from 'yaml';
import { finding, type Finding } from '../../diagnostics/finding.ts';
import { wholeFile } from '../../diagnostics/span.ts';
import { hiddenCharacter } from './characters.ts';
import { scalarText } from './scalar-text.ts';
import { textSpan } from '../text-span.ts';
import type { YamlFile } from './yaml.ts';

/** Keys and values that a file may have: twelve times what the largest of iommufd has. The schema's check needs time. */
const maximumValues = 10_000;

/** What YAML allows and specs do without. */
export function structureFindings(yaml: YamlFile): Finding[] {
  const root = yaml.document.contents;
  if (!isMap(root))
    return [
      finding(
        'YAML0001',
        'the file is empty or no mapping; a spec is a mapping of keys to values',
        root?.range && root.range[1] > root.range[0] ? yaml.spanOf(root) : wholeFile(yaml.file),
        'abiwright new proposal NAME writes one to start from',
      ),
    ];
  const findings: Finding[] = [];
  const anchors: Finding[] = [];
  let count = 0;
  visit(yaml.document, {
    Node(_key, node) {
      if (++count > maximumValues) return visit.BREAK;
      anchors.push(...anchorFindings(yaml, node));
      if (node.tag !== undefined && !isAlias(node)) findings.push(tagFinding(yaml, node));
      if (isMap(node)) findings.push(...keyFindings(yaml, node.items));
      if (isScalar(node)) findings.push(...scalarFindings(yaml, node));
      return undefined;
    },
  });
  if (count > maximumValues)
    return [
      finding('YAML0005', `the file has more than ${String(maximumValues)} keys and values`, wholeFile(yaml.file)),
    ];
  // One is enough to say it; a file that was made to explode has thousands.
  return [...anchors.slice(0, 1), ...findings];
}

function anchorFindings(yaml: YamlFile, node: Node): Finding[] {
  const anchor = 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : undefined;
  if (!node.range || (!isAlias(node) && anchor === undefined)) return [];
  const start = isAlias(node) ? node.range[0] : yaml.text.lastIndexOf(`&${anchor ?? ''}`, node.range[0]);
  const end = isAlias(node) ? node.range[1] : start + 1 + (anchor ?? '').length;
  return [
    finding('YAML0004', 'anchors and aliases are not used in specs', yaml.spanAt(start, end), 'write the value out'),
  ];
}

function tagFinding(yaml: YamlFile, node: Node): Finding {
  const before = yaml.text.slice(0, node.range?.[0] ?? 0);
  const tag = /![^\s!]*!?\S*(?=\s*(?:&\S+\s*)?$)/.exec(before.slice(-200));
  const start = before.length - (tag ? tag.input.length - tag.index : 0);
  return finding(
    'YAML0007',
    'tags are not used in specs',
    tag ? yaml.spanAt(start, start + tag[0].length) : yaml.spanOf(node),
    'remove the tag',
  );
}

function keyFindings(yaml: YamlFile, pairs: readonly { readonly key: unknown }[]): Finding[] {
  const seen = new Map<unknown, Scalar>();
  const findings: Finding[] = [];
  for (const { key } of pairs) {
    if (!isScalar(key)) continue;
    if (key.value === '<<')
      findings.push(finding('YAML0004', 'merge keys are not used in specs', yaml.spanOf(key), 'write the values out'));
    const first = seen.get(key.value);
    if (first)
      findings.push(
        finding(
          'YAML0002',
          `the key '${String(key.value)}' is here already, in line ${String(yaml.spanOf(first).line)}`,
          yaml.spanOf(key),
          'remove one of the two',
        ),
      );
    else seen.set(key.value, key);
  }
  return findings;
}

/** As in C, without its octal numbers, which YAML writes otherwise. */
const wholeNumber = /^(?:-?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+)$/;

function scalarFindings(yaml: YamlFile, node: Scalar): Finding[] {
  if (typeof node.value === 'number') {
    const source = node.source ?? String(node.value);
    if (!wholeNumber.test(source))
      return [
        finding(
          'YAML0008',
          `'${short(source)}' is not a whole number in decimal or 0x notation`,
          yaml.spanOf(node),
          Number.isSafeInteger(node.value) && !source.startsWith('0') ? `write ${String(node.value)}` : undefined,
        ),
      ];
    const value = BigInt(source);
    if (BigInt.asUintN(64, value) !== value && BigInt.asIntN(64, value) !== value)
      return [finding('YAML0008', `${short(source)} does not fit into 64 bits`, yaml.spanOf(node))];
  }
  if (typeof node.value !== 'string') return [];
  const found = hiddenCharacter(node.value);
  if (!found) return [];
  return [
    finding(
      'SPEC0010',
      `the text has the character ${found.name}, which cannot be seen`,
      textSpan(scalarText(yaml, node), found.index, found.index + 1),
      'remove it',
    ),
  ];
}

function short(digits: string): string {
  return digits.length > 40 ? `${digits.slice(0, 40)}...` : digits;
}
