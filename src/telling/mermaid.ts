import { visible } from '../diagnostics/visible.ts';
import type { Printer } from '../emit/template.ts';
import { wrap } from '../emit/text/wrap.ts';
import { endingSentences } from './ending-text.ts';
import { doingText, stateText } from './move-text.ts';
import { placeText } from './place-text.ts';
import type { Counterexample } from './verification.ts';

/** The longest line of a note. */
const noteColumns = 60;

/** A counterexample as a Mermaid sequence diagram. */
export function mermaidText(title: string, counterexample: Counterexample, print: Printer): string {
  const { lanes, moves } = counterexample;
  const last = `lane${lanes.length}`;
  const steps = moves.map((move, index) => ({
    from: `lane${move.lane + 1}`,
    last,
    number: index + 1,
    doing: lines(doingText(move)),
    state: lines([...stateText(move), ...(move.cited ? [visible(placeText(move.cited))] : [])]),
  }));
  const ending = wrap(endingSentences(counterexample).join(' '), { width: noteColumns });
  return print('trace/mermaid', {
    // A string of JSON is one of YAML.
    title: JSON.stringify(visible(title)),
    lanes: lanes.map((name, index) => ({ id: `lane${index + 1}`, name: escaped(name) })),
    steps,
    first: 'lane1',
    last,
    ending: lines(ending),
  });
}

function lines(texts: readonly string[]): string {
  return texts.map(escaped).join('<br/>');
}

/**
 * Mermaid ends a statement at `;` and a block at `end`, begins a remark at `%%`, reads HTML and Markdown, and has `#...;`
 * for characters by their number.
 */
function escaped(text: string): string {
  return visible(text).replaceAll(/[#;<>&"%{}`\\$]|\be(?=nd\b)/gi, (character) => `#${character.codePointAt(0) ?? 0};`);
}
