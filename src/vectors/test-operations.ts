import { x86_64 } from '../layout/abi/x86_64.ts';
import { layoutOf, type StructLayout } from '../layout/layout.ts';
import type { Enum, Field, Interface, Ioctl } from '../spec/interface.ts';

/** What the descriptor of an access is called among the kinds of objects. */
const accessDescriptor = 'access-descriptor';

/** Operations of the test kernel's ioctl that set something up: each with its part of the union. */
const operations = [
  { name: 'MOCK_DOMAIN', member: 'mock_domain', id: 'any' },
  { name: 'MOCK_DOMAIN_FLAGS', member: 'mock_domain', id: 'any' },
  { name: 'CREATE_ACCESS', member: 'create_access', id: 'ioas' },
  { name: 'ACCESS_PAGES', member: 'access_pages', id: accessDescriptor },
] as const;

type Operation = (typeof operations)[number];

/**
 * The test kernel's operations as ioctls of their own, so that each has the members that it reads and no other: they lie
 * over each other in one struct. None where an interface has no test kernel.
 */
export function testOperations(of: Interface): readonly Ioctl[] {
  return of.testIoctls.flatMap((ioctl) => operations.flatMap((each) => operation(ioctl, each) ?? []));
}

function operation(ioctl: Ioctl, { name, member, id }: Operation): Ioctl | null {
  const op = ioctl.struct.fields.find((field) => field.role === 'type')?.enum;
  const own = op?.values.filter((each) => each.short === name) ?? [];
  if (!op || own.length === 0) return null;
  const only: Enum = { ...op, values: own };
  const layout = layoutOf(ioctl.struct, x86_64);
  const fields = ioctl.struct.fields.map((field): Field => {
    if (field.role === 'type') return { ...field, enum: only };
    if (field.name === 'id') return { ...field, object: id };
    return field.type.kind === 'anonymous' ? unionOf(field, member, sizeIn(layout, field)) : field;
  });
  return { ...ioctl, name: `${ioctl.name} ${name}`, struct: { ...ioctl.struct, fields } };
}

function sizeIn(layout: StructLayout, field: Field): number {
  return layout.fields.find((each) => each.field === field)?.size ?? 0;
}

/** A union with one of its members only, and as long as it was. */
function unionOf(field: Field, member: string, bytes: number): Field {
  if (field.type.kind !== 'anonymous') return field;
  const fields = field.type.fields.filter(({ name }) => name === member).map(named);
  return { ...field, type: { ...field.type, fields: [...fields, room(field, bytes)] } };
}

/** What no caller sets. */
function room(like: Field, bytes: number): Field {
  const type = { kind: 'scalar', scalar: 'u64' } as const;
  return { ...like, name: 'room', type, array: bytes / 8, role: 'value', direction: 'out', object: null, unit: null };
}

/** The descriptor of an access is what other operations name it by. */
function named(field: Field): Field {
  if (field.type.kind === 'anonymous')
    return { ...field, type: { ...field.type, fields: field.type.fields.map(named) } };
  return field.name === 'out_access_fd' ? { ...field, role: 'fd', object: accessDescriptor } : field;
}
