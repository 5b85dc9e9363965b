import { inTellingOrder } from './built-in.ts';
import type { Outcome, ToldVerdict, ToldWorld, Verification } from './verification.ts';

/** What one subject has in one row. */
export interface ComparisonCell {
  readonly proposal: string;
  /** An outcome, a number, or words; `-` where no world of the subject says anything. */
  readonly outcome: string;
  /** Steps of the shortest trace; null where there is none. */
  readonly steps: number | null;
  /** How the last step of that trace ends: an errno, or `waits`; null where it is neither. */
  readonly ending: string | null;
  readonly note: string | null;
}

export interface ComparisonRow {
  readonly kind: 'property' | 'measure' | 'fact';
  readonly id: string;
  readonly title: string;
  readonly cells: readonly ComparisonCell[];
}

/** Subjects side by side, the control first. */
export interface Comparison {
  readonly subjects: readonly string[];
  readonly rows: readonly ComparisonRow[];
  /** What all worlds of all of them take for granted. */
  readonly assumptions: readonly string[];
}

/** A subject to compare. */
export interface Compared {
  readonly verification: Verification;
  /** The uAPI that it adds, in a few words; null of a base or a system. */
  readonly newAbi: string | null;
}

const nothing = '-';
const fromBad: readonly Outcome[] = ['violated', 'incomplete', 'declared', 'holds'];

/**
 * Puts subjects side by side. A cell is the worst of all worlds that the subject shares with another, or of all that it
 * has where it shares none.
 */
export function comparisonOf(all: readonly Compared[]): Comparison {
  const columns = all.map((each) => ({ ...each, worlds: sharedWorlds(each, all) }));
  const ids = inTellingOrder(
    columns.flatMap(({ worlds }) => worlds.flatMap((each) => each.verdicts.map(({ id }) => id))),
  );
  const measures = [
    ...new Set(columns.flatMap(({ worlds }) => worlds.flatMap((each) => each.measures.map((one) => one.name)))),
  ];
  const rows = [
    ...ids.map((id) => row('property', id, columns, (each) => propertyCell(id, each))),
    ...measures.map((name) => row('measure', name, columns, (each) => measureCell(name, each))),
    row('fact', 'new-abi', columns, ({ newAbi }) => plainCell(newAbi ?? nothing)),
    row('fact', 'states-explored', columns, statesCell),
  ];
  const worlds = columns.flatMap((each) => each.worlds);
  return {
    subjects: columns.map((each) => each.verification.name),
    rows,
    assumptions: (worlds[0]?.assumptions ?? []).filter((each) => worlds.every((one) => one.assumptions.includes(each))),
  };
}

interface Column extends Compared {
  readonly worlds: readonly ToldWorld[];
}

type Cell = Omit<ComparisonCell, 'proposal'>;

function sharedWorlds({ verification }: Compared, all: readonly Compared[]): readonly ToldWorld[] {
  const others = all.flatMap((each) => (each.verification === verification ? [] : each.verification.worlds));
  const names = new Set(others.map((each) => each.name));
  const shared = verification.worlds.filter((each) => names.has(each.name));
  return shared.length > 0 ? shared : verification.worlds;
}

function row(
  kind: ComparisonRow['kind'],
  id: string,
  columns: readonly Column[],
  cellOf: (column: Column) => Cell,
): ComparisonRow {
  const told = columns.flatMap(({ worlds }) => worlds.flatMap((each) => [...each.verdicts, ...nameless(each)]));
  return {
    kind,
    id,
    title: told.find((each) => each.id === id)?.title ?? '',
    cells: columns.map((each) => ({ proposal: each.verification.name, ...cellOf(each) })),
  };
}

function nameless({ measures }: ToldWorld): readonly { readonly id: string; readonly title: string }[] {
  return measures.map(({ name, title }) => ({ id: name, title }));
}

function plainCell(outcome: string): Cell {
  return { outcome, steps: null, ending: null, note: null };
}

function propertyCell(id: string, { worlds }: Column): Cell {
  const all = worlds.flatMap((world) =>
    world.verdicts.flatMap((verdict) => (verdict.id === id ? [{ world, verdict }] : [])),
  );
  const told = all.filter(({ verdict }) => verdict.witnesses > 0 || verdict.outcome !== 'holds');
  const outcome = fromBad.find((each) => told.some(({ verdict }) => verdict.outcome === each));
  if (!outcome) return { ...plainCell(nothing), note: all.length > 0 ? 'no state is about it' : null };
  const worst = told.filter(({ verdict }) => verdict.outcome === outcome);
  const [first] = worst.toSorted((left, right) => (left.verdict.steps ?? 0) - (right.verdict.steps ?? 0));
  if (!first || outcome === 'holds') return plainCell(outcome);
  const note = noteOf(first.world, first.verdict);
  return { outcome, steps: first.verdict.steps, ending: endingOf(first.verdict), note };
}

function endingOf({ counterexample }: ToldVerdict): string | null {
  const last = counterexample?.moves.at(-1);
  if (!last) return null;
  return last.sleeps ? 'waits' : last.errno;
}

function noteOf({ name, stopped }: ToldWorld, { outcome, because, expected }: ToldVerdict): string {
  const reason = { violated: expected, declared: because, incomplete: stopped, holds: null }[outcome];
  return reason === null ? `in ${name}` : `in ${name}: ${reason}`;
}

function measureCell(name: string, { worlds }: Column): Cell {
  const values = worlds.flatMap((each) => each.measures.flatMap((one) => (one.name === name ? [one.greatest] : [])));
  const known = values.flatMap((each) => (each === null ? [] : [Number(each)]));
  return plainCell(known.length === 0 ? nothing : String(Math.max(...known)));
}

function statesCell({ worlds }: Column): Cell {
  if (worlds.length === 0) return plainCell(nothing);
  const states = worlds.reduce((sum, each) => sum + each.states, 0);
  return { ...plainCell(states.toLocaleString('en')), note: `in ${worlds.map((each) => each.name).join(', ')}` };
}
