import { stepKinds, type StepSyntax, type Text } from '../syntax.ts';
import type { Reader } from './reader.ts';

/** Reads a list of steps. */
export function readSteps(reader: Reader, key: string): readonly StepSyntax[] {
  return reader.list(key).map(readStep);
}

function readStep(reader: Reader): StepSyntax {
  const kind = stepKinds.find((each) => reader.has(each)) ?? 'keeps';
  const texts: Record<string, Text> = {};
  const maps: Record<string, Readonly<Record<string, Text>>> = {};
  const lists: Record<string, readonly Text[]> = {};
  const blocks: Record<string, readonly StepSyntax[]> = {};
  for (const key of reader.keys()) {
    if (key === 'cases') continue;
    if (reader.isList(key)) {
      if (key === 'reply') lists[key] = reader.texts(key);
      else blocks[key] = readSteps(reader, key);
    } else if (reader.map(key)) maps[key] = reader.textMap(key);
    else {
      const text = reader.text(key);
      if (text) texts[key] = text;
    }
  }
  const cases = reader.map('cases');
  return {
    kind,
    span: reader.span,
    at: reader.at,
    texts,
    maps,
    lists,
    blocks,
    cases: (cases?.keys() ?? []).map((label) => ({
      label: cases?.keyText(label) ?? { text: label, span: reader.span },
      steps: cases ? readSteps(cases, label) : [],
    })),
  };
}
