import type { FamilySyntax, IoctlSyntax } from '../syntax.ts';
import type { Findings } from './findings.ts';

/**
 * The registry: gives each ioctl its number. `next` is the first number that neither the interface
 * nor mainline has; a number that mainline gave to an ioctl of the same name is that ioctl's. Those that `ofTests` names
 * are declared by no header of the family, so they may have any number.
 */
export function ioctlNumbers(
  ioctls: readonly IoctlSyntax[],
  family: FamilySyntax,
  findings: Findings,
  ofTests: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const owner = new Map<number, string>(family.taken.map((each) => [each.number, each.name]));
  const { base, last, type } = family.ioctl;
  const hex = (value: number): string => `0x${value.toString(16)}`;
  const free = (): number => {
    for (let number = base; number <= last; number++) if (!owner.has(number)) return number;
    return last + 1;
  };
  for (const ioctl of ioctls) {
    if (ioctl.number === null) continue;
    const span = ioctl.at['number'] ?? ioctl.span;
    if ((ioctl.number < base || ioctl.number > last) && !ofTests.has(ioctl.name))
      findings.add(
        'SPEC0013',
        `${hex(ioctl.number)} is outside of the block of '${type}', ${hex(base)} to ${hex(last)}`,
        span,
        'write number: next',
      );
    const other = owner.get(ioctl.number);
    if (other !== undefined && other !== ioctl.name) {
      const taken = family.taken.find((each) => each.number === ioctl.number);
      findings.add(
        'SPEC0014',
        `${hex(ioctl.number)} is taken by ${other}${taken?.since ? ` (${taken.since})` : ''}`,
        span,
        'write number: next',
      );
    }
    const own = family.taken.find((each) => each.name === ioctl.name);
    if (own && own.number !== ioctl.number)
      findings.add(
        'SPEC0014',
        `${ioctl.name} is ${hex(own.number)} in mainline${own.since === null ? '' : ` (${own.since})`}`,
        span,
        `write number: ${hex(own.number)}`,
      );
    owner.set(ioctl.number, ioctl.name);
    numbers.set(ioctl.name, ioctl.number);
  }
  for (const ioctl of ioctls) {
    if (ioctl.number !== null || numbers.has(ioctl.name)) continue;
    const number = family.taken.find((each) => each.name === ioctl.name)?.number ?? free();
    if (number > last)
      findings.add(
        'SPEC0013',
        `no number of '${type}' is free between ${hex(base)} and ${hex(last)}`,
        ioctl.at['number'] ?? ioctl.span,
      );
    owner.set(number, ioctl.name);
    numbers.set(ioctl.name, number);
  }
  return numbers;
}
