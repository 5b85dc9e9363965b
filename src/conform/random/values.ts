import type { Enum } from '../../spec/interface.ts';
import { beside, plain, type Drawn } from './drawn.ts';
import { pageSize } from './layout.ts';
import type { Member } from './members.ts';
import type { RegionPlan } from './operation.ts';
import type { State } from './surroundings.ts';
import type { MemberUse } from './uses.ts';

/** An ID that no object has: objects take the lowest that are free. */
export const unknownId = 0x7fff_ffffn;
/** Mappings are no longer than this, but for those that are too long for any memory. */
const mostPages = 8;

/** What values are drawn from beside the state. */
export interface Material {
  readonly state: State;
  readonly regions: readonly RegionPlan[];
}

/** A value as a caller would give it who knows what is there. */
export function goodValue({ slot }: Member, use: MemberUse, material: Material): Drawn {
  const { state } = material;
  const { draw } = state;
  const { field, width } = slot;
  if (field.direction === 'out') return plain(draw.percent(85) ? 0n : draw.bits(width));
  switch (field.role) {
    case 'reserved':
    case 'output-object':
    case 'size':
      return plain(0n);
    case 'flags':
      return plain(field.enum ? flags(field.enum, state) : 0n);
    case 'type':
      return (draw.percent(25) ? column(use, state) : null) ?? plain(type(field.enum, use, state));
    default:
  }
  if (use.keyOf.length > 0) return state.key(use) ?? plain(unknownId);
  if (field.role === 'pointer' || use.address) return address(use, material);
  if (field.role === 'object') return object(use, state);
  if (width === 64 && (use.extent || field.role === 'length')) return extent(use, state);
  if (width === 64 && (field.unit === 'bytes' || use.columns.some(isRange))) return position(use, state);
  if (field.role === 'fd') return column(use, state) ?? plain(BigInt(draw.whole(0, 64)));
  if (field.role === 'length' && draw.percent(30)) return plain(0n);
  return column(use, state) ?? plain(small(use, state));
}

/** A value that is somehow beside the mark. */
export function oddValue(member: Member, use: MemberUse, material: Material): Drawn {
  const { state } = material;
  const { draw } = state;
  const { field, width } = member.slot;
  const good = goodValue(member, use, material);
  const bit = BigInt(draw.whole(0, width - 1));
  const constants = use.constants.map((value): readonly [number, Drawn] => [3, beside(plain(value), near(state))]);
  const kinds: readonly (readonly [number, Drawn])[] = [
    [5, beside(good, draw.percent(50) ? 1n : -1n)],
    [3, plain(good.value ^ (1n << bit))],
    [3, plain(0n)],
    [2, plain((1n << BigInt(width)) - 1n)],
    [1, plain((1n << BigInt(width)) - BigInt(draw.whole(1, 0x2001)))],
    [1, plain(draw.bits(width))],
    [3, plain(BigInt(draw.whole(1, 16)))],
    ...(field.role === 'object' || use.keyOf.length > 0 ? [[8, anyId(use, state)] as const] : []),
    ...(width === 64 ? [[4, beside(good, pageSize / 2n)] as const] : []),
    ...constants,
  ];
  const odd = draw.weighted(kinds) ?? good;
  return use.address || field.role === 'pointer' ? nowhere(odd) : odd;
}

/** An address that is no region's must be nobody's: the calls may write there. */
function nowhere(address: Drawn): Drawn {
  const isAnybodys = address.given.to === null && address.value >= 0x1_0000n && address.value < 1n << 47n;
  return isAnybodys ? plain(address.value | (1n << 52n)) : address;
}

function near({ draw }: State): bigint {
  return BigInt(draw.whole(-1, 1));
}

function flags(of: Enum, { draw }: State): bigint {
  const full = draw.percent(35);
  return of.values.reduce((bits, each) => (full || draw.percent(45) ? bits | each.value : bits), 0n);
}

/** One of those that are declared, or one that the steps compare with: a driver may have types of its own. */
function type(of: Enum | null, use: MemberUse, state: State): bigint {
  const { draw } = state;
  const known = [...(of?.values.map(({ value }) => value) ?? []), ...use.constants];
  return of === null ? small(use, state) : (draw.one([...new Set(known)]) ?? 0n);
}

function isRange({ column }: { readonly column: string }): boolean {
  return column === 'first' || column === 'last';
}

function anyId(use: MemberUse, state: State): Drawn {
  return (state.draw.percent(85) ? column(use, state) : null) ?? plain(unknownId);
}

function object(use: MemberUse, state: State): Drawn {
  return column(use, state) ?? plain(0n);
}

/** What one of the columns holds that a member is compared with. */
function column(use: MemberUse, state: State): Drawn | null {
  const name = state.draw.percent(80) ? state.draw.one(use.columns) : undefined;
  return name ? state.column(name) : null;
}

function small(use: MemberUse, { draw }: State): bigint {
  const constant = draw.percent(50) ? draw.one(use.constants) : undefined;
  return constant ?? BigInt(draw.whole(0, 5));
}

/** How finely numbers of bytes are laid: by pages most of the time, by halves of them, or freely. */
function grain({ draw }: State): bigint {
  return (
    draw.weighted([
      [84, pageSize],
      [12, pageSize / 2n],
      [2, 512n],
      [2, 1n],
    ] as const) ?? pageSize
  );
}

function address(use: MemberUse, { state, regions }: Material): Drawn {
  const { draw } = state;
  const known = use.columns.filter(({ table, column: name }) => table === 'pages' && name === 'va');
  const name = draw.percent(70) ? draw.one(known) : undefined;
  const found = name ? state.column(name) : null;
  const region = found?.given.to?.kind === 'region' ? regions[found.given.to.region] : undefined;
  // Of a huge page nobody can tell how often a part of it is pinned.
  const isUsable = use.stored || region?.kind !== 'huge';
  if (found && isUsable) return beside(found, draw.percent(70) ? 0n : pageSize * BigInt(draw.whole(0, mostPages)));
  const usable = [...regions.entries()].filter(([, { kind }]) => use.stored || kind !== 'huge');
  const [index, plan] = draw.one(usable) ?? [0, { pages: 1 }];
  const start: Drawn = {
    value: state.prediction.binding.regions[index] ?? 0n,
    given: { add: '0', to: { kind: 'region', region: index } },
  };
  const offset = pageSize * BigInt(draw.whole(0, Math.min(plan.pages - 1, 2 * mostPages)));
  return beside(start, draw.percent(80) ? offset : offset + grain(state) * BigInt(draw.whole(0, 7)));
}

/** How much: of something that is there, or a few pages. */
function extent(use: MemberUse, state: State): Drawn {
  const { draw } = state;
  const tables = [...new Set(use.columns.filter(isRange).map(({ table }) => table))];
  const table = draw.percent(55) ? draw.one(tables) : undefined;
  const row = table === undefined ? null : state.row(table);
  const { first, last } = row?.values ?? {};
  if (typeof first === 'bigint' && typeof last === 'bigint' && last - first < 1n << 40n)
    return plain(last - first + 1n);
  if (draw.percent(3)) return plain(draw.one(use.constants) ?? 0n);
  const unit = grain(state);
  return plain(unit * BigInt(draw.whole(1, unit === pageSize ? mostPages : 9)));
}

/** Where: at something that is there, in it, behind it, or anywhere. */
function position(use: MemberUse, state: State): Drawn {
  const { draw } = state;
  const name = draw.percent(65) ? draw.one(use.columns.filter(isRange)) : undefined;
  const row = name ? state.row(name.table) : null;
  const first = row && state.of(row, 'first');
  const last = row && state.of(row, 'last');
  if (first && last) {
    const within = last.value - first.value;
    const pages = within / pageSize < 64n ? Number(within / pageSize) : 64;
    return (
      draw.weighted([
        [50, first],
        [15, beside(first, pageSize * BigInt(draw.whole(0, pages)))],
        [25, beside(last, 1n)],
        [5, last],
        [5, beside(first, grain(state))],
      ] as const) ?? first
    );
  }
  if (draw.percent(4)) return plain(draw.one(use.constants) ?? 0n);
  // What a device cannot reach is reserved: behind that it may.
  const reserved = draw.percent(70) ? state.column({ table: 'reserved', column: 'last' }) : null;
  const base = reserved && reserved.value < 1n << 40n ? beside(reserved, 1n) : plain(0n);
  return beside(base, grain(state) * BigInt(draw.whole(0, 48)));
}
