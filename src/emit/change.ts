import type { Declaration, Delta, Enum, Enumerator, Field, Ioctl, Proposal, Struct } from '../spec/interface.ts';

/** A struct that grows, with its new fields. */
export type Appended = Delta['appended'][number];
/** An enum that grows, with its new values. */
export type Extended = Delta['enumerators'][number];

/** What a proposal does to one ioctl, or what it adds that belongs to none: a patch of its own. */
export interface Change {
  /** With the delta applied; null for what belongs to no ioctl that changes. */
  readonly ioctl: Ioctl | null;
  /** True of an ioctl that the base lacks. */
  readonly added: boolean;
  /** New structs, enums and constants, in header order. */
  readonly declarations: readonly Declaration[];
  readonly appended: readonly Appended[];
  /** Structs of ioctls that do not change otherwise, of which more is said. */
  readonly documented: readonly Struct[];
  readonly enumerators: readonly Extended[];
}

/** The names of what fields are made of: structs, enums, and what pointers point at, at any depth. */
function mentioned(fields: readonly Field[], found = new Set<string>()): ReadonlySet<string> {
  const enter = (struct: Struct): void => {
    if (found.has(struct.name)) return;
    found.add(struct.name);
    mentioned(struct.fields, found);
  };
  for (const { type, enum: values, pointsTo } of fields) {
    if (values !== null) found.add(values.name);
    if (pointsTo !== null) enter(pointsTo);
    if (type.kind === 'struct') enter(type.struct);
    if (type.kind === 'anonymous') mentioned(type.fields, found);
  }
  return found;
}

/** The ioctls that a delta touches: new ones, then those whose steps change, then those that only grow. */
function touched({ delta, result }: Proposal): Ioctl[] {
  const grown = new Set(delta.appended.map((each) => each.struct.name));
  const ioctls = [
    ...delta.ioctls,
    ...delta.amended.map((each) => each.after),
    ...result.ioctls.filter((each) => grown.has(each.struct.name)),
  ];
  return [...new Map(ioctls.map((each) => [each.name, each])).values()];
}

/**
 * The logical changes of a proposal, one for each ioctl that it adds or changes. A declaration goes with the
 * first ioctl that mentions it; what none mentions comes first, as a preparation. What is said of other structs goes
 * with the first ioctl, which it is about.
 */
export function changesOf(proposal: Proposal): readonly Change[] {
  const { delta } = proposal;
  const owners = touched(proposal).map((ioctl) => ({ ioctl, names: mentioned(ioctl.struct.fields) }));
  const ownerOf = (name: string): Ioctl | null =>
    owners.find(({ ioctl, names }) => names.has(name) || ioctl.struct.name === name)?.ioctl ?? null;
  const documented = delta.documented.filter((each) => !owners.some(({ ioctl }) => ioctl.struct.name === each.name));
  const changes = [null, ...owners.map((each) => each.ioctl)].map((ioctl): Change => {
    const own = (name: string): boolean => ownerOf(name)?.name === ioctl?.name;
    return {
      ioctl,
      added: ioctl !== null && delta.ioctls.some((each) => each.name === ioctl.name),
      declarations: delta.declarations.filter((each) => own(each.name)),
      appended: delta.appended.filter((each) => own(each.struct.name)),
      documented: ioctl?.name === owners[0]?.ioctl.name ? documented : [],
      enumerators: delta.enumerators.filter((each) => own(each.enum.name)),
    };
  });
  return changes.filter((each) => each.ioctl !== null || !isEmpty(each));
}

function isEmpty({ declarations, appended, documented, enumerators }: Change): boolean {
  return declarations.length + appended.length + documented.length + enumerators.length === 0;
}

/** New values of enums and flags, whether the enum grew or is new. */
export function newValues(change: Change): readonly { readonly of: Enum; readonly values: readonly Enumerator[] }[] {
  const added = change.declarations.flatMap((each) =>
    each.declares === 'enum' || each.declares === 'flags' ? [{ of: each, values: each.values }] : [],
  );
  return [...change.enumerators.map((each) => ({ of: each.enum, values: each.values })), ...added];
}
