import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { search } from '../../../src/explore/search.ts';
import { fairCycle } from '../../../src/explore/fair-cycle.ts';
import type { Space } from '../../../src/explore/space.ts';
import { GeneratedMachine } from '../../../src/machine/javascript/generated-machine.ts';
import { judgedProperties } from '../../../src/machine/javascript/property-bits.ts';
import { ModelError } from '../../../src/machine/model-error.ts';
import { systemOf } from '../../../src/machine/system/system.ts';
import { parseRecording } from '../../../src/recording/parse.ts';
import { replay } from '../../../src/recording/replay.ts';
import type { Interface } from '../../../src/spec/interface.ts';
import type { SymbolicCall } from '../../../src/vectors/call.ts';
import { findVectors } from '../../../src/vectors/find.ts';
import { Setting } from '../../../src/vectors/setting.ts';
import { numberOf } from '../../../src/vectors/value.ts';
import type { Vector } from '../../../src/vectors/vector.ts';
import { usualWorld } from '../../../src/vectors/world.ts';
import { worldOf } from '../systems.ts';
import type { Catcher } from './mutant.ts';
import { subject } from './subject.ts';

const root = join(import.meta.dirname, '../../..');
const bounds = { states: 200_000, bytes: 1 << 28 };
const survives = 'nothing';

/** What catches a wrong interface where a catcher looks, in the words of the catcher; `nothing` where it survives. */
export function caught(of: Interface, name: string, by: Catcher): string {
  switch (by.kind) {
    case 'property':
      return brokenBefore(of, by.property, by.world);
    case 'replay':
      return replayed(of, by.recording) ? toldCatcher(by) : survives;
    case 'vectors':
      return judged(of, name, by);
    case 'nothing':
      return survives;
  }
}

/** A catcher in a few words. */
export function toldCatcher(by: Catcher): string {
  switch (by.kind) {
    case 'property':
      return `${[by.property, ...by.beside].sort().join(', ')} in ${by.world}`;
    case 'replay':
      return `replay of ${by.recording}`;
    case 'vectors':
      return `vector ${by.vector} of ${by.ioctl}`;
    case 'nothing':
      return survives;
  }
}

/** Looks at the states of a world until one breaks a property, and tells all that were broken until then. */
function brokenBefore(of: Interface, property: string, worldName: string): string {
  const world = worldOf(worldName, of);
  const system = systemOf(of, world);
  const machine = new GeneratedMachine(system);
  const properties = judgedProperties(system);
  const expected = properties.reduce((bits, each, index) => (world.expected.has(each) ? bits | (1 << index) : bits), 0);
  // Of kernel-work-ends no state tells.
  const wanted = properties.includes(property) ? 1 << properties.indexOf(property) : 0;
  let broken = 0;
  const space: Space = {
    words: machine.words,
    next: machine.next,
    start: () => machine.start(),
    expand: (states, at, sink) => {
      const bad = machine.expand(states, at, sink) & ~expected;
      broken |= bad;
      return bad;
    },
    fair: () => machine.fair(),
    full: () => ((broken & wanted) === 0 ? machine.full() : 'the property is broken'),
  };
  try {
    const { states, stopped } = search(space, bounds, 0);
    const names = properties.filter((_each, index) => broken & (1 << index));
    if (stopped !== null && (broken & wanted) === 0) return `${worldName} stops: ${stopped}`;
    if (stopped === null && fairCycle(machine, states) !== null) names.push('kernel-work-ends');
    return names.length === 0 ? survives : `${names.sort().join(', ')} in ${worldName}`;
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return `SEM0009 in ${worldName}`;
  }
}

function replayed(of: Interface, recording: string): boolean {
  const file = `test/recording/${recording}.jsonl`;
  const path = join(root, file);
  const text = existsSync(path) ? readFileSync(path) : brotliDecompressSync(readFileSync(`${path}.br`));
  const { events } = parseRecording(file, text.toString('utf8'));
  return replay(of, file, events).some((each) => each.differences.length > 0);
}

/** Do calls that were found for the unchanged interface end otherwise, or come back with another result? */
function judged(of: Interface, name: string, by: Catcher & { readonly kind: 'vectors' }): string {
  const right = unchanged(name);
  const ioctl = right.ioctls.find((each) => each.name === by.ioctl);
  if (!ioctl) throw new Error(`${name} has no ${by.ioctl}`);
  const other = findVectors(right, ioctl).vectors.filter((each) => differs(of, each));
  if (other.some((each) => each.name === by.vector)) return toldCatcher(by);
  return other.length === 0 ? survives : `vectors ${other.map((each) => each.name).join(', ')} of ${by.ioctl}`;
}

function differs(of: Interface, vector: Vector): boolean {
  const own = (call: SymbolicCall): SymbolicCall => ({
    ...call,
    ioctl: of.ioctls.find((each) => each.name === call.ioctl.name) ?? call.ioctl,
  });
  let setting: Setting | null = Setting.start(of, usualWorld);
  for (const call of vector.setup) setting = setting?.after(own(call)) ?? null;
  if (!setting) return true;
  const { errno, after } = setting.call(own(vector.call));
  const binding = setting.binding(vector.ioctl);
  return (
    errno !== vector.errno ||
    vector.outputs.some(
      ({ key, expectation }) => expectation.kind === 'equal' && after.get(key) !== numberOf(expectation.value, binding),
    )
  );
}

const interfaces = new Map<string, Interface>();

function unchanged(name: string): Interface {
  const known = interfaces.get(name);
  if (known) return known;
  const made = subject(name, []);
  interfaces.set(name, made);
  return made;
}
