import { GeneratedMachine } from '../../../src/machine/javascript/generated-machine.ts';
import { judgedProperties } from '../../../src/machine/javascript/property-bits.ts';
import { search } from '../../../src/explore/search.ts';
import { EvaluatedWorld, type Pick, type Possible } from '../evaluated-world.ts';
import { conditions, endName, type End, type StepKindCase } from './case.ts';

/** All that a back end finds in a small world. */
export interface Outcomes {
  readonly states: number;
  /** Each end as text, sorted. */
  readonly ends: readonly string[];
}

/** What was found by hand. */
export function byHand({ states, ends }: StepKindCase): Outcomes {
  return { states, ends: ends.map(told).sort() };
}

function told({ errno, where }: End): string {
  return `${errno ?? 'well'}: ${where}`;
}

/** Tries all ways to choose, one after the other. */
class Ways {
  private readonly chosen: number[] = [];
  private readonly counts: number[] = [];
  private depth = 0;

  readonly pick: Pick = (count) => {
    if (this.depth === this.chosen.length) {
      this.chosen.push(0);
      this.counts.push(count);
    }
    return this.chosen[this.depth++] ?? 0;
  };

  /** The way that was gone. */
  get gone(): readonly number[] {
    return this.chosen.slice(0, this.depth);
  }

  /** Is there another way? Then it comes next. */
  again(): boolean {
    this.depth = 0;
    while (this.chosen.length > 0) {
      const last = this.chosen.length - 1;
      this.chosen[last] = (this.chosen[last] ?? 0) + 1;
      if ((this.chosen[last] ?? 0) < (this.counts[last] ?? 0)) return true;
      this.chosen.pop();
      this.counts.pop();
    }
    return false;
  }
}

interface Step {
  readonly possible: Possible;
  readonly chosen: readonly number[];
}

/** What the evaluator comes to, in whatever order and way. */
export function evaluated({ system, ends }: StepKindCase): Outcomes {
  const machine = new GeneratedMachine(system, 'nothing', false);
  const wheres = conditionsOf(ends, (index) => property(system, index).holds);
  const found = new Set<string>();
  const known = new Set<string>();
  const paths: (readonly Step[])[] = [[]];
  const at = (path: readonly Step[], pick: Pick): EvaluatedWorld => {
    const choices = path.flatMap((step) => step.chosen);
    let next = 0;
    const world = new EvaluatedWorld(machine, (count) => (next < choices.length ? choices[next++]! : pick(count)));
    for (const { possible } of path) world.take(possible);
    return world;
  };
  known.add(
    at([], () => 0)
      .numbers()
      .join(),
  );
  for (let path = paths.pop(); path; path = paths.pop()) {
    let moved = false;
    const start = at(path, () => 0);
    for (const possible of start.possible()) {
      const ways = new Ways();
      do {
        const world = at(path, ways.pick);
        const done = world.take(possible);
        if (!done) continue;
        moved = true;
        const key = world.numbers().join();
        if (done.ended && done.by === 'user')
          for (const [where, holds] of wheres)
            if (!world.holds(holds)) found.add(told({ errno: done.ended.errno, where }));
        if (known.has(key)) continue;
        known.add(key);
        paths.push([...path, { possible, chosen: ways.gone }]);
      } while (ways.again());
    }
    if (!moved && start.busy())
      for (const [where, holds] of wheres) if (!start.holds(holds)) found.add(told({ errno: 'asleep', where }));
  }
  return { states: known.size, ends: [...found].sort() };
}

/** What the generated code comes to. */
export function generated({ system, ends }: StepKindCase): Outcomes {
  let moving = 0;
  const teller = { moves: (actor: number): void => void (moving = actor), does: (): void => undefined };
  const machine = new GeneratedMachine(system, teller);
  const { states, stopped } = search(machine, { states: 1000, bytes: 2 ** 30 }, 0);
  if (stopped !== null) throw new Error(stopped);
  const wheres = conditionsOf(ends, (index) => 2 ** judgedProperties(system).indexOf(endName(index)));
  const user = machine.vector.actors.findIndex(({ of }) => of.actor.name === 'user');
  const standsAt = (packed: Int32Array, at: number): number =>
    machine.unpack(packed, at)[machine.vector.actors[user]?.counter ?? -1] ?? -1;
  const found = new Set<string>();
  for (let state = 0; state < states.count; state++) {
    const [chunk, at] = [states.chunkOf(state), states.offsetOf(state)];
    const next: { readonly packed: Int32Array; readonly ends: boolean; readonly errno: string | null }[] = [];
    const bad = machine.expand(chunk, at, () => {
      const ends = moving === user && standsAt(machine.next, 0) === 0;
      next.push({ packed: machine.next.slice(), ends, errno: machine.errno() });
    });
    for (const { packed, ends: hasEnded, errno } of next) {
      const broken = hasEnded ? machine.expand(packed, 0, () => undefined) : 0;
      for (const [where, bit] of wheres) if (broken & bit) found.add(told({ errno, where }));
    }
    if (next.length === 0 && standsAt(chunk, at) !== 0)
      for (const [where, bit] of wheres) if (bad & bit) found.add(told({ errno: 'asleep', where }));
  }
  return { states: states.count, ends: [...found].sort() };
}

function conditionsOf<Thing>(
  ends: readonly End[],
  thing: (index: number) => Thing,
): readonly (readonly [string, Thing])[] {
  return conditions(ends).map((where, index) => [where, thing(index)] as const);
}

function property({ properties }: StepKindCase['system'], index: number): StepKindCase['system']['properties'][number] {
  const found = properties.find(({ name }) => name === endName(index));
  if (!found) throw new Error(`no property ${endName(index)}`);
  return found;
}
