import { isIoctl, type Enum, type Field, type Interface, type Ioctl } from '../../spec/interface.ts';
import { scalars } from '../../spec/scalar.ts';
import { checkCapitals, existsError, nameError, proposalName } from './names.ts';
import { extendedChecks } from './known-flags.ts';
import type { Plan } from './plan.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** The enum or flags whose prefix a name has; of several the one with the longest. */
export function enumFor(of: Interface, name: string): Enum | null {
  const enums = of.declarations.filter(
    (each): each is Enum => !isIoctl(each) && (each.declares === 'enum' || each.declares === 'flags'),
  );
  const fitting = enums.filter((each) => name.startsWith(each.prefix) && name.length > each.prefix.length);
  return fitting.sort((a, b) => b.prefix.length - a.prefix.length)[0] ?? null;
}

/** Plans a value of the enum whose prefix the name has, and lets the checks of unknown flags pass it. */
export function planFlag(of: Interface, name: string, sources: ReadonlyMap<string, string>): Plan {
  checkCapitals(name, 'IOMMU_IOAS_MAP_NOEXEC');
  const prefix = of.family.header.ioctlPrefix;
  const among = enumFor(of, name);
  if (!among) throw nameError(name, `no enum of ${of.name} has values that start like this`);
  if (among.values.some((each) => each.name === name))
    throw existsError(`${among.name} of ${of.name} has ${name} already`, 'choose another name');
  const short = name.slice(among.prefix.length);
  if (!/^[A-Z]/.test(short)) throw nameError(name, `behind ${among.prefix} follows a letter`);
  const takers = of.ioctls.flatMap((ioctl) =>
    ioctl.struct.fields.filter((field) => field.enum === among).map((field) => ({ ioctl, field })),
  );
  const { key, value } = nextValue(
    among,
    takers.map(({ field }) => field),
    name,
  );
  const checks = takers.flatMap(({ ioctl, field }) => extendedChecks(ioctl, field, short, sources).slice(0, 1));
  const notes = among.declares === 'flags' && checks.length === 0 ? withoutCheck(among, takers) : inEnum(among, takers);
  return {
    proposal: proposalName(name.startsWith(prefix) ? name.slice(prefix.length) : name),
    title: `add ${name}`,
    template: 'new/flag',
    view: {
      enum: among.name,
      prefix: among.prefix,
      short,
      key,
      value,
      checks: checks.map((each, index) => ({
        ...each,
        first: index === 0,
        short,
        expression: yamlScalar(each.expression),
        needs: each.needs === null ? null : yamlScalar(each.needs),
        doc: each.doc === null ? null : yamlScalar(each.doc),
      })),
      remarks: notes.map((text) => ({ text })),
    },
    discovery: 'A kernel that does not know the flag refuses it. Which call tells, and changes nothing?',
    notes,
  };
}

function nextValue(among: Enum, fields: readonly Field[], name: string): { key: string; value: string } {
  const highest = among.values.reduce((most, each) => (each.value > most ? each.value : most), 0n);
  if (among.declares === 'enum') return { key: 'value', value: String(highest + 1n) };
  // The highest bit of an enum's int would make it negative.
  const widths = fields.flatMap(({ type }) => (type.kind === 'scalar' ? [scalars[type.scalar].bytes * 8] : []));
  const width = Math.min(31, ...widths);
  const next = highest === 0n ? 0 : highest.toString(2).length;
  const taken = among.values.reduce((bits, each) => bits | each.value, 0n);
  const free = Array.from({ length: width }, (_, bit) => bit).filter((bit) => ((taken >> BigInt(bit)) & 1n) === 0n);
  const bit = next < width ? next : free[0];
  if (bit === undefined) throw nameError(name, `${among.name} has no bit left`);
  return { key: 'bit', value: String(bit) };
}

type Takers = readonly { readonly ioctl: Ioctl; readonly field: Field }[];

function withoutCheck(among: Enum, takers: Takers): string[] {
  const inputs = takers.filter(({ field }) => field.direction !== 'out').map(({ ioctl }) => ioctl.name);
  if (inputs.length === 0) return [`No ioctl is called with ${among.name}, so there is no check to let the flag pass.`];
  return [
    `No check of unknown flags of ${inputs.join(', ')} has a place, so name it there: every call refuses the flag.`,
  ];
}

function inEnum(among: Enum, takers: Takers): string[] {
  if (among.declares === 'flags') return [];
  const inputs = takers.filter(({ field }) => field.direction !== 'out').map(({ ioctl }) => ioctl.name);
  return inputs.map((name) => `${name} takes it as a value that it does not know, until its steps have a case for it.`);
}
