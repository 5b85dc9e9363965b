import { x86_64 } from '../../layout/abi/x86_64.ts';
import { layoutOf } from '../../layout/layout.ts';
import type { Field, Ioctl, Struct } from '../../spec/interface.ts';
import { tsdoc } from '../text/tsdoc.ts';
import { itemsOf, membersOf, type Item, type Member, type Shape } from './item.ts';
import { objectKey, type Names } from './names.ts';

/** A member of the type that `decode` gives. */
interface MemberView {
  readonly comment: string;
  readonly key: string;
  readonly type: string;
}

/** A member of the type that `encode` takes. */
interface InitView {
  readonly key: string;
  /** `?` where it may be left out, and is then zero; else empty. */
  readonly optional: string;
  readonly type: string;
}

/** What templates/typescript/write.hbs prints: one member, or the readings of a union. */
export interface WriteView {
  readonly member: {
    /** A condition; null where the member is always written. */
    readonly given: string | null;
    readonly codec: string;
    readonly at: string;
    readonly value: string;
    readonly name: string;
  } | null;
  readonly union: {
    readonly offset: number;
    readonly size: number;
    readonly readings: readonly {
      readonly name: string;
      readonly given: string;
      readonly writes: readonly WriteView[];
    }[];
  } | null;
}

/** What templates/typescript/struct.hbs prints. */
export interface StructView {
  readonly comment: string;
  readonly name: string;
  readonly members: readonly MemberView[];
  readonly init: readonly InitView[];
  /** An entry for each union: types of which a caller gives at least one. Null where there is no union. */
  readonly oneOf: readonly string[] | null;
  readonly size: number;
  /** The name of the value in `write`, with an underscore where nothing of it is written. */
  readonly value: string;
  readonly writes: readonly WriteView[];
  readonly reads: readonly { readonly key: string; readonly codec: string; readonly at: string }[];
}

/** Whether a caller may leave a member out, for 0: what the kernel writes, flags, and what came after the first version. */
function isOptional(field: Field, ioctl: Ioctl | null): boolean {
  const fields = ioctl?.struct.fields ?? [];
  const added = ioctl !== null && fields.indexOf(field) > fields.indexOf(ioctl.minSize);
  return field.direction === 'out' || field.role === 'flags' || added;
}

function place(offset: number): string {
  return offset === 0 ? 'at' : `at + ${offset}`;
}

function writeViews(items: readonly Item[], size: number, mayLack: (member: Member) => boolean): WriteView[] {
  return items.map((item): WriteView => {
    switch (item.kind) {
      case 'size':
        return {
          member: {
            given: null,
            codec: item.codec,
            at: place(item.offset),
            value: `${size}${item.wide ? 'n' : ''}`,
            name: item.name,
          },
          union: null,
        };
      case 'member': {
        const value = `value.${item.name}`;
        return {
          member: {
            given: mayLack(item) ? `${value} !== undefined` : null,
            codec: item.codec,
            at: place(item.offset),
            value,
            name: item.name,
          },
          union: null,
        };
      }
      case 'union': {
        const readings = item.arms.flatMap((arm) => {
          const members = membersOf(arm);
          if (members.length === 0) return [];
          const given = members.map((member) => `value.${member.name} !== undefined`).join(' || ');
          return [
            {
              name: members.map((member) => member.name).join(' and '),
              given,
              writes: writeViews(arm, size, () => true),
            },
          ];
        });
        return { member: null, union: { offset: item.offset, size: item.size, readings } };
      }
    }
  });
}

/** The types of the readings of a union, each with the members that it needs. */
function readingTypes(union: Extract<Item, { kind: 'union' }>, name: string, ioctl: Ioctl | null): string {
  const types = union.arms.flatMap((arm) => {
    const members = membersOf(arm);
    const needed = members.filter((member) => !isOptional(member.field, ioctl));
    const keys = (needed.length === 0 ? members : needed).map((member) => `'${member.name}'`);
    return keys.length === 0 ? [] : [`Required<Pick<${name}Members, ${keys.join(' | ')}>>`];
  });
  return types.join(' | ');
}

/** The names of the members that share bytes with each member of a union. */
function neighbours(unions: readonly Extract<Item, { kind: 'union' }>[]): ReadonlyMap<Member, readonly string[]> {
  const arms = unions.map((union) => union.arms.map(membersOf));
  return new Map(
    arms.flatMap((readings) =>
      readings.flatMap((own) => {
        const others = readings
          .filter((reading) => reading !== own)
          .flatMap((reading) => reading.map((member) => `\`${member.name}\``));
        return own.map((member) => [member, others] as const);
      }),
    ),
  );
}

/** What the type of a member does not say: a direction, the flags or values it takes, what is counted. */
function memberDoc(field: Field, sharing: readonly string[], names: Names): string {
  const notes: string[] = [];
  if (sharing.length > 0) notes.push(`Shares its bytes with ${sharing.join(', ')}.`);
  if (field.direction !== 'in') notes.push(field.direction === 'out' ? 'Output.' : 'Input and output.');
  if (field.enum !== null)
    notes.push(`${field.enum.declares === 'flags' ? 'A combination' : 'One'} of \`${names.of(field.enum)}\`.`);
  if (field.pointsTo !== null) notes.push(`Points at \`${names.of(field.pointsTo)}\`.`);
  if (field.unit !== null) notes.push(`Unit: ${field.unit}.`);
  return [field.doc.trim(), notes.join(' ')].filter((text) => text !== '').join('\n\n');
}

function view(shape: Shape, items: readonly Item[], comment: string, ioctl: Ioctl | null, names: Names): StructView {
  const members = membersOf(items);
  const unions = items.filter((item) => item.kind === 'union');
  const sharing = neighbours(unions);
  const oneOf = unions.map((union) => readingTypes(union, shape.name, ioctl)).filter((types) => types !== '');
  const mayLack = (member: Member): boolean => sharing.has(member) || isOptional(member.field, ioctl);
  return {
    comment,
    name: shape.name,
    members: members.map((member) => ({
      comment: tsdoc(memberDoc(member.field, sharing.get(member) ?? [], names), '  '),
      key: member.name,
      type: member.type,
    })),
    init: members.map((member) => ({ key: member.name, optional: mayLack(member) ? '?' : '', type: member.init })),
    oneOf: oneOf.length === 0 ? null : oneOf,
    size: shape.size,
    value: members.length === 0 ? '_value' : 'value',
    writes: writeViews(items, shape.size, mayLack),
    reads: members.map(({ name, codec, offset }) => ({ key: objectKey(name), codec, at: place(offset) })),
  };
}

/** The views of a struct and, before it, of the unions and structs that it declares in place and gives a name. */
export function structViews(struct: Struct, ioctl: Ioctl | null, names: Names): StructView[] {
  const views: StructView[] = [];
  const add = (shape: Shape, comment: string, of: Ioctl | null): void => {
    const items = itemsOf(shape, names, (inner) => add(inner, tsdoc(inner.doc, ''), null));
    views.push(view(shape, items, comment, of, names));
  };
  const { size, fields } = layoutOf(struct, x86_64);
  const subject =
    ioctl === null
      ? `\`struct ${struct.name}\`: ${struct.title}`
      : `\`struct ${struct.name}\`, the argument of ${ioctl.name}`;
  add(
    { name: names.of(struct), doc: struct.doc, of: 'struct', size, fields },
    tsdoc(`${subject}.\n\n${struct.doc}`, ''),
    ioctl,
  );
  return views;
}
