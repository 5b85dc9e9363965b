import { GeneratedMachine } from '../../src/machine/javascript/generated-machine.ts';
import { judgedProperties } from '../../src/machine/javascript/property-bits.ts';
import { systemOf } from '../../src/machine/system/system.ts';
import type { Interface } from '../../src/spec/interface.ts';
import type { World } from '../../src/spec/world.ts';

/** How many ways of least length lead to a state that breaks a property, and how long they are; null where none does. */
export function shortestTraces(
  of: Interface,
  world: World,
  property: string,
): { readonly depth: number; readonly ways: number } | null {
  const system = systemOf(of, world);
  const machine = new GeneratedMachine(system);
  const bit = 2 ** judgedProperties(system).indexOf(property);
  const seen = new Set<string>();
  machine.start();
  let level = new Map([[machine.next.join(), { state: machine.next.slice(), ways: 1 }]]);
  for (let depth = 0; level.size > 0; depth++) {
    const found = new Map<string, { readonly state: Int32Array<ArrayBuffer>; ways: number }>();
    let broken = 0;
    for (const key of level.keys()) seen.add(key);
    for (const { state, ways } of level.values()) {
      const bad = machine.expand(state, 0, () => {
        const key = machine.next.join();
        if (seen.has(key)) return;
        const known = found.get(key);
        if (known) known.ways += ways;
        else found.set(key, { state: machine.next.slice(), ways });
      });
      if (bad & bit) broken += ways;
    }
    if (broken > 0) return { depth, ways: broken };
    level = found;
  }
  return null;
}
