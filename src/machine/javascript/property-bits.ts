import type { builtInProperties } from '../../spec/property.ts';
import type { System } from '../system/system.ts';

/** Those of `builtInProperties` that one state can break. */
const ofStates = [
  'no-user-wedge',
  'no-lock-to-user',
  'no-dangling-reference',
] as const satisfies readonly (typeof builtInProperties)[number][];

/** The properties that are judged state by state, in the order of their bits: those of the specs, then those that none states. */
export function judgedProperties({ properties }: System): readonly string[] {
  return [...properties.map((each) => each.name), ...ofStates];
}

/** The bit of a property that no spec states. */
export function propertyBit(system: System, name: (typeof ofStates)[number]): number {
  return 2 ** judgedProperties(system).lastIndexOf(name);
}
