import { finding, inOrder, type Finding } from '../../diagnostics/finding.ts';

/** So many findings of one file are told; the others are counted. */
const most = 20;

/** The first findings of each file, and how many more there are. */
export function limited(findings: readonly Finding[]): readonly Finding[] {
  const byFile = new Map<string, Finding[]>();
  for (const each of inOrder(findings)) {
    const ofFile = byFile.get(each.span.file);
    if (ofFile) ofFile.push(each);
    else byFile.set(each.span.file, [each]);
  }
  return [...byFile.values()].flatMap((ofFile) => {
    const [next, ...others] = ofFile.slice(most);
    if (!next || others.length === 0) return ofFile;
    return [
      ...ofFile.slice(0, most),
      finding('SPEC0015', `${String(others.length + 1)} or more findings follow in this file, from here on`, next.span),
    ];
  });
}
