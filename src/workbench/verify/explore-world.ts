import { fairCycle } from '../../explore/fair-cycle.ts';
import { pathTo, search, type Searched } from '../../explore/search.ts';
import type { StateSet } from '../../explore/state-set.ts';
import { GeneratedMachine, type Mark } from '../../machine/javascript/generated-machine.ts';
import { judgedProperties } from '../../machine/javascript/property-bits.ts';
import { trace, type Move } from '../../machine/javascript/trace.ts';
import { systemOf, type System } from '../../machine/system/system.ts';
import type { Interface } from '../../spec/interface.ts';
import type { World } from '../../spec/world.ts';

/** What is known of one property in one world. */
export interface Verdict {
  readonly property: string;
  /** `declared`: it is broken only where the spec says so, with the reason. */
  readonly outcome: 'holds' | 'violated' | 'declared' | 'incomplete';
  /** States that were looked at until this was known. */
  readonly states: number;
  /** Steps of the shortest trace; null where there is none. */
  readonly depth: number | null;
  /** States that the property was about. */
  readonly witnesses: number;
  readonly excused: number;
  readonly because: string | null;
  readonly trace: readonly Move[];
  /** The packed state that the trace ends in; null where there is none. */
  readonly last: Int32Array | null;
}

export interface ExploredWorld {
  readonly world: World;
  readonly system: System;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Why the search ended early; null where it saw all. */
  readonly stopped: string | null;
  readonly verdicts: readonly Verdict[];
  /** The greatest value of each measure of the interface; -1 where there was no state. */
  readonly greatest: readonly number[];
  /** What was ever done. */
  readonly done: readonly Mark[];
}

export interface ExploreOptions {
  readonly states: number;
  readonly bytes: number;
  /** Null for all. */
  readonly property: string | null;
  readonly onProgress: (looked: number, depth: number) => void;
}

/**
 * Looks at every state of a world.
 *
 * @throws ModelError where the spec is wrong in a way that only shows here
 */
export function exploreWorld(of: Interface, world: World, options: ExploreOptions): ExploredWorld {
  const system = systemOf(of, world);
  const machine = new GeneratedMachine(system, 'done');
  const properties = judgedProperties(system);
  const wanted = options.property === null ? 0 : bitOf(properties, options.property);
  const searched = search(machine, { states: options.states, bytes: options.bytes }, wanted, (looked, _found, depth) =>
    options.onProgress(looked, depth),
  );
  const verdicts = properties.flatMap((property, index) =>
    options.property === null || options.property === property ? [verdict(machine, searched, property, index)] : [],
  );
  const ends = options.property === null || options.property === 'kernel-work-ends';
  return {
    world,
    system,
    states: searched.states.count,
    transitions: searched.transitions,
    depth: searched.depth,
    stopped: searched.stopped,
    verdicts: ends ? [...verdicts, endsVerdict(machine, searched)] : verdicts,
    greatest: [...machine.greatest],
    done: machine.marks.filter((_each, index) => machine.done[index] === 1),
  };
}

function bitOf(properties: readonly string[], wanted: string): number {
  const index = properties.indexOf(wanted);
  return index < 0 ? 0 : 2 ** index;
}

function verdict(machine: GeneratedMachine, searched: Searched, property: string, index: number): Verdict {
  const violation = searched.violations.find((each) => each.bit === 2 ** index);
  const excused = machine.excused[index] ?? 0;
  const common = {
    property,
    witnesses: machine.seen[index] ?? 0,
    excused,
    because: machine.system.properties[index]?.because ?? null,
  };
  if (violation) {
    const told = traceOf(machine, searched.states, pathTo(searched.states, violation.state));
    return { ...common, outcome: 'violated', states: violation.looked, depth: violation.depth, ...told };
  }
  const outcome = searched.stopped !== null ? 'incomplete' : excused > 0 ? 'declared' : 'holds';
  return { ...common, outcome, states: searched.states.count, depth: null, trace: [], last: null };
}

/** Does the kernel come to rest wherever users leave it alone? Only then says a state in which it rests anything of ends. */
function endsVerdict(machine: GeneratedMachine, { states, stopped }: Searched): Verdict {
  const common = {
    property: 'kernel-work-ends',
    states: states.count,
    witnesses: states.count,
    excused: 0,
    because: null,
  };
  if (stopped !== null) return { ...common, outcome: 'incomplete', depth: null, trace: [], last: null };
  const cycle = fairCycle(machine, states);
  const [first] = cycle ?? [];
  if (!cycle || first === undefined) return { ...common, outcome: 'holds', depth: null, trace: [], last: null };
  const way = [...pathTo(states, first), ...cycle.slice(1), first];
  return { ...common, outcome: 'violated', depth: way.length - 1, ...traceOf(machine, states, way) };
}

function traceOf(
  { system }: GeneratedMachine,
  states: StateSet,
  way: readonly number[],
): Pick<Verdict, 'trace' | 'last'> {
  const packed = way.map((state) => {
    const at = states.offsetOf(state);
    return states.chunkOf(state).slice(at, at + states.words);
  });
  return { trace: trace(system, packed), last: packed.at(-1) ?? null };
}
