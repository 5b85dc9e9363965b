import type { Interface, Ioctl } from '../../spec/interface.ts';
import { isIoctl } from '../../spec/interface.ts';
import { checkCapitals, existsError, longestName, nameError, proposalName } from './names.ts';
import type { Plan } from './plan.ts';

/** Plans an ioctl, beside those of the base that it is most like. */
export function planIoctl(of: Interface, name: string): Plan {
  const { family } = of;
  const prefix = family.header.ioctlPrefix;
  checkCapitals(name, `${prefix}IOAS_FREEZE`);
  if (!name.startsWith(prefix) || name === prefix)
    throw nameError(name, `ioctls of ${family.name} start with ${prefix}`, `write ${prefix}${name}`);
  const command = name.slice(prefix.length);
  const lower = command.toLowerCase();
  const struct = name.toLowerCase();
  const handler = `${family.name}_${lower}`;
  if (handler.length > longestName)
    throw nameError(name, `its handler, ${family.name}_..., would have more than ${longestName} characters`);
  refuseExisting(of, name, struct);
  const neighbour = mostLike(of, command);
  const object = objectOf(of, neighbour);
  const proposal = proposalName(command);
  const buffers = of.ioctls.map((each) => each.kernel.buffer);
  const taken = family.taken.find((each) => each.name === name);
  return {
    proposal,
    title: `add ${name}`,
    template: 'new/ioctl',
    view: {
      ioctl: name,
      struct,
      handler,
      buffer: buffers.includes(lower) ? `${lower}_cmd` : lower,
      file: neighbour?.kernel.file ?? of.ioctls[0]?.kernel.file ?? 'main.c',
      after: neighbour?.name ?? null,
      minSize: object?.field ?? 'flags',
      object,
      verb: of.verbs.has(proposal) ? `${proposal}-effect` : proposal,
      function: `${family.name}_do_${lower}`,
    },
    discovery: `A kernel without the ioctl fails with ENOTTY. Which call tells, and changes nothing?`,
    notes: taken === undefined ? [] : [`mainline gave ${name} its number: ${hex(taken.number)}`],
  };
}

function refuseExisting(of: Interface, name: string, struct: string): void {
  if (of.ioctls.some((each) => each.name === name))
    throw existsError(`${of.name} has ${name} already`, `abiwright new field ${name}.MEMBER lets it grow`);
  const names = of.declarations.flatMap((each) => (isIoctl(each) ? [each.struct.name] : [each.name]));
  if (names.includes(struct)) throw existsError(`${of.name} has a ${struct} already`, 'choose another name');
}

/** The last ioctl in the header whose name starts with the most of the same words; null where none shares one. */
function mostLike(of: Interface, command: string): Ioctl | null {
  let best: Ioctl | null = null;
  let most = 1;
  for (const each of of.declarations.filter(isIoctl)) {
    const shared = sharedWords(each.command, command);
    if (shared < most) continue;
    best = each;
    most = shared;
  }
  return best;
}

function sharedWords(one: string, other: string): number {
  const words = other.split('_');
  const different = one.split('_').findIndex((word, index) => word !== words[index]);
  return different < 0 ? one.split('_').length : different;
}

/** The object that a call can look up first thing, as its neighbour does or else any ioctl. */
function objectOf(of: Interface, neighbour: Ioctl | null) {
  for (const ioctl of neighbour ? [neighbour, ...of.ioctls] : of.ioctls) {
    for (const step of ioctl.steps) {
      if (step.kind !== 'lookup' || step.key.op !== 'field' || step.needs !== null) continue;
      const lookup = of.lookups.get(step.lookup);
      const field = step.key.path.join('.');
      if (lookup?.c && step.lookup !== 'any' && !field.includes('.'))
        return {
          field,
          lookup: step.lookup,
          variable: step.lookup.replaceAll('-', '_'),
          table: lookup.table,
          errno: step.errno,
        };
    }
  }
  return null;
}

function hex(number: number): string {
  return `0x${number.toString(16)}`;
}
