import { visible } from '../diagnostics/visible.ts';
import { wrap } from '../emit/text/wrap.ts';
import { endingSentences } from './ending-text.ts';
import type { Painter } from './painter.ts';
import { placeText } from './place-text.ts';
import { standings, type Standing, type WorldVerdict } from './standing.ts';
import { tableLines } from './table.ts';
import { traceLines } from './trace-text.ts';
import type { Counterexample, ToldWorld, Verification } from './verification.ts';

/** A line is never wider, however wide the terminal is. */
const widest = 100;
const indent = '    ';

/** What `verify` prints: verdicts, what they assume, and each counterexample step by step. */
export function verifyText(verification: Verification, columns: number, paint: Painter): string {
  const width = Math.max(60, Math.min(columns, widest));
  const { name, worlds } = verification;
  if (worlds.length === 0) return `${name} has no world to explore it in`;
  const all = standings(verification);
  const parts = [
    verdictLines(verification, all, paint),
    noteLines(verification, all, width),
    assumptionLines(worlds, width),
    ...all.flatMap((standing) => [...standing.decisive, ...standing.expected].map((each) => told(each, width, paint))),
  ];
  return parts
    .filter((each) => each.length > 0)
    .map((each) => each.join('\n'))
    .join('\n\n');
}

function verdictLines(verification: Verification, all: readonly Standing[], paint: Painter): readonly string[] {
  const painted = (text: string, column: number): string => {
    if (column !== 1) return text;
    if (text.startsWith('VIOLATED')) return paint.bad(text);
    return text.startsWith('holds') ? paint.good(text) : paint.doubtful(text);
  };
  const rows = [...all.map(verdictRow), ...deadRow(verification), ...callRows(verification)];
  return tableLines(rows, { indent, right: new Set([2]), paint: painted });
}

function verdictRow(standing: Standing): readonly string[] {
  const { id, outcome, decisive, expected, witnesses } = standing;
  const where = worldNames(decisive);
  const states = decisive.reduce((sum, { verdict }) => sum + verdict.states, 0);
  const [first] = decisive;
  switch (outcome) {
    case 'violated':
      return [id, `VIOLATED in ${where}`, statesText(first?.verdict.states ?? 0)];
    case 'holds': {
      const [only] = decisive.length === 1 ? decisive : [];
      const inWorlds = only ? only.world.name : `${decisive.length} worlds`;
      return [id, `holds in ${inWorlds}${witnesses === 0 ? ', and no state is about it' : ''}`, statesText(states)];
    }
    case null:
      return [id, `VIOLATED in ${worldNames(expected)}, as it says`, statesText(expected[0]?.verdict.states ?? 0)];
    default:
      return [id, `${outcome} in ${where}`, statesText(states)];
  }
}

function deadRow({ deadSteps, steps, worlds }: Verification): readonly (readonly string[])[] {
  if (deadSteps === null) return [];
  const all = statesText(worlds.reduce((sum, each) => sum + each.states, 0));
  if (deadSteps.length > 0) return [['no-dead-step', `VIOLATED: ${deadSteps.length} of ${steps} steps`, all]];
  return [['no-dead-step', `holds for ${counted(steps, 'step')}`, all]];
}

/** What is decided call by call, and not by exploring. */
function callRows({ calls }: Verification): readonly (readonly string[])[] {
  if (calls === null) return [];
  const { failing, injected, remainders, reached, excused, missed } = calls;
  const atomic =
    remainders > 0 ? `VIOLATED by ${counted(remainders, 'call')}` : `holds for ${counted(failing, 'failing call')}`;
  const contract =
    missed > 0 ? `incomplete: ${missed} have no call` : `holds: ${reached} have a call, ${excused} an excuse`;
  return [
    ['failure-is-atomic', atomic, `${injected} injected`],
    ['errno-contract', contract, counted(reached + excused + missed, 'ending')],
  ];
}

/** The first world, and how many others there are. */
function worldNames(all: readonly WorldVerdict[]): string {
  const [first = ''] = all.map(({ world }) => world.name);
  return all.length < 2 ? first : `${first}, and ${counted(all.length - 1, 'other')}`;
}

function statesText(states: number): string {
  return `${states.toLocaleString('en')} ${states === 1 ? 'state' : 'states'}`;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** Why what is declared, expected or incomplete is so, and which steps are dead. */
function noteLines({ worlds, deadSteps }: Verification, all: readonly Standing[], width: number): readonly string[] {
  const notes = [
    ...all.flatMap(({ id, outcome, decisive, expected }) => [
      ...(outcome === 'declared'
        ? decisive.map(({ world, verdict }) => `${id}: declared in ${world.name}: ${verdict.because ?? ''}`)
        : []),
      ...expected.map(({ world, verdict }) => `${id}: broken on purpose in ${world.name}: ${verdict.expected ?? ''}`),
    ]),
    ...worlds.flatMap(({ name, stopped }) => (stopped === null ? [] : [`${name}: incomplete: ${stopped}`])),
    ...(deadSteps ?? []).map((each) => `${placeText(each)}: never reached: ${each.what}`),
  ];
  return notes.flatMap((each) => wrap(visible(each), { width, first: indent, rest: `${indent}  ` }));
}

/** What the verdicts take for granted: first what all worlds do, then the rest of each. */
function assumptionLines(worlds: readonly ToldWorld[], width: number): readonly string[] {
  const common = (worlds[0]?.assumptions ?? []).filter((each) =>
    worlds.every(({ assumptions }) => assumptions.includes(each)),
  );
  const rest = worlds.flatMap(({ name, assumptions, states, transitions, depth }) => {
    const own = assumptions.filter((each) => !common.includes(each));
    const size = `${statesText(states)}, ${transitions.toLocaleString('en')} transitions, ${depth} steps deep`;
    return [`${name}: ${[size, ...own].join('; ')}`];
  });
  return [...(common.length > 0 ? [`assuming: ${common.join('; ')}`] : []), ...rest].flatMap((each) =>
    wrap(visible(each), { width, first: indent, rest: `${indent}  ` }),
  );
}

function told({ world, verdict }: WorldVerdict, width: number, paint: Painter): readonly string[] {
  const { counterexample, id, title } = verdict;
  if (!counterexample) return [];
  const heading = `${paint.strong(id)} in ${visible(world.name)}`;
  return [
    title === '' ? heading : `${heading}, which says: ${visible(title)}`,
    '',
    ...traceLines(counterexample, width, paint),
    ...endLines(counterexample, width),
    '',
    `${indent}${counted(counterexample.moves.length, 'step')}, shortest. Draw it: --mermaid, --svg`,
  ];
}

function endLines(counterexample: Counterexample, width: number): readonly string[] {
  const text = endingSentences(counterexample).join(' ');
  const inner = ' '.repeat(10);
  return text === '' ? [] : wrap(text, { width, first: inner, rest: inner });
}
