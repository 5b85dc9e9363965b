import { systemOf, type System } from '../../src/machine/system/system.ts';
import { loadWorld } from '../../src/spec/load/world.ts';
import { trialInterface, type More } from './trial.ts';

/**
 * A world of the interface `trial` (trial.ts): `text` is all of its file but name, title, `of` and word.
 *
 * @throws Error with what is wrong with the world
 */
export function trialSystem(text: string, steps = '- { reply: all, errno: EFAULT }', more: More = {}): System {
  const of = trialInterface(steps, more);
  const head = 'world: made\ntitle: made for one test\ndoc: Made up.\nof: [trial]\nword: { bits: 5, page: 4 }\n';
  const { value, findings } = loadWorld({ path: 'worlds/made.yaml', text: head + text }, of);
  if (value !== null) return systemOf(of, value);
  throw new Error(findings.map(({ code, message, span }) => `${span.line}: ${code} ${message}`).join('\n'));
}
