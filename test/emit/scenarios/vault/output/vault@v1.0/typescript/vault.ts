// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
// Boxes behind a door, as TypeScript. Made from specs/vault/ by
// `abiwright generate vault@v1.0`; do not edit.

/** How an architecture orders the bytes of a number. */
export type Endian = 'little' | 'big';

/** The byte order of each architecture. */
export const endianness = {
  x86_64: 'little',
  i386: 'little',
  x32: 'little',
  arm: 'little',
  aarch64: 'little',
  m68k: 'big',
  sh4: 'little',
  powerpc: 'big',
  s390x: 'big',
  mips: 'big',
  riscv64: 'little',
} as const satisfies Record<string, Endian>;

export type Architecture = keyof typeof endianness;

/** An array of a fixed number of elements. */
export type FixedArray<Element, Length extends number> = readonly Element[] & { readonly length: Length };

/** Puts flags together. Unlike `|`, it gives no negative number where bit 31 is set. */
export function combine(...flags: readonly number[]): number {
  return flags.reduce((all, flag) => all | flag, 0) >>> 0;
}

/** Writes and reads one kind of value inside a struct. `path` names the value in errors. */
interface Codec<Out, In = Out> {
  readonly size: number;
  readonly write: (view: DataView, at: number, value: In, little: boolean, path: string) => void;
  readonly read: (view: DataView, at: number, little: boolean) => Out;
}

/** A struct as bytes. */
export interface Struct<Out, In = Out> {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** The least number of bytes that the kernel has ever taken. */
  readonly minSize: number;
  /**
   * The bytes of a value. Members that are left out, and reserved ones, are 0; `size` is set.
   *
   * @throws RangeError naming the member whose value does not fit it
   */
  readonly encode: (value: In, endian?: Endian) => Uint8Array;
  /**
   * The value of bytes. What is missing after `minSize` is taken as 0, and what follows the struct is ignored.
   *
   * @throws RangeError if there are fewer bytes than `minSize`
   */
  readonly decode: (bytes: Uint8Array, endian?: Endian) => Out;
}

function struct<Out, In>(name: string, codec: Codec<Out, In>, minSize = codec.size): Struct<Out, In> {
  const { size } = codec;
  return {
    name,
    size,
    minSize,
    encode(value, endian = 'little') {
      const bytes = new Uint8Array(size);
      codec.write(new DataView(bytes.buffer), 0, value, endian === 'little', name);
      return bytes;
    },
    decode(bytes, endian = 'little') {
      if (bytes.length < minSize) throw new RangeError(`${name}: ${bytes.length} bytes are too short, it has at least ${minSize}`);
      const whole = new Uint8Array(size);
      whole.set(bytes.subarray(0, size));
      return codec.read(new DataView(whole.buffer), 0, endian === 'little');
    },
  };
}

function checkRange(value: number | bigint, least: number | bigint, most: number | bigint, path: string): void {
  if (value < least || value > most) throw new RangeError(`${path}: ${value} is not in ${least} to ${most}`);
}

function number(
  size: number,
  least: number,
  most: number,
  set: (view: DataView, at: number, value: number, little: boolean) => void,
  read: (view: DataView, at: number, little: boolean) => number,
): Codec<number> {
  return {
    size,
    write(view, at, value, little, path) {
      if (!Number.isInteger(value)) throw new RangeError(`${path}: ${value} is no integer`);
      checkRange(value, least, most, path);
      set(view, at, value, little);
    },
    read,
  };
}

const be16 = number(
  2, 0, 65535,
  (view, at, value) => {
    view.setUint16(at, value, false);
  },
  (view, at) => view.getUint16(at, false),
);
const le32 = number(
  4, 0, 4294967295,
  (view, at, value) => {
    view.setUint32(at, value, true);
  },
  (view, at) => view.getUint32(at, true),
);
const s16 = number(
  2, -32768, 32767,
  (view, at, value, little) => {
    view.setInt16(at, value, little);
  },
  (view, at, little) => view.getInt16(at, little),
);
const u16 = number(
  2, 0, 65535,
  (view, at, value, little) => {
    view.setUint16(at, value, little);
  },
  (view, at, little) => view.getUint16(at, little),
);
const u32 = number(
  4, 0, 4294967295,
  (view, at, value, little) => {
    view.setUint32(at, value, little);
  },
  (view, at, little) => view.getUint32(at, little),
);
const u8 = number(
  1, 0, 255,
  (view, at, value) => {
    view.setUint8(at, value);
  },
  (view, at) => view.getUint8(at),
);

function bigint(
  least: bigint,
  most: bigint,
  set: (view: DataView, at: number, value: bigint, little: boolean) => void,
  read: (view: DataView, at: number, little: boolean) => bigint,
): Codec<bigint> {
  return {
    size: 8,
    write(view, at, value, little, path) {
      if (typeof value !== 'bigint') throw new RangeError(`${path}: ${String(value)} is no bigint`);
      checkRange(value, least, most, path);
      set(view, at, value, little);
    },
    read,
  };
}

const s64 = bigint(
  -9223372036854775808n, 9223372036854775807n,
  (view, at, value, little) => {
    view.setBigInt64(at, value, little);
  },
  (view, at, little) => view.getBigInt64(at, little),
);
const u64 = bigint(
  0n, 18446744073709551615n,
  (view, at, value, little) => {
    view.setBigUint64(at, value, little);
  },
  (view, at, little) => view.getBigUint64(at, little),
);

function checkLength(found: number, length: number, path: string): void {
  if (found !== length) throw new RangeError(`${path}: ${found} elements, ${length} are needed`);
}

/** A run of bytes, which byte order does not concern. */
function bytes(size: number): Codec<Uint8Array> {
  const within = (view: DataView, at: number): Uint8Array => new Uint8Array(view.buffer, view.byteOffset + at, size);
  return {
    size,
    write(view, at, value, _little, path) {
      checkLength(value.length, size, path);
      within(view, at).set(value);
    },
    read: (view, at) => within(view, at).slice(),
  };
}

function hasLength<Element, Length extends number>(
  elements: readonly Element[],
  length: Length,
): elements is FixedArray<Element, Length> {
  return elements.length === length;
}

function array<Out, In, Length extends number>(
  element: Codec<Out, In>,
  length: Length,
): Codec<FixedArray<Out, Length>, FixedArray<In, Length>> {
  return {
    size: element.size * length,
    write(view, at, value, little, path) {
      checkLength(value.length, length, path);
      value.forEach((each, index) => {
        element.write(view, at + index * element.size, each, little, `${path}[${index}]`);
      });
    },
    read(view, at, little) {
      const elements = Array.from({ length }, (_, index) => element.read(view, at + index * element.size, little));
      if (!hasLength(elements, length)) throw new Error('unreachable');
      return elements;
    },
  };
}

/** One way to read the bytes of a union. */
interface Reading {
  readonly name: string;
  /** Whether the caller gave a value for it. */
  readonly given: boolean;
  readonly write: (view: DataView, at: number) => void;
}

/**
 * Writes the bytes of a union that is `offset` bytes into a struct. Several readings may be given, as `decode`
 * does, as long as they agree about the bytes that they share.
 */
function union(view: DataView, at: number, offset: number, size: number, path: string, readings: readonly Reading[]): void {
  const target = new Uint8Array(view.buffer, view.byteOffset + at + offset, size);
  const owners = new Array<string | undefined>(size).fill(undefined);
  for (const { name, given, write } of readings) {
    if (!given) continue;
    const [zeros, ones] = [new Uint8Array(size), new Uint8Array(size).fill(0xff)];
    for (const bytes of [zeros, ones]) write(new DataView(bytes.buffer), -offset);
    zeros.forEach((byte, index) => {
      if (byte !== ones[index]) return; // The reading leaves this byte alone.
      const owner = owners[index];
      if (owner !== undefined && target[index] !== byte) throw new RangeError(`${path}: ${owner} and ${name} contradict each other`);
      owners[index] = name;
      target[index] = byte;
    });
  }
}

/** How long a label may be. Counted in bytes. */
export const VAULT_LABEL_MAX = 300;

/** `enum vault_flags`: How a box is kept. */
export const VaultFlags = {
  /** `VAULT_SEALED`: Nothing can be taken out. */
  SEALED: 1,
  /** `VAULT_DUSTY`: Nobody looked for long. Ends no comment: *\/ and opens none: / *. */
  DUSTY: 2147483648,
} as const;
export type VaultFlags = (typeof VaultFlags)[keyof typeof VaultFlags];

/** `enum vault_kind`: What a box is made of. The kernel uses it for nothing. */
export const VaultKind = {
  /** `VAULT_KIND_NONE`: Unknown. */
  NONE: 0,
  /** `VAULT_KIND_IRON`: Iron. */
  IRON: 1,
} as const;
export type VaultKind = (typeof VaultKind)[keyof typeof VaultKind];

/**
 * `struct vault_point`: a place in the hall.
 *
 * Counted from the door, as `x` steps to the left and `y` ahead.
 */
export interface VaultPoint {
  /** Steps to the left. */
  x: number;
  /** Steps ahead. */
  y: number;
}

/** What `encode` takes for a `VaultPoint`. */
export interface VaultPointInit {
  x: number;
  y: number;
}

const VaultPointCodec: Codec<VaultPoint, VaultPointInit> = {
  size: 4,
  write(view, at, value, little, path) {
    s16.write(view, at, value.x, little, `${path}.x`);
    s16.write(view, at + 2, value.y, little, `${path}.y`);
  },
  read: (view, at, little) => ({
    x: s16.read(view, at, little),
    y: s16.read(view, at + 2, little),
  }),
};

/** The number that opens it. */
export interface VaultLockCode {
  /**
   * All of it.
   *
   * Shares its bytes with `first`, `rest`.
   */
  whole: number;
  /**
   * The first digit.
   *
   * Shares its bytes with `whole`.
   */
  first: number;
  /**
   * The others.
   *
   * Shares its bytes with `whole`.
   */
  rest: number;
}

/** What `encode` takes for a `VaultLockCode`. */
export interface VaultLockCodeMembers {
  whole?: number;
  first?: number;
  rest?: number;
}

/** With one of the members that share their bytes, or with several that agree. */
export type VaultLockCodeInit = VaultLockCodeMembers & (Required<Pick<VaultLockCodeMembers, 'whole'>> | Required<Pick<VaultLockCodeMembers, 'first' | 'rest'>>);

const VaultLockCodeCodec: Codec<VaultLockCode, VaultLockCodeInit> = {
  size: 4,
  write(view, at, value, little, path) {
    union(view, at, 0, 4, path, [
      {
        name: 'whole',
        given: value.whole !== undefined,
        write(view, at) {
          if (value.whole !== undefined) u32.write(view, at, value.whole, little, `${path}.whole`);
        },
      },
      {
        name: 'first and rest',
        given: value.first !== undefined || value.rest !== undefined,
        write(view, at) {
          if (value.first !== undefined) u8.write(view, at, value.first, little, `${path}.first`);
          if (value.rest !== undefined) u16.write(view, at + 2, value.rest, little, `${path}.rest`);
        },
      },
    ]);
  },
  read: (view, at, little) => ({
    whole: u32.read(view, at, little),
    first: u8.read(view, at, little),
    rest: u16.read(view, at + 2, little),
  }),
};

/**
 * `struct vault_lock`: a lock.
 *
 * Opens with a number, whole or in digits.
 */
export interface VaultLock {
  /** The number that opens it. */
  code: VaultLockCode;
}

/** What `encode` takes for a `VaultLock`. */
export interface VaultLockInit {
  code: VaultLockCodeInit;
}

const VaultLockCodec: Codec<VaultLock, VaultLockInit> = {
  size: 4,
  write(view, at, value, little, path) {
    VaultLockCodeCodec.write(view, at, value.code, little, `${path}.code`);
  },
  read: (view, at, little) => ({
    code: VaultLockCodeCodec.read(view, at, little),
  }),
};

/**
 * `struct vault_put`, the argument of VAULT_PUT.
 *
 * Puts a thing into `box_id`, and says where that is in `at`:
 *
 * - a point on the floor, or
 * - a shelf and a level on it, if `kind` is VAULT_KIND_IRON.
 *
 * A thing weighs less than a box:
 *
 * ```
 * weight < 1000
 * ```
 */
export interface VaultPut {
  /**
   * How to keep it.
   *
   * A combination of `VaultFlags`.
   */
  flags: number;
  /** The box. */
  box_id: number;
  /**
   * One of enum vault_kind.
   *
   * One of `VaultKind`.
   */
  kind: number;
  /** What to write on the box. */
  label: Uint8Array;
  /**
   * In grams.
   *
   * Shares its bytes with `ounces`.
   */
  weight: number;
  /**
   * Pounds, then ounces.
   *
   * Shares its bytes with `weight`.
   */
  ounces: FixedArray<number, 2>;
  /** Two corners of the thing. */
  corners: FixedArray<VaultPoint, 2>;
  /**
   * Where the box is.
   *
   * Output.
   */
  out_slot: number;
  /**
   * What it is worth; returns what it is insured for.
   *
   * Input and output. Unit: cents.
   */
  value: bigint;
  /**
   * Where the keys are.
   *
   * Points at `VaultPoint`.
   */
  keys: bigint;
  /** When. */
  opened: bigint;
}

/** What `encode` takes for a `VaultPut`. */
export interface VaultPutMembers {
  flags?: number;
  box_id: number;
  kind: number;
  label?: Uint8Array;
  weight?: number;
  ounces?: FixedArray<number, 2>;
  corners?: FixedArray<VaultPointInit, 2>;
  out_slot?: number;
  value?: bigint;
  keys?: bigint;
  opened?: bigint;
}

/** With one of the members that share their bytes, or with several that agree. */
export type VaultPutInit = VaultPutMembers & (Required<Pick<VaultPutMembers, 'weight'>> | Required<Pick<VaultPutMembers, 'ounces'>>);

const VaultPutCodec: Codec<VaultPut, VaultPutInit> = {
  size: 72,
  write(view, at, value, little, path) {
    u32.write(view, at, 72, little, `${path}.size`);
    if (value.flags !== undefined) u32.write(view, at + 4, value.flags, little, `${path}.flags`);
    u32.write(view, at + 8, value.box_id, little, `${path}.box_id`);
    u32.write(view, at + 12, value.kind, little, `${path}.kind`);
    if (value.label !== undefined) bytes(8).write(view, at + 16, value.label, little, `${path}.label`);
    union(view, at, 24, 4, path, [
      {
        name: 'weight',
        given: value.weight !== undefined,
        write(view, at) {
          if (value.weight !== undefined) le32.write(view, at + 24, value.weight, little, `${path}.weight`);
        },
      },
      {
        name: 'ounces',
        given: value.ounces !== undefined,
        write(view, at) {
          if (value.ounces !== undefined) array(be16, 2).write(view, at + 24, value.ounces, little, `${path}.ounces`);
        },
      },
    ]);
    if (value.corners !== undefined) array(VaultPointCodec, 2).write(view, at + 28, value.corners, little, `${path}.corners`);
    if (value.out_slot !== undefined) u32.write(view, at + 36, value.out_slot, little, `${path}.out_slot`);
    if (value.value !== undefined) u64.write(view, at + 40, value.value, little, `${path}.value`);
    if (value.keys !== undefined) u64.write(view, at + 48, value.keys, little, `${path}.keys`);
    if (value.opened !== undefined) s64.write(view, at + 56, value.opened, little, `${path}.opened`);
  },
  read: (view, at, little) => ({
    flags: u32.read(view, at + 4, little),
    box_id: u32.read(view, at + 8, little),
    kind: u32.read(view, at + 12, little),
    label: bytes(8).read(view, at + 16, little),
    weight: le32.read(view, at + 24, little),
    ounces: array(be16, 2).read(view, at + 24, little),
    corners: array(VaultPointCodec, 2).read(view, at + 28, little),
    out_slot: u32.read(view, at + 36, little),
    value: u64.read(view, at + 40, little),
    keys: u64.read(view, at + 48, little),
    opened: s64.read(view, at + 56, little),
  }),
};

/** Every struct by its name in C. */
export const structs = {
  vault_point: struct('vault_point', VaultPointCodec),
  vault_lock: struct('vault_lock', VaultLockCodec),
  vault_put: struct('vault_put', VaultPutCodec, 16),
} as const;

/** A vault keeps things in boxes. Each open file is a customer. */
export const device = '/dev/vault';

function words(x86_64: number, powerpc: number): Readonly<Record<Architecture, number>> {
  return {
    x86_64: x86_64,
    i386: x86_64,
    x32: x86_64,
    arm: x86_64,
    aarch64: x86_64,
    m68k: x86_64,
    sh4: x86_64,
    s390x: x86_64,
    riscv64: x86_64,
    powerpc: powerpc,
    mips: powerpc,
  };
}

/** An ioctl: what to pass to ioctl(2), and the argument that goes with it. */
export interface Ioctl<Out, In> extends Struct<Out, In> {
  /** The low 8 bits of the request word. */
  readonly number: number;
  /** The second argument of ioctl(2). */
  readonly request: Readonly<Record<Architecture, number>>;
  readonly struct: Struct<Out, In>;
}

function ioctl<Out, In>(number: number, request: Readonly<Record<Architecture, number>>, struct: Struct<Out, In>): Ioctl<Out, In> {
  return { ...struct, number, request, struct };
}

/** Every ioctl by its name in C. */
export const ioctls = {
  /** Puts a thing into `box_id`, and says where that is in `at`. */
  VAULT_PUT: ioctl(0x10, words(0x5610, 0x20005610), structs.vault_put),
} as const;
