import { builtInProperties } from '../../spec/property.ts';
import type { System } from '../system/system.ts';

/** The properties that are judged state by state, in the order of their bits: those of the specs, then those that none states. */
export function judgedProperties({ properties }: System): readonly string[] {
  return [...properties.map((each) => each.name), ...builtInProperties.filter((each) => each !== 'no-dead-step')];
}

/** The bit of a property that no spec states. */
export function propertyBit(system: System, name: (typeof builtInProperties)[number]): number {
  return 2 ** judgedProperties(system).lastIndexOf(name);
}
