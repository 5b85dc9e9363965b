// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
// IOMMU userspace API, as TypeScript. Made from specs/iommufd/ and specs/proposals/pin-on-suspend/ by
// `abiwright generate pin-on-suspend`; do not edit.

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

const u64 = bigint(
  0n, 18446744073709551615n,
  (view, at, value, little) => {
    view.setBigUint64(at, value, little);
  },
  (view, at, little) => view.getBigUint64(at, little),
);

/**
 * `struct iommu_destroy`, the argument of IOMMU_DESTROY.
 *
 * Destroys one object of the context, whatever its kind, and frees its ID for the next object.
 *
 * The call fails with EBUSY, and nothing happens, while something else stands on the object. An
 * IOAS is held by each HWPT made from it and by each access attached to it; mappings alone do not
 * hold it and go with it, unpinning their pages. A HWPT is held by attached devices and by nested
 * HWPTs. A fault queue is held by HWPTs that report to it and by its open file descriptor, so close
 * that first. Device and access objects belong to the driver which brought them and can never be
 * destroyed by this call.
 *
 * If the object is the IOAS that the VFIO compatibility ioctls use, these lose it: see
 * IOMMU_VFIO_IOAS. A call that races with other ioctls on the same object waits for them, for at
 * most a minute.
 */
export interface IommuDestroy {
  /** The object to destroy. 0 is never an object. */
  id: number;
}

/** What `encode` takes for a `IommuDestroy`. */
export interface IommuDestroyInit {
  id: number;
}

const IommuDestroyCodec: Codec<IommuDestroy, IommuDestroyInit> = {
  size: 8,
  write(view, at, value, little, path) {
    u32.write(view, at, 8, little, `${path}.size`);
    u32.write(view, at + 4, value.id, little, `${path}.id`);
  },
  read: (view, at, little) => ({
    id: u32.read(view, at + 4, little),
  }),
};

/**
 * `struct iommu_ioas_alloc`, the argument of IOMMU_IOAS_ALLOC.
 *
 * Makes an empty I/O address space. It maps nothing, every IOVA is usable, no IOVA is set aside by
 * IOMMU_IOAS_ALLOW_IOVAS, and large pages are enabled (see IOMMU_OPTION). Devices attached to it
 * later narrow the usable IOVAs.
 *
 * IOMMU_DESTROY ends it, or else the close of the context. If the new ID cannot be written back, no
 * IOAS is left behind.
 */
export interface IommuIoasAlloc {
  /** No flag is defined. Pass 0. */
  flags: number;
  /**
   * The ID of the new IOAS. Ignored on input; written on success only.
   *
   * Output.
   */
  out_ioas_id: number;
}

/** What `encode` takes for a `IommuIoasAlloc`. */
export interface IommuIoasAllocInit {
  flags?: number;
  out_ioas_id?: number;
}

const IommuIoasAllocCodec: Codec<IommuIoasAlloc, IommuIoasAllocInit> = {
  size: 12,
  write(view, at, value, little, path) {
    u32.write(view, at, 12, little, `${path}.size`);
    if (value.flags !== undefined) u32.write(view, at + 4, value.flags, little, `${path}.flags`);
    if (value.out_ioas_id !== undefined) u32.write(view, at + 8, value.out_ioas_id, little, `${path}.out_ioas_id`);
  },
  read: (view, at, little) => ({
    flags: u32.read(view, at + 4, little),
    out_ioas_id: u32.read(view, at + 8, little),
  }),
};

/**
 * `struct iommu_iova_range`: an interval of IOVA space.
 *
 * Both ends belong to the interval, so that the last IOVA can be included.
 */
export interface IommuIovaRange {
  /**
   * First IOVA.
   *
   * Unit: bytes.
   */
  start: bigint;
  /**
   * Last IOVA, itself included.
   *
   * Unit: bytes.
   */
  last: bigint;
}

/** What `encode` takes for a `IommuIovaRange`. */
export interface IommuIovaRangeInit {
  start: bigint;
  last: bigint;
}

const IommuIovaRangeCodec: Codec<IommuIovaRange, IommuIovaRangeInit> = {
  size: 16,
  write(view, at, value, little, path) {
    u64.write(view, at, value.start, little, `${path}.start`);
    u64.write(view, at + 8, value.last, little, `${path}.last`);
  },
  read: (view, at, little) => ({
    start: u64.read(view, at, little),
    last: u64.read(view, at + 8, little),
  }),
};

/**
 * `struct iommu_ioas_iova_ranges`, the argument of IOMMU_IOAS_IOVA_RANGES.
 *
 * Lists the IOVAs that an IOAS is able to map, in ascending order: everything but what attached
 * devices reserve. Ranges set by IOMMU_IOAS_ALLOW_IOVAS and existing mappings play no part in the
 * list. A new IOAS reports one range, from 0 up to the largest unsigned long of the kernel.
 *
 * Attaching a device can take IOVAs away and raise the alignment; detaching it can give them back.
 * Ask again after each change.
 *
 * The kernel writes as many ranges as `allowed_iovas` has room for and sets `num_iovas` to the
 * number that there are. If some did not fit it fails with EMSGSIZE, with the structure and the
 * ranges that fit written all the same, so that the caller can make room and call again. Room for
 * none is a way to ask for the number and the alignment. On EFAULT the array may be partly written,
 * and the structure is not.
 *
 * A mapping satisfies `out_iova_alignment` if both its first IOVA and its length are multiples of
 * it.
 */
export interface IommuIoasIovaRanges {
  /** The IOAS to ask about. */
  ioas_id: number;
  /**
   * How many ranges `allowed_iovas` has room for. Returns how many ranges there are, which may be
   * more.
   *
   * Input and output. Unit: elements.
   */
  num_iovas: number;
  /**
   * Address of an array of struct iommu_iova_range that the kernel fills. Not used if `num_iovas`
   * is 0.
   *
   * Points at `IommuIovaRange`.
   */
  allowed_iovas: bigint;
  /**
   * What IOVAs and lengths given to IOMMU_IOAS_MAP and IOMMU_IOAS_COPY must be multiples of: a
   * power of two, from 1 (anything goes) up to the kernel's page size. Ignored on input.
   *
   * Output. Unit: bytes.
   */
  out_iova_alignment: bigint;
}

/** What `encode` takes for a `IommuIoasIovaRanges`. */
export interface IommuIoasIovaRangesInit {
  ioas_id: number;
  num_iovas: number;
  allowed_iovas: bigint;
  out_iova_alignment?: bigint;
}

const IommuIoasIovaRangesCodec: Codec<IommuIoasIovaRanges, IommuIoasIovaRangesInit> = {
  size: 32,
  write(view, at, value, little, path) {
    u32.write(view, at, 32, little, `${path}.size`);
    u32.write(view, at + 4, value.ioas_id, little, `${path}.ioas_id`);
    u32.write(view, at + 8, value.num_iovas, little, `${path}.num_iovas`);
    u64.write(view, at + 16, value.allowed_iovas, little, `${path}.allowed_iovas`);
    if (value.out_iova_alignment !== undefined) u64.write(view, at + 24, value.out_iova_alignment, little, `${path}.out_iova_alignment`);
  },
  read: (view, at, little) => ({
    ioas_id: u32.read(view, at + 4, little),
    num_iovas: u32.read(view, at + 8, little),
    allowed_iovas: u64.read(view, at + 16, little),
    out_iova_alignment: u64.read(view, at + 24, little),
  }),
};

/**
 * `struct iommu_ioas_allow_iovas`, the argument of IOMMU_IOAS_ALLOW_IOVAS.
 *
 * Sets the IOVA ranges that must stay usable in an IOAS, in place of those of an earlier call. From
 * then on a device that would reserve any part of them cannot be attached: its attach fails with
 * EADDRINUSE. IOMMU_IOAS_IOVA_RANGES keeps reporting at least these ranges.
 *
 * While there are such ranges, IOMMU_IOAS_MAP and IOMMU_IOAS_COPY choose IOVAs inside them only. A
 * mapping at a fixed IOVA may lie outside, and existing mappings are not checked.
 *
 * Ranges that overlap each other are refused with EINVAL. A range that an attached device already
 * reserves, in part or as a whole, is refused with EADDRINUSE. The new list replaces the old one as
 * a whole or, on any error, not at all. 0 ranges removes every restriction.
 */
export interface IommuIoasAllowIovas {
  /** The IOAS to restrict. */
  ioas_id: number;
  /**
   * How many ranges `allowed_iovas` holds. 0 clears the list.
   *
   * Unit: elements.
   */
  num_iovas: number;
  /**
   * Address of an array of struct iommu_iova_range. In each, the start must be below the last IOVA:
   * a range of a single byte is refused. Not used if `num_iovas` is 0.
   *
   * Points at `IommuIovaRange`.
   */
  allowed_iovas: bigint;
}

/** What `encode` takes for a `IommuIoasAllowIovas`. */
export interface IommuIoasAllowIovasInit {
  ioas_id: number;
  num_iovas: number;
  allowed_iovas: bigint;
}

const IommuIoasAllowIovasCodec: Codec<IommuIoasAllowIovas, IommuIoasAllowIovasInit> = {
  size: 24,
  write(view, at, value, little, path) {
    u32.write(view, at, 24, little, `${path}.size`);
    u32.write(view, at + 4, value.ioas_id, little, `${path}.ioas_id`);
    u32.write(view, at + 8, value.num_iovas, little, `${path}.num_iovas`);
    u64.write(view, at + 16, value.allowed_iovas, little, `${path}.allowed_iovas`);
  },
  read: (view, at, little) => ({
    ioas_id: u32.read(view, at + 4, little),
    num_iovas: u32.read(view, at + 8, little),
    allowed_iovas: u64.read(view, at + 16, little),
  }),
};

/**
 * `enum iommufd_ioas_map_flags`: How IOMMU_IOAS_MAP and IOMMU_IOAS_COPY place and protect a
 * mapping.
 */
export const IommufdIoasMapFlags = {
  /**
   * `IOMMU_IOAS_MAP_FIXED_IOVA`: Map at the IOVA in the argument. Without it the kernel chooses a
   * free one.
   */
  FIXED_IOVA: 1,
  /** `IOMMU_IOAS_MAP_WRITEABLE`: Devices may write to the memory. */
  WRITEABLE: 2,
  /** `IOMMU_IOAS_MAP_READABLE`: Devices may read the memory. */
  READABLE: 4,
  /**
   * `IOMMU_IOAS_MAP_RESUME_VA`: Map nothing: set the new address of a mapping that
   * IOMMU_IOAS_UNMAP_SUSPEND_VA has suspended. IOMMU_IOAS_MAP takes it with
   * IOMMU_IOAS_MAP_FIXED_IOVA and no other flag; IOMMU_IOAS_COPY does not take it.
   */
  RESUME_VA: 8,
} as const;
export type IommufdIoasMapFlags = (typeof IommufdIoasMapFlags)[keyof typeof IommufdIoasMapFlags];

/**
 * `struct iommu_ioas_map`, the argument of IOMMU_IOAS_MAP.
 *
 * Gives devices access to `length` bytes of the caller's memory, starting at `user_va`, under IOVAs
 * starting at `iova`.
 *
 * With IOMMU_IOAS_MAP_FIXED_IOVA the range at `iova` must be free of mappings (EEXIST) and of
 * reserved IOVAs (EINVAL); nothing is ever replaced. Without it the kernel chooses, and fails with
 * ENOSPC if no free range is long enough. Its choice is never IOVA 0, keeps the offset of `user_va`
 * within its page, and lies inside the ranges of IOMMU_IOAS_ALLOW_IOVAS if there are any. Whoever
 * fixes the IOVA is not bound by these ranges.
 *
 * If the IOAS has a HWPT, be it that a device is attached or that IOMMU_HWPT_ALLOC made one, the
 * memory is faulted in, pinned and charged against RLIMIT_MEMLOCK before the call returns: EFAULT
 * is memory that cannot be had, ENOMEM may be the limit. Without a HWPT nothing is pinned. A wrong
 * address then goes unnoticed until one is made, which fails.
 *
 * The mapping is of the memory, not of the address: munmap(), mremap() or exec() by the caller
 * leave pinned pages with the device. If writing back the result fails with EFAULT, the mapping
 * stays.
 *
 * With IOMMU_IOAS_MAP_RESUME_VA nothing is mapped: the mapping that starts at `iova` and has
 * exactly `length` gets `user_va` as its new address and the caller as its owner, to be charged
 * from now on. It must be suspended (EINVAL). If it is a copy of a part of the memory, the address
 * of the whole follows from it. Nothing verifies that the same memory is there: the pages that are
 * pinned stay with the device.
 */
export interface IommuIoasMap {
  /**
   * At least one of IOMMU_IOAS_MAP_READABLE and IOMMU_IOAS_MAP_WRITEABLE must be set. With
   * IOMMU_IOAS_MAP_RESUME_VA, which maps nothing, neither IOMMU_IOAS_MAP_READABLE nor
   * IOMMU_IOAS_MAP_WRITEABLE may be set.
   *
   * A combination of `IommufdIoasMapFlags`.
   */
  flags: number;
  /** The IOAS to map into. */
  ioas_id: number;
  /**
   * Where the memory starts in the caller's address space: a multiple of the IOVA alignment that
   * IOMMU_IOAS_IOVA_RANGES returns.
   */
  user_va: bigint;
  /**
   * How much to map. Not 0, and a multiple of the IOVA alignment.
   *
   * Unit: bytes.
   */
  length: bigint;
  /**
   * Where devices see the memory. With IOMMU_IOAS_MAP_FIXED_IOVA the caller chooses it, which then
   * must be a multiple of the IOVA alignment; otherwise the kernel does and returns it. The value
   * passed in must be below the largest unsigned long even if it is not used.
   *
   * Input and output. Unit: bytes.
   */
  iova: bigint;
}

/** What `encode` takes for a `IommuIoasMap`. */
export interface IommuIoasMapInit {
  flags?: number;
  ioas_id: number;
  user_va: bigint;
  length: bigint;
  iova: bigint;
}

const IommuIoasMapCodec: Codec<IommuIoasMap, IommuIoasMapInit> = {
  size: 40,
  write(view, at, value, little, path) {
    u32.write(view, at, 40, little, `${path}.size`);
    if (value.flags !== undefined) u32.write(view, at + 4, value.flags, little, `${path}.flags`);
    u32.write(view, at + 8, value.ioas_id, little, `${path}.ioas_id`);
    u64.write(view, at + 16, value.user_va, little, `${path}.user_va`);
    u64.write(view, at + 24, value.length, little, `${path}.length`);
    u64.write(view, at + 32, value.iova, little, `${path}.iova`);
  },
  read: (view, at, little) => ({
    flags: u32.read(view, at + 4, little),
    ioas_id: u32.read(view, at + 8, little),
    user_va: u64.read(view, at + 16, little),
    length: u64.read(view, at + 24, little),
    iova: u64.read(view, at + 32, little),
  }),
};

/**
 * `struct iommu_ioas_copy`, the argument of IOMMU_IOAS_COPY.
 *
 * Maps what `src_ioas_id` maps at `src_iova` a second time, at `dst_iova` of `dst_ioas_id`. Both
 * may be the same IOAS. The new mapping shares the source's pages: a page that is pinned through
 * one is neither pinned nor charged again for the other, and each lives on when the other is
 * unmapped. The memory is the one that was mapped, whichever process calls.
 *
 * The source may be a part of a mapping or run over several mappings, as long as they leave no gap.
 * Every mapping that it touches becomes one of its own at the destination, to be unmapped as such.
 *
 * The protection is chosen anew. It may be narrower than the source's, and it may allow writing
 * only if the memory was mapped writeable in the first place (EPERM).
 *
 * The destination is placed as by IOMMU_IOAS_MAP, with the same errors: EEXIST, ENOSPC and those of
 * pinning among them. If the final write of the result to userspace faults, the mapping remains.
 */
export interface IommuIoasCopy {
  /**
   * For the destination. At least one of IOMMU_IOAS_MAP_READABLE and IOMMU_IOAS_MAP_WRITEABLE must
   * be set.
   *
   * A combination of `IommufdIoasMapFlags`.
   */
  flags: number;
  /** The IOAS to map into. */
  dst_ioas_id: number;
  /** The IOAS to take from. */
  src_ioas_id: number;
  /**
   * How much to map. Not 0, and a multiple of the destination's IOVA alignment.
   *
   * Unit: bytes.
   */
  length: bigint;
  /**
   * Where the new mapping starts. With IOMMU_IOAS_MAP_FIXED_IOVA the caller chooses, otherwise the
   * kernel does and returns its choice. Must be in range in both cases.
   *
   * Input and output. Unit: bytes.
   */
  dst_iova: bigint;
  /**
   * Where the source starts. It need not be the start of a mapping.
   *
   * Unit: bytes.
   */
  src_iova: bigint;
}

/** What `encode` takes for a `IommuIoasCopy`. */
export interface IommuIoasCopyInit {
  flags?: number;
  dst_ioas_id: number;
  src_ioas_id: number;
  length: bigint;
  dst_iova: bigint;
  src_iova: bigint;
}

const IommuIoasCopyCodec: Codec<IommuIoasCopy, IommuIoasCopyInit> = {
  size: 40,
  write(view, at, value, little, path) {
    u32.write(view, at, 40, little, `${path}.size`);
    if (value.flags !== undefined) u32.write(view, at + 4, value.flags, little, `${path}.flags`);
    u32.write(view, at + 8, value.dst_ioas_id, little, `${path}.dst_ioas_id`);
    u32.write(view, at + 12, value.src_ioas_id, little, `${path}.src_ioas_id`);
    u64.write(view, at + 16, value.length, little, `${path}.length`);
    u64.write(view, at + 24, value.dst_iova, little, `${path}.dst_iova`);
    u64.write(view, at + 32, value.src_iova, little, `${path}.src_iova`);
  },
  read: (view, at, little) => ({
    flags: u32.read(view, at + 4, little),
    dst_ioas_id: u32.read(view, at + 8, little),
    src_ioas_id: u32.read(view, at + 12, little),
    length: u64.read(view, at + 16, little),
    dst_iova: u64.read(view, at + 24, little),
    src_iova: u64.read(view, at + 32, little),
  }),
};

/** `enum iommufd_ioas_unmap_flags`: What IOMMU_IOAS_UNMAP does to the mappings in its range. */
export const IommufdIoasUnmapFlags = {
  /**
   * `IOMMU_IOAS_UNMAP_SUSPEND_VA`: Keep the mappings, and give up the addresses that their memory
   * was mapped from. All of the memory is pinned, so that whoever asks for a page of it is served.
   */
  SUSPEND_VA: 1,
} as const;
export type IommufdIoasUnmapFlags = (typeof IommufdIoasUnmapFlags)[keyof typeof IommufdIoasUnmapFlags];

/**
 * `struct iommu_ioas_unmap`, the argument of IOMMU_IOAS_UNMAP.
 *
 * Removes the mappings that lie in a range of IOVAs. Devices can no longer reach the memory when
 * the call returns, and pages that nothing else holds are unpinned.
 *
 * A mapping goes as a whole or not at all. The range may cover several mappings and the gaps
 * between them, and may begin and end in a gap; it may not cut a mapping in two. `iova` 0 with
 * `length` U64_MAX removes everything. That alone succeeds on an empty range, and then returns a
 * `length` of 0.
 *
 * Mappings are removed in ascending order, and not together: if the call fails with ENOENT, EBUSY
 * or EDEADLOCK at one of them, those below it are gone, and `length` is not written back to say how
 * much that was. EBUSY means that another thread is mapping or unmapping there. Where a driver
 * reads or writes the memory through an access, it is asked to let go first; EDEADLOCK means that
 * it keeps taking hold anew.
 *
 * With IOMMU_IOAS_UNMAP_SUSPEND_VA the mappings stay and only the address of their memory is given
 * up: the caller may then exec(), or let another process take over, which sets the new address with
 * IOMMU_IOAS_MAP_RESUME_VA. Either all mappings in the range are suspended or none is. The whole of
 * their memory is pinned until they are resumed or unmapped, including what no device has asked
 * for, and charged as pinned memory is (ENOMEM); a page that cannot be had is EFAULT. Memory that
 * is suspended already, by whichever of its mappings, is EINVAL. Devices and accesses of any kind
 * go on, and may come and go. A plain unmap of a suspended mapping is allowed.
 */
export interface IommuIoasUnmap {
  /** The IOAS to unmap from. */
  ioas_id: number;
  /**
   * Where the range starts.
   *
   * Unit: bytes.
   */
  iova: bigint;
  /**
   * How long the range is; not 0. Returns how many bytes were mapped in it, gaps not counted.
   *
   * Input and output. Unit: bytes.
   */
  length: bigint;
  /**
   * 0 to unmap. A kernel that does not know the field fails with E2BIG unless it is 0.
   *
   * A combination of `IommufdIoasUnmapFlags`.
   */
  flags: number;
}

/** What `encode` takes for a `IommuIoasUnmap`. */
export interface IommuIoasUnmapInit {
  ioas_id: number;
  iova: bigint;
  length: bigint;
  flags?: number;
}

const IommuIoasUnmapCodec: Codec<IommuIoasUnmap, IommuIoasUnmapInit> = {
  size: 32,
  write(view, at, value, little, path) {
    u32.write(view, at, 32, little, `${path}.size`);
    u32.write(view, at + 4, value.ioas_id, little, `${path}.ioas_id`);
    u64.write(view, at + 8, value.iova, little, `${path}.iova`);
    u64.write(view, at + 16, value.length, little, `${path}.length`);
    if (value.flags !== undefined) u32.write(view, at + 24, value.flags, little, `${path}.flags`);
  },
  read: (view, at, little) => ({
    ioas_id: u32.read(view, at + 4, little),
    iova: u64.read(view, at + 8, little),
    length: u64.read(view, at + 16, little),
    flags: u32.read(view, at + 24, little),
  }),
};

/** `enum iommufd_option`: The options that IOMMU_OPTION knows. */
export const IommufdOption = {
  /**
   * `IOMMU_OPTION_RLIMIT_MODE`: To whom pinned memory is charged, for the whole context. 0 charges
   * the user, 1 the process. A context starts with 0, or with 1 if it was opened as /dev/vfio/vfio.
   */
  RLIMIT_MODE: 0,
  /**
   * `IOMMU_OPTION_HUGE_PAGES`: Whether contiguous pages of an IOAS may be mapped as larger ones. 1,
   * the default, lets them; 0 maps every page on its own, which serves tests and benchmarks, and
   * raises the IOVA alignment to the page size.
   */
  HUGE_PAGES: 1,
} as const;
export type IommufdOption = (typeof IommufdOption)[keyof typeof IommufdOption];

/** `enum iommufd_option_ops`: Whether IOMMU_OPTION reads or changes. */
export const IommufdOptionOps = {
  /** `IOMMU_OPTION_OP_SET`: Change the option to `val64`. */
  SET: 0,
  /** `IOMMU_OPTION_OP_GET`: Read the option into `val64`. */
  GET: 1,
} as const;
export type IommufdOptionOps = (typeof IommufdOptionOps)[keyof typeof IommufdOptionOps];

/**
 * `struct iommu_option`, the argument of IOMMU_OPTION.
 *
 * Reads or changes one option. Which object it belongs to, if any, and which values it takes
 * depends on the option.
 *
 * Setting IOMMU_OPTION_RLIMIT_MODE takes CAP_SYS_RESOURCE (EPERM) and a context that has no object
 * yet (EBUSY).
 *
 * Only `val64` is written back, and it is so after a change too. If that faults, the call fails
 * with EFAULT although the change has been made.
 *
 * A process that has CAP_IPC_LOCK when it maps memory is charged for none of it, whatever
 * IOMMU_OPTION_RLIMIT_MODE says. IOMMU_OPTION_HUGE_PAGES can no longer be switched off once the
 * IOAS has both a mapping and a HWPT (EINVAL), nor while a mapping is not aligned to pages
 * (EADDRINUSE). Switching it off twice is no error.
 */
export interface IommuOption {
  /**
   * Which option.
   *
   * One of `IommufdOption`.
   */
  option_id: number;
  /**
   * Read or change.
   *
   * One of `IommufdOptionOps`.
   */
  op: number;
  /**
   * The IOAS, for IOMMU_OPTION_HUGE_PAGES. 0 for IOMMU_OPTION_RLIMIT_MODE, which is about the
   * context.
   */
  object_id: number;
  /**
   * The value to set, or the value read. Both options take 0 and 1. Ignored on input for
   * IOMMU_OPTION_OP_GET.
   *
   * Input and output.
   */
  val64: bigint;
}

/** What `encode` takes for a `IommuOption`. */
export interface IommuOptionInit {
  option_id: number;
  op: number;
  object_id: number;
  val64: bigint;
}

const IommuOptionCodec: Codec<IommuOption, IommuOptionInit> = {
  size: 24,
  write(view, at, value, little, path) {
    u32.write(view, at, 24, little, `${path}.size`);
    u32.write(view, at + 4, value.option_id, little, `${path}.option_id`);
    u16.write(view, at + 8, value.op, little, `${path}.op`);
    u32.write(view, at + 12, value.object_id, little, `${path}.object_id`);
    u64.write(view, at + 16, value.val64, little, `${path}.val64`);
  },
  read: (view, at, little) => ({
    option_id: u32.read(view, at + 4, little),
    op: u16.read(view, at + 8, little),
    object_id: u32.read(view, at + 12, little),
    val64: u64.read(view, at + 16, little),
  }),
};

/** `enum iommufd_vfio_ioas_op`: What IOMMU_VFIO_IOAS does with the compatibility IOAS. */
export const IommufdVfioIoasOp = {
  /** `IOMMU_VFIO_IOAS_GET`: Return its ID. */
  GET: 0,
  /** `IOMMU_VFIO_IOAS_SET`: Make the given IOAS the one in use. */
  SET: 1,
  /** `IOMMU_VFIO_IOAS_CLEAR`: Have none. */
  CLEAR: 2,
} as const;
export type IommufdVfioIoasOp = (typeof IommufdVfioIoasOp)[keyof typeof IommufdVfioIoasOp];

/**
 * `struct iommu_vfio_ioas`, the argument of IOMMU_VFIO_IOAS.
 *
 * VFIO's own ioctls name no IOAS. When they are used on an iommufd they act on one IOAS of the
 * context, which this call reads or changes. If VFIO needs it and there is none, VFIO makes one on
 * its own; that is an ordinary IOAS, which stays when another is set or the choice is cleared.
 *
 * The choice holds no reference. Destroying the chosen IOAS succeeds, and leaves none chosen.
 * Devices that are attached already stay where they are.
 *
 * IOMMU_VFIO_IOAS_GET fails with ENODEV if none is chosen. The other two write nothing back.
 */
export interface IommuVfioIoas {
  /**
   * The IOAS to use, for IOMMU_VFIO_IOAS_SET. The IOAS in use, returned by IOMMU_VFIO_IOAS_GET.
   * Ignored for IOMMU_VFIO_IOAS_CLEAR.
   *
   * Input and output.
   */
  ioas_id: number;
  /**
   * What to do.
   *
   * One of `IommufdVfioIoasOp`.
   */
  op: number;
}

/** What `encode` takes for a `IommuVfioIoas`. */
export interface IommuVfioIoasInit {
  ioas_id: number;
  op: number;
}

const IommuVfioIoasCodec: Codec<IommuVfioIoas, IommuVfioIoasInit> = {
  size: 12,
  write(view, at, value, little, path) {
    u32.write(view, at, 12, little, `${path}.size`);
    u32.write(view, at + 4, value.ioas_id, little, `${path}.ioas_id`);
    u16.write(view, at + 8, value.op, little, `${path}.op`);
  },
  read: (view, at, little) => ({
    ioas_id: u32.read(view, at + 4, little),
    op: u16.read(view, at + 8, little),
  }),
};

/** `enum iommufd_hwpt_alloc_flags`: What the page table made by IOMMU_HWPT_ALLOC is for. */
export const IommufdHwptAllocFlags = {
  /**
   * `IOMMU_HWPT_ALLOC_NEST_PARENT`: Nested page tables may be made on top of this one. For a
   * `pt_id` that is an IOAS.
   */
  ALLOC_NEST_PARENT: 1,
  /**
   * `IOMMU_HWPT_ALLOC_DIRTY_TRACKING`: Writes by devices can be tracked. Attaching a device whose
   * IOMMU cannot do so fails. For a `pt_id` that is an IOAS.
   */
  ALLOC_DIRTY_TRACKING: 2,
  /**
   * `IOMMU_HWPT_FAULT_ID_VALID`: Report page faults to the queue `fault_id`. For a `pt_id` that is
   * a HWPT: on an IOAS the flag is refused.
   */
  FAULT_ID_VALID: 4,
} as const;
export type IommufdHwptAllocFlags = (typeof IommufdHwptAllocFlags)[keyof typeof IommufdHwptAllocFlags];

/** `enum iommu_hwpt_vtd_s1_flags`: Attributes of a VT-d first-stage page table. */
export const IommuHwptVtdS1Flags = {
  /** `IOMMU_VTD_S1_SRE`: Honor requests made with supervisor privilege. */
  SRE: 1n,
  /** `IOMMU_VTD_S1_EAFE`: Set the extended-accessed bit in the entries that are used. */
  EAFE: 2n,
  /**
   * `IOMMU_VTD_S1_WPE`: Let write protection bind supervisor requests as well. Has no effect
   * without SRE.
   */
  WPE: 4n,
} as const;
export type IommuHwptVtdS1Flags = (typeof IommuHwptVtdS1Flags)[keyof typeof IommuHwptVtdS1Flags];

/**
 * `struct iommu_hwpt_vtd_s1`: a VT-d first-stage page table (IOMMU_HWPT_DATA_VTD_S1).
 *
 * Driver data of IOMMU_HWPT_ALLOC. The table is the guest's: the addresses in it, and that of the
 * table itself, are translated by the parent HWPT.
 *
 * `data_len` must be exactly the size of this structure. A longer one fails with EINVAL and not
 * with E2BIG, whatever its tail holds. IOMMU_HWPT_ALLOC stores the values without judging them. A
 * width or a flag that the hardware lacks makes the attach of a device fail with EINVAL; unknown
 * flags are never noticed.
 */
export interface IommuHwptVtdS1 {
  /**
   * Attributes of the page table. Unknown bits are ignored.
   *
   * A combination of `IommuHwptVtdS1Flags`.
   */
  flags: bigint;
  /** Guest physical address of the top-level table. */
  pgtbl_addr: bigint;
  /**
   * Width of the addresses that the table translates, 48 or 57.
   *
   * Unit: bits.
   */
  addr_width: number;
}

/** What `encode` takes for a `IommuHwptVtdS1`. */
export interface IommuHwptVtdS1Init {
  flags?: bigint;
  pgtbl_addr: bigint;
  addr_width: number;
}

const IommuHwptVtdS1Codec: Codec<IommuHwptVtdS1, IommuHwptVtdS1Init> = {
  size: 24,
  write(view, at, value, little, path) {
    if (value.flags !== undefined) u64.write(view, at, value.flags, little, `${path}.flags`);
    u64.write(view, at + 8, value.pgtbl_addr, little, `${path}.pgtbl_addr`);
    u32.write(view, at + 16, value.addr_width, little, `${path}.addr_width`);
  },
  read: (view, at, little) => ({
    flags: u64.read(view, at, little),
    pgtbl_addr: u64.read(view, at + 8, little),
    addr_width: u32.read(view, at + 16, little),
  }),
};

/** `enum iommu_hwpt_data_type`: What the driver data of IOMMU_HWPT_ALLOC is. */
export const IommuHwptDataType = {
  /** `IOMMU_HWPT_DATA_NONE`: There is no driver data. */
  NONE: 0,
  /** `IOMMU_HWPT_DATA_VTD_S1`: A struct iommu_hwpt_vtd_s1. */
  VTD_S1: 1,
} as const;
export type IommuHwptDataType = (typeof IommuHwptDataType)[keyof typeof IommuHwptDataType];

/**
 * `struct iommu_hwpt_alloc`, the argument of IOMMU_HWPT_ALLOC.
 *
 * Makes a hardware page table (HWPT) that suits the IOMMU of `dev_id`. It attaches nothing: give
 * the new ID to the call that attaches the device, VFIO's for one. A HWPT that an attach makes on
 * its own, from an IOAS, is the same kind of object, but has none of the flags.
 *
 * If `pt_id` is an IOAS, the kernel fills the new HWPT with all the mappings of the IOAS and keeps
 * the two in step. All mapped memory is pinned and charged now, so that the errors of
 * IOMMU_IOAS_MAP which concern memory can occur. EADDRINUSE means that a mapping, or a range of
 * IOMMU_IOAS_ALLOW_IOVAS, lies outside the addresses that the IOMMU can translate, or that a
 * mapping is not aligned to its pages. Driver data is offered to the driver, and no driver of this
 * release takes any.
 *
 * If `pt_id` is a HWPT made with IOMMU_HWPT_ALLOC_NEST_PARENT for the same IOMMU driver, the new
 * HWPT is nested: the driver data describes a page table in guest memory, whose output the parent
 * translates further. Userspace owns that table and must call IOMMU_HWPT_INVALIDATE after changing
 * it.
 *
 * A `pt_id` that names nothing fails with EINVAL, not with ENOENT. The new HWPT holds what it was
 * made from, which cannot be destroyed before it. After any failure nothing is left.
 */
export interface IommuHwptAlloc {
  /**
   * Which flags are allowed depends on the kind of `pt_id`. 0 is a plain HWPT. Setting any flag
   * takes an IOMMU driver with support for user-allocated domains.
   *
   * A combination of `IommufdHwptAllocFlags`.
   */
  flags: number;
  /** A device bound to the context. Its IOMMU decides what can be made. */
  dev_id: number;
  /**
   * The IOAS to take the mappings of, or the HWPT to nest in. An ID of any other kind fails with
   * EINVAL.
   */
  pt_id: number;
  /**
   * The ID of the new HWPT. Ignored on input; written on success only.
   *
   * Output.
   */
  out_hwpt_id: number;
  /**
   * What `data_uptr` points at. IOMMU_HWPT_DATA_NONE takes a `data_len` of 0, every other type one
   * that is not 0.
   *
   * One of `IommuHwptDataType`.
   */
  data_type: number;
  /**
   * How long the driver data is.
   *
   * Unit: bytes.
   */
  data_len: number;
  /** Address of the driver data. Not used if `data_len` is 0. */
  data_uptr: bigint;
  /**
   * The fault queue that gets the page faults of the new HWPT. Ignored without
   * IOMMU_HWPT_FAULT_ID_VALID.
   */
  fault_id: number;
}

/** What `encode` takes for a `IommuHwptAlloc`. */
export interface IommuHwptAllocInit {
  flags?: number;
  dev_id: number;
  pt_id: number;
  out_hwpt_id?: number;
  data_type?: number;
  data_len?: number;
  data_uptr?: bigint;
  fault_id?: number;
}

const IommuHwptAllocCodec: Codec<IommuHwptAlloc, IommuHwptAllocInit> = {
  size: 48,
  write(view, at, value, little, path) {
    u32.write(view, at, 48, little, `${path}.size`);
    if (value.flags !== undefined) u32.write(view, at + 4, value.flags, little, `${path}.flags`);
    u32.write(view, at + 8, value.dev_id, little, `${path}.dev_id`);
    u32.write(view, at + 12, value.pt_id, little, `${path}.pt_id`);
    if (value.out_hwpt_id !== undefined) u32.write(view, at + 16, value.out_hwpt_id, little, `${path}.out_hwpt_id`);
    if (value.data_type !== undefined) u32.write(view, at + 24, value.data_type, little, `${path}.data_type`);
    if (value.data_len !== undefined) u32.write(view, at + 28, value.data_len, little, `${path}.data_len`);
    if (value.data_uptr !== undefined) u64.write(view, at + 32, value.data_uptr, little, `${path}.data_uptr`);
    if (value.fault_id !== undefined) u32.write(view, at + 40, value.fault_id, little, `${path}.fault_id`);
  },
  read: (view, at, little) => ({
    flags: u32.read(view, at + 4, little),
    dev_id: u32.read(view, at + 8, little),
    pt_id: u32.read(view, at + 12, little),
    out_hwpt_id: u32.read(view, at + 16, little),
    data_type: u32.read(view, at + 24, little),
    data_len: u32.read(view, at + 28, little),
    data_uptr: u64.read(view, at + 32, little),
    fault_id: u32.read(view, at + 40, little),
  }),
};

/** `enum iommu_hw_info_vtd_flags`: Traits of a VT-d unit that its registers do not tell. */
export const IommuHwInfoVtdFlags = {
  /**
   * `IOMMU_HW_INFO_VTD_ERRATA_772415_SPR17`: The hardware may write to memory that a nest parent
   * maps as read-only (Intel document 772415, SPR17). Map everything writeable there. This driver
   * always sets it.
   */
  ERRATA_772415_SPR17: 1,
} as const;
export type IommuHwInfoVtdFlags = (typeof IommuHwInfoVtdFlags)[keyof typeof IommuHwInfoVtdFlags];

/**
 * `struct iommu_hw_info_vtd`: VT-d unit behind a device (IOMMU_HW_INFO_TYPE_INTEL_VTD).
 *
 * Driver data of IOMMU_GET_HW_INFO. The two registers are copied as they are; Intel's VT-d
 * specification says what their bits mean.
 */
export interface IommuHwInfoVtd {
  /**
   * Traits that the registers do not tell.
   *
   * Output. A combination of `IommuHwInfoVtdFlags`.
   */
  flags: number;
  /**
   * The capability register.
   *
   * Output.
   */
  cap_reg: bigint;
  /**
   * The extended capability register.
   *
   * Output.
   */
  ecap_reg: bigint;
}

/** What `encode` takes for a `IommuHwInfoVtd`. */
export interface IommuHwInfoVtdInit {
  flags?: number;
  cap_reg?: bigint;
  ecap_reg?: bigint;
}

const IommuHwInfoVtdCodec: Codec<IommuHwInfoVtd, IommuHwInfoVtdInit> = {
  size: 24,
  write(view, at, value, little, path) {
    if (value.flags !== undefined) u32.write(view, at, value.flags, little, `${path}.flags`);
    if (value.cap_reg !== undefined) u64.write(view, at + 8, value.cap_reg, little, `${path}.cap_reg`);
    if (value.ecap_reg !== undefined) u64.write(view, at + 16, value.ecap_reg, little, `${path}.ecap_reg`);
  },
  read: (view, at, little) => ({
    flags: u32.read(view, at, little),
    cap_reg: u64.read(view, at + 8, little),
    ecap_reg: u64.read(view, at + 16, little),
  }),
};

/** `enum iommu_hw_info_type`: What the driver data of IOMMU_GET_HW_INFO is. */
export const IommuHwInfoType = {
  /** `IOMMU_HW_INFO_TYPE_NONE`: The IOMMU driver reports no data. */
  NONE: 0,
  /** `IOMMU_HW_INFO_TYPE_INTEL_VTD`: A struct iommu_hw_info_vtd. */
  INTEL_VTD: 1,
} as const;
export type IommuHwInfoType = (typeof IommuHwInfoType)[keyof typeof IommuHwInfoType];

/** `enum iommufd_hw_capabilities`: What the IOMMU behind a device can do, whatever its type. */
export const IommufdHwCapabilities = {
  /**
   * `IOMMU_HW_CAP_DIRTY_TRACKING`: It can track the writes of devices: IOMMU_HWPT_ALLOC takes
   * IOMMU_HWPT_ALLOC_DIRTY_TRACKING for this device.
   */
  DIRTY_TRACKING: 1n,
  /** `IOMMU_HW_CAP_PCI_PASID_EXEC`: The device may ask for execute permission with a PASID. */
  PCI_PASID_EXEC: 2n,
  /** `IOMMU_HW_CAP_PCI_PASID_PRIV`: The device may make privileged requests with a PASID. */
  PCI_PASID_PRIV: 4n,
} as const;
export type IommufdHwCapabilities = (typeof IommufdHwCapabilities)[keyof typeof IommufdHwCapabilities];

/**
 * `struct iommu_hw_info`, the argument of IOMMU_GET_HW_INFO.
 *
 * Tells what kind of IOMMU serves a device and what it can do, so that a VMM can offer its guest a
 * virtual IOMMU that matches.
 *
 * The driver data goes to `data_uptr`, at most `data_len` bytes of it. A buffer that is longer is
 * filled up with zeros, a shorter one gets the first part; that is no error. On success `data_len`
 * is the full length that this kernel has, so a call with `data_len` 0 finds out how much room to
 * make.
 *
 * The buffer is written first. On EFAULT it may be partly filled, and the structure is as it was. A
 * caller whose structure ends at `__reserved` gets no capabilities.
 */
export interface IommuHwInfo {
  /** No flag is defined. Pass 0. */
  flags: number;
  /** A device bound to the context. */
  dev_id: number;
  /**
   * How long the buffer is; may be 0. Returns how long the driver data is, whatever has been
   * written of it.
   *
   * Input and output. Unit: bytes.
   */
  data_len: number;
  /** Address of the buffer for the driver data. Not used if `data_len` is 0. */
  data_uptr: bigint;
  /**
   * What the buffer holds. Ignored on input.
   *
   * Output. One of `IommuHwInfoType`.
   */
  out_data_type: number;
  /**
   * Width of the PASIDs that the device can use. 0 if it can use none, and then the PASID bits of
   * `out_capabilities` mean nothing. Ignored on input.
   *
   * Output. Unit: bits.
   */
  out_max_pasid_log2: number;
  /**
   * What the IOMMU can do. Ignored on input.
   *
   * Output. A combination of `IommufdHwCapabilities`.
   */
  out_capabilities: bigint;
}

/** What `encode` takes for a `IommuHwInfo`. */
export interface IommuHwInfoInit {
  flags?: number;
  dev_id: number;
  data_len: number;
  data_uptr: bigint;
  out_data_type?: number;
  out_max_pasid_log2?: number;
  out_capabilities?: bigint;
}

const IommuHwInfoCodec: Codec<IommuHwInfo, IommuHwInfoInit> = {
  size: 40,
  write(view, at, value, little, path) {
    u32.write(view, at, 40, little, `${path}.size`);
    if (value.flags !== undefined) u32.write(view, at + 4, value.flags, little, `${path}.flags`);
    u32.write(view, at + 8, value.dev_id, little, `${path}.dev_id`);
    u32.write(view, at + 12, value.data_len, little, `${path}.data_len`);
    u64.write(view, at + 16, value.data_uptr, little, `${path}.data_uptr`);
    if (value.out_data_type !== undefined) u32.write(view, at + 24, value.out_data_type, little, `${path}.out_data_type`);
    if (value.out_max_pasid_log2 !== undefined) u8.write(view, at + 28, value.out_max_pasid_log2, little, `${path}.out_max_pasid_log2`);
    if (value.out_capabilities !== undefined) u64.write(view, at + 32, value.out_capabilities, little, `${path}.out_capabilities`);
  },
  read: (view, at, little) => ({
    flags: u32.read(view, at + 4, little),
    dev_id: u32.read(view, at + 8, little),
    data_len: u32.read(view, at + 12, little),
    data_uptr: u64.read(view, at + 16, little),
    out_data_type: u32.read(view, at + 24, little),
    out_max_pasid_log2: u8.read(view, at + 28, little),
    out_capabilities: u64.read(view, at + 32, little),
  }),
};

/** `enum iommufd_hwpt_set_dirty_tracking_flags`: What IOMMU_HWPT_SET_DIRTY_TRACKING switches. */
export const IommufdHwptSetDirtyTrackingFlags = {
  /** `IOMMU_HWPT_DIRTY_TRACKING_ENABLE`: Track writes. Without it tracking is switched off. */
  ENABLE: 1,
} as const;
export type IommufdHwptSetDirtyTrackingFlags = (typeof IommufdHwptSetDirtyTrackingFlags)[keyof typeof IommufdHwptSetDirtyTrackingFlags];

/**
 * `struct iommu_hwpt_set_dirty_tracking`, the argument of IOMMU_HWPT_SET_DIRTY_TRACKING.
 *
 * Starts or stops recording which pages devices write through a HWPT. It is per HWPT: the other
 * HWPTs of the same IOAS do not record.
 *
 * Starting first forgets every write recorded so far, in all mappings, and does so even if tracking
 * is on already. Stopping forgets nothing.
 *
 * Both directions fail with EOPNOTSUPP if the HWPT was not made with
 * IOMMU_HWPT_ALLOC_DIRTY_TRACKING. Nothing is written back.
 */
export interface IommuHwptSetDirtyTracking {
  /**
   * 0 stops, IOMMU_HWPT_DIRTY_TRACKING_ENABLE starts.
   *
   * A combination of `IommufdHwptSetDirtyTrackingFlags`.
   */
  flags: number;
  /** The HWPT. A nested one is not found (ENOENT). */
  hwpt_id: number;
}

/** What `encode` takes for a `IommuHwptSetDirtyTracking`. */
export interface IommuHwptSetDirtyTrackingInit {
  flags?: number;
  hwpt_id: number;
}

const IommuHwptSetDirtyTrackingCodec: Codec<IommuHwptSetDirtyTracking, IommuHwptSetDirtyTrackingInit> = {
  size: 16,
  write(view, at, value, little, path) {
    u32.write(view, at, 16, little, `${path}.size`);
    if (value.flags !== undefined) u32.write(view, at + 4, value.flags, little, `${path}.flags`);
    u32.write(view, at + 8, value.hwpt_id, little, `${path}.hwpt_id`);
  },
  read: (view, at, little) => ({
    flags: u32.read(view, at + 4, little),
    hwpt_id: u32.read(view, at + 8, little),
  }),
};

/** `enum iommufd_hwpt_get_dirty_bitmap_flags`: How IOMMU_HWPT_GET_DIRTY_BITMAP reads. */
export const IommufdHwptGetDirtyBitmapFlags = {
  /**
   * `IOMMU_HWPT_GET_DIRTY_BITMAP_NO_CLEAR`: Leave the record of writes as it is. Cheaper, and all
   * that is needed if the range is about to be unmapped.
   */
  NO_CLEAR: 1,
} as const;
export type IommufdHwptGetDirtyBitmapFlags = (typeof IommufdHwptGetDirtyBitmapFlags)[keyof typeof IommufdHwptGetDirtyBitmapFlags];

/**
 * `struct iommu_hwpt_get_dirty_bitmap`, the argument of IOMMU_HWPT_GET_DIRTY_BITMAP.
 *
 * Reports the pages in a range of IOVAs that devices have written through a HWPT since the last
 * report, or since tracking began. Bit n of the bitmap stands for the `page_size` bytes at `iova` +
 * n * `page_size`; it is bit n % 64 of the 64-bit word n / 64. Bits are only ever set, so clear the
 * bitmap before the call.
 *
 * Unless IOMMU_HWPT_GET_DIRTY_BITMAP_NO_CLEAR is given, reporting a write also forgets it. A page
 * that the IOMMU maps as part of a larger one counts as written with all of that page.
 *
 * Success is no proof that the range was read. The call also returns 0 if tracking is off, if
 * `data` cannot be written, and if the range has IOVAs that are not mapped. Reading stops at the
 * first such gap, with the pages below it reported. Writes found while `data` is bad are lost.
 */
export interface IommuHwptGetDirtyBitmap {
  /** The HWPT to read. A nested one is not found (ENOENT). */
  hwpt_id: number;
  /**
   * 0 reads and clears.
   *
   * A combination of `IommufdHwptGetDirtyBitmapFlags`.
   */
  flags: number;
  /**
   * Where the range starts. A multiple of the IOVA alignment and of `page_size`.
   *
   * Unit: bytes.
   */
  iova: bigint;
  /**
   * How long the range is. Not 0, and a multiple of the IOVA alignment and of `page_size`.
   *
   * Unit: bytes.
   */
  length: bigint;
  /**
   * How much one bit stands for; not 0. Must be a power of two, which is not checked. Need not be
   * the size of the IOMMU's pages.
   *
   * Unit: bytes.
   */
  page_size: bigint;
  /**
   * Address of the bitmap, an array of 64-bit words with a bit for each `page_size` bytes of the
   * range.
   */
  data: bigint;
}

/** What `encode` takes for a `IommuHwptGetDirtyBitmap`. */
export interface IommuHwptGetDirtyBitmapInit {
  hwpt_id: number;
  flags?: number;
  iova: bigint;
  length: bigint;
  page_size: bigint;
  data: bigint;
}

const IommuHwptGetDirtyBitmapCodec: Codec<IommuHwptGetDirtyBitmap, IommuHwptGetDirtyBitmapInit> = {
  size: 48,
  write(view, at, value, little, path) {
    u32.write(view, at, 48, little, `${path}.size`);
    u32.write(view, at + 4, value.hwpt_id, little, `${path}.hwpt_id`);
    if (value.flags !== undefined) u32.write(view, at + 8, value.flags, little, `${path}.flags`);
    u64.write(view, at + 16, value.iova, little, `${path}.iova`);
    u64.write(view, at + 24, value.length, little, `${path}.length`);
    u64.write(view, at + 32, value.page_size, little, `${path}.page_size`);
    u64.write(view, at + 40, value.data, little, `${path}.data`);
  },
  read: (view, at, little) => ({
    hwpt_id: u32.read(view, at + 4, little),
    flags: u32.read(view, at + 8, little),
    iova: u64.read(view, at + 16, little),
    length: u64.read(view, at + 24, little),
    page_size: u64.read(view, at + 32, little),
    data: u64.read(view, at + 40, little),
  }),
};

/** `enum iommu_hwpt_invalidate_data_type`: What the requests of IOMMU_HWPT_INVALIDATE are. */
export const IommuHwptInvalidateDataType = {
  /** `IOMMU_HWPT_INVALIDATE_DATA_VTD_S1`: struct iommu_hwpt_vtd_s1_invalidate. */
  VTD_S1: 0,
} as const;
export type IommuHwptInvalidateDataType = (typeof IommuHwptInvalidateDataType)[keyof typeof IommuHwptInvalidateDataType];

/** `enum iommu_hwpt_vtd_s1_invalidate_flags`: How much a VT-d invalidation request covers. */
export const IommuHwptVtdS1InvalidateFlags = {
  /**
   * `IOMMU_VTD_INV_FLAGS_LEAF`: Only entries that map pages have changed; cached upper levels of
   * the table stay valid. Without it all levels are dropped.
   */
  LEAF: 1,
} as const;
export type IommuHwptVtdS1InvalidateFlags = (typeof IommuHwptVtdS1InvalidateFlags)[keyof typeof IommuHwptVtdS1InvalidateFlags];

/**
 * `struct iommu_hwpt_vtd_s1_invalidate`: a VT-d invalidation request
 * (IOMMU_HWPT_INVALIDATE_DATA_VTD_S1).
 *
 * One request of IOMMU_HWPT_INVALIDATE for a HWPT made from struct iommu_hwpt_vtd_s1: the table has
 * changed for some addresses. `addr` 0 with `npages` U64_MAX stands for all of them. The TLBs of
 * devices that use ATS are covered.
 *
 * An unknown flag or a reserved field that is not 0 fails with EOPNOTSUPP. An `addr` off a 4 KiB
 * boundary fails with EINVAL, and so does U64_MAX pages from any other `addr` than 0.
 */
export interface IommuHwptVtdS1Invalidate {
  /**
   * The first address, a multiple of 4096 whatever the page size of the kernel.
   *
   * Unit: bytes.
   */
  addr: bigint;
  /**
   * How many pages of 4096 bytes, or U64_MAX.
   *
   * Unit: pages.
   */
  npages: bigint;
  /**
   * How much is invalid. 0 is the safe choice.
   *
   * A combination of `IommuHwptVtdS1InvalidateFlags`.
   */
  flags: number;
}

/** What `encode` takes for a `IommuHwptVtdS1Invalidate`. */
export interface IommuHwptVtdS1InvalidateInit {
  addr: bigint;
  npages: bigint;
  flags?: number;
}

const IommuHwptVtdS1InvalidateCodec: Codec<IommuHwptVtdS1Invalidate, IommuHwptVtdS1InvalidateInit> = {
  size: 24,
  write(view, at, value, little, path) {
    u64.write(view, at, value.addr, little, `${path}.addr`);
    u64.write(view, at + 8, value.npages, little, `${path}.npages`);
    if (value.flags !== undefined) u32.write(view, at + 16, value.flags, little, `${path}.flags`);
  },
  read: (view, at, little) => ({
    addr: u64.read(view, at, little),
    npages: u64.read(view, at + 8, little),
    flags: u32.read(view, at + 16, little),
  }),
};

/**
 * `struct iommu_hwpt_invalidate`, the argument of IOMMU_HWPT_INVALIDATE.
 *
 * Drops what the IOMMU has cached of a nested HWPT. Whoever changes a page table that a nested HWPT
 * uses must call this before relying on the change.
 *
 * The requests lie in an array and are carried out in its order, up to the first that fails.
 * `entry_num` returns how many were carried out and is written back in every case, also when the
 * call fails; it is then 0 if the failure came before the first request. A fault in this write
 * turns any outcome, success included, into EFAULT.
 *
 * A request longer than the kernel's structure fails with EINVAL, not with E2BIG. With 0 requests
 * nothing is done, which tells whether the HWPT takes `data_type`: EINVAL if not.
 */
export interface IommuHwptInvalidate {
  /** The nested HWPT. One made from an IOAS is not found (ENOENT). */
  hwpt_id: number;
  /** Address of the array of requests. Not 0, unless `entry_num` is 0, which leaves it unused. */
  data_uptr: bigint;
  /**
   * What the requests are. Must suit the type of data that the HWPT was made with.
   *
   * One of `IommuHwptInvalidateDataType`.
   */
  data_type: number;
  /**
   * Length of one request, and the distance from one to the next: from 1 up to the kernel's page
   * size. Not used if `entry_num` is 0.
   *
   * Unit: bytes.
   */
  entry_len: number;
  /**
   * How many requests there are, at most 524288. Returns how many were carried out.
   *
   * Input and output. Unit: elements.
   */
  entry_num: number;
}

/** What `encode` takes for a `IommuHwptInvalidate`. */
export interface IommuHwptInvalidateInit {
  hwpt_id: number;
  data_uptr: bigint;
  data_type: number;
  entry_len: number;
  entry_num: number;
}

const IommuHwptInvalidateCodec: Codec<IommuHwptInvalidate, IommuHwptInvalidateInit> = {
  size: 32,
  write(view, at, value, little, path) {
    u32.write(view, at, 32, little, `${path}.size`);
    u32.write(view, at + 4, value.hwpt_id, little, `${path}.hwpt_id`);
    u64.write(view, at + 8, value.data_uptr, little, `${path}.data_uptr`);
    u32.write(view, at + 16, value.data_type, little, `${path}.data_type`);
    u32.write(view, at + 20, value.entry_len, little, `${path}.entry_len`);
    u32.write(view, at + 24, value.entry_num, little, `${path}.entry_num`);
  },
  read: (view, at, little) => ({
    hwpt_id: u32.read(view, at + 4, little),
    data_uptr: u64.read(view, at + 8, little),
    data_type: u32.read(view, at + 16, little),
    entry_len: u32.read(view, at + 20, little),
    entry_num: u32.read(view, at + 24, little),
  }),
};

/** `enum iommu_hwpt_pgfault_flags`: What a page fault record says of itself. */
export const IommuHwptPgfaultFlags = {
  /** `IOMMU_PGFAULT_FLAGS_PASID_VALID`: The device gave a PASID; see `pasid`. */
  PASID_VALID: 1,
  /** `IOMMU_PGFAULT_FLAGS_LAST_PAGE`: The record ends its group. */
  LAST_PAGE: 2,
} as const;
export type IommuHwptPgfaultFlags = (typeof IommuHwptPgfaultFlags)[keyof typeof IommuHwptPgfaultFlags];

/** `enum iommu_hwpt_pgfault_perm`: What the device wanted to do at the address that faulted. */
export const IommuHwptPgfaultPerm = {
  /** `IOMMU_PGFAULT_PERM_READ`: Read. */
  READ: 1,
  /** `IOMMU_PGFAULT_PERM_WRITE`: Write. */
  WRITE: 2,
  /** `IOMMU_PGFAULT_PERM_EXEC`: Execute, on behalf of a PASID (PCIe 10.4.1). */
  EXEC: 4,
  /** `IOMMU_PGFAULT_PERM_PRIV`: Act with privilege, on behalf of a PASID (PCIe 10.4.1). */
  PRIV: 8,
} as const;
export type IommuHwptPgfaultPerm = (typeof IommuHwptPgfaultPerm)[keyof typeof IommuHwptPgfaultPerm];

/**
 * `struct iommu_hwpt_pgfault`: a page fault, read from a fault queue.
 *
 * Records come in groups, one for each page request group of the device, and all records of a group
 * carry the same `cookie`. read() returns whole groups. Its length must be a multiple of the size
 * of a record (ESPIPE) and hold at least the first group (EINVAL); with no fault queued it returns
 * 0 and does not block. poll() reports when there is something to read.
 */
export interface IommuHwptPgfault {
  /**
   * How to read the record.
   *
   * Output. A combination of `IommuHwptPgfaultFlags`.
   */
  flags: number;
  /**
   * The device that faulted.
   *
   * Output.
   */
  dev_id: number;
  /**
   * The PASID of the request, if IOMMU_PGFAULT_FLAGS_PASID_VALID is set.
   *
   * Output.
   */
  pasid: number;
  /**
   * Number that the device gave its group of requests (Page Request Group Index).
   *
   * Output.
   */
  grpid: number;
  /**
   * The access that was wanted.
   *
   * Output. A combination of `IommuHwptPgfaultPerm`.
   */
  perm: number;
  /**
   * The IOVA that faulted.
   *
   * Output. Unit: bytes.
   */
  addr: bigint;
  /**
   * How much the device is going to use from `addr` on, where it says so. This kernel always writes
   * 0, which means that it is not known.
   *
   * Output. Unit: bytes.
   */
  length: number;
  /**
   * Names the group until it has been answered; to be repeated in struct iommu_hwpt_page_response.
   * Not 0.
   *
   * Output.
   */
  cookie: number;
}

/** What `encode` takes for a `IommuHwptPgfault`. */
export interface IommuHwptPgfaultInit {
  flags?: number;
  dev_id?: number;
  pasid?: number;
  grpid?: number;
  perm?: number;
  addr?: bigint;
  length?: number;
  cookie?: number;
}

const IommuHwptPgfaultCodec: Codec<IommuHwptPgfault, IommuHwptPgfaultInit> = {
  size: 40,
  write(view, at, value, little, path) {
    if (value.flags !== undefined) u32.write(view, at, value.flags, little, `${path}.flags`);
    if (value.dev_id !== undefined) u32.write(view, at + 4, value.dev_id, little, `${path}.dev_id`);
    if (value.pasid !== undefined) u32.write(view, at + 8, value.pasid, little, `${path}.pasid`);
    if (value.grpid !== undefined) u32.write(view, at + 12, value.grpid, little, `${path}.grpid`);
    if (value.perm !== undefined) u32.write(view, at + 16, value.perm, little, `${path}.perm`);
    if (value.addr !== undefined) u64.write(view, at + 24, value.addr, little, `${path}.addr`);
    if (value.length !== undefined) u32.write(view, at + 32, value.length, little, `${path}.length`);
    if (value.cookie !== undefined) u32.write(view, at + 36, value.cookie, little, `${path}.cookie`);
  },
  read: (view, at, little) => ({
    flags: u32.read(view, at, little),
    dev_id: u32.read(view, at + 4, little),
    pasid: u32.read(view, at + 8, little),
    grpid: u32.read(view, at + 12, little),
    perm: u32.read(view, at + 16, little),
    addr: u64.read(view, at + 24, little),
    length: u32.read(view, at + 32, little),
    cookie: u32.read(view, at + 36, little),
  }),
};

/** `enum iommufd_page_response_code`: What became of a group of page faults. */
export const IommufdPageResponseCode = {
  /**
   * `IOMMUFD_PAGE_RESP_SUCCESS`: The pages are there now and the device shall try again (PCIe
   * 10.4.2.1, Success).
   */
  SUCCESS: 0,
  /**
   * `IOMMUFD_PAGE_RESP_INVALID`: The pages cannot be provided and the device shall give up (PCIe
   * 10.4.2.1, Invalid Request).
   */
  INVALID: 1,
} as const;
export type IommufdPageResponseCode = (typeof IommufdPageResponseCode)[keyof typeof IommufdPageResponseCode];

/**
 * `struct iommu_hwpt_page_response`: an answer to a group of page faults, written to a fault queue.
 *
 * write() takes any number of answers, in its length a multiple of the size of one (ESPIPE). It
 * stops at the first that it cannot take: an unknown `code` or a `cookie` that awaits no answer
 * (EINVAL), or bad memory (EFAULT). If answers before it were taken, it returns the bytes they
 * occupy instead of the error.
 */
export interface IommuHwptPageResponse {
  /** The cookie of the group, from its records. */
  cookie: number;
  /**
   * The answer.
   *
   * One of `IommufdPageResponseCode`.
   */
  code: number;
}

/** What `encode` takes for a `IommuHwptPageResponse`. */
export interface IommuHwptPageResponseInit {
  cookie: number;
  code: number;
}

const IommuHwptPageResponseCodec: Codec<IommuHwptPageResponse, IommuHwptPageResponseInit> = {
  size: 8,
  write(view, at, value, little, path) {
    u32.write(view, at, value.cookie, little, `${path}.cookie`);
    u32.write(view, at + 4, value.code, little, `${path}.code`);
  },
  read: (view, at, little) => ({
    cookie: u32.read(view, at, little),
    code: u32.read(view, at + 4, little),
  }),
};

/**
 * `struct iommu_fault_alloc`, the argument of IOMMU_FAULT_QUEUE_ALLOC.
 *
 * Makes a queue for the page faults of devices and opens a file descriptor for it. Name its ID in
 * IOMMU_HWPT_ALLOC with IOMMU_HWPT_FAULT_ID_VALID; from then on the faults of devices attached to
 * that HWPT are read from the descriptor as struct iommu_hwpt_pgfault. Each group of faults keeps
 * the device waiting until it is answered by writing a struct iommu_hwpt_page_response.
 *
 * The descriptor is closed on exec. It keeps the queue, and the whole context, alive: IOMMU_DESTROY
 * on the queue fails with EBUSY until it is closed and no HWPT uses the queue any more. Detaching a
 * device drops its faults and their cookies.
 *
 * On failure neither the queue nor the descriptor is left behind.
 */
export interface IommuFaultAlloc {
  /** No flag is defined. Pass 0. */
  flags: number;
  /**
   * The ID of the new queue. Ignored on input; written on success only.
   *
   * Output.
   */
  out_fault_id: number;
  /**
   * The descriptor to read faults from and write answers to. Ignored on input; written on success
   * only.
   *
   * Output.
   */
  out_fault_fd: number;
}

/** What `encode` takes for a `IommuFaultAlloc`. */
export interface IommuFaultAllocInit {
  flags?: number;
  out_fault_id?: number;
  out_fault_fd?: number;
}

const IommuFaultAllocCodec: Codec<IommuFaultAlloc, IommuFaultAllocInit> = {
  size: 16,
  write(view, at, value, little, path) {
    u32.write(view, at, 16, little, `${path}.size`);
    if (value.flags !== undefined) u32.write(view, at + 4, value.flags, little, `${path}.flags`);
    if (value.out_fault_id !== undefined) u32.write(view, at + 8, value.out_fault_id, little, `${path}.out_fault_id`);
    if (value.out_fault_fd !== undefined) u32.write(view, at + 12, value.out_fault_fd, little, `${path}.out_fault_fd`);
  },
  read: (view, at, little) => ({
    flags: u32.read(view, at + 4, little),
    out_fault_id: u32.read(view, at + 8, little),
    out_fault_fd: u32.read(view, at + 12, little),
  }),
};

/** Every struct by its name in C. */
export const structs = {
  iommu_destroy: struct('iommu_destroy', IommuDestroyCodec, 8),
  iommu_ioas_alloc: struct('iommu_ioas_alloc', IommuIoasAllocCodec, 12),
  iommu_iova_range: struct('iommu_iova_range', IommuIovaRangeCodec),
  iommu_ioas_iova_ranges: struct('iommu_ioas_iova_ranges', IommuIoasIovaRangesCodec, 32),
  iommu_ioas_allow_iovas: struct('iommu_ioas_allow_iovas', IommuIoasAllowIovasCodec, 24),
  iommu_ioas_map: struct('iommu_ioas_map', IommuIoasMapCodec, 40),
  iommu_ioas_copy: struct('iommu_ioas_copy', IommuIoasCopyCodec, 40),
  iommu_ioas_unmap: struct('iommu_ioas_unmap', IommuIoasUnmapCodec, 24),
  iommu_option: struct('iommu_option', IommuOptionCodec, 24),
  iommu_vfio_ioas: struct('iommu_vfio_ioas', IommuVfioIoasCodec, 12),
  iommu_hwpt_vtd_s1: struct('iommu_hwpt_vtd_s1', IommuHwptVtdS1Codec),
  iommu_hwpt_alloc: struct('iommu_hwpt_alloc', IommuHwptAllocCodec, 24),
  iommu_hw_info_vtd: struct('iommu_hw_info_vtd', IommuHwInfoVtdCodec),
  iommu_hw_info: struct('iommu_hw_info', IommuHwInfoCodec, 32),
  iommu_hwpt_set_dirty_tracking: struct('iommu_hwpt_set_dirty_tracking', IommuHwptSetDirtyTrackingCodec, 16),
  iommu_hwpt_get_dirty_bitmap: struct('iommu_hwpt_get_dirty_bitmap', IommuHwptGetDirtyBitmapCodec, 48),
  iommu_hwpt_vtd_s1_invalidate: struct('iommu_hwpt_vtd_s1_invalidate', IommuHwptVtdS1InvalidateCodec),
  iommu_hwpt_invalidate: struct('iommu_hwpt_invalidate', IommuHwptInvalidateCodec, 32),
  iommu_hwpt_pgfault: struct('iommu_hwpt_pgfault', IommuHwptPgfaultCodec),
  iommu_hwpt_page_response: struct('iommu_hwpt_page_response', IommuHwptPageResponseCodec),
  iommu_fault_alloc: struct('iommu_fault_alloc', IommuFaultAllocCodec, 16),
} as const;

/**
 * iommufd lets userspace manage the address spaces that devices see through an IOMMU. Each open
 * file of the device is a context, which owns the objects made through it. An object has a number,
 * unique in its context: the lowest free one, counted from 1. Closing the last descriptor of the
 * context destroys what is left.
 *
 * An I/O address space (IOAS) maps I/O virtual addresses (IOVA) to memory. A hardware page table
 * (HWPT) is the form in which an IOMMU driver holds such a map, or in which a guest writes its own.
 * Devices and accesses enter a context from other subsystems, VFIO for one.
 */
export const device = '/dev/iommu';

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
  /**
   * Destroys one object of the context, whatever its kind, and frees its ID for the next object.
   */
  IOMMU_DESTROY: ioctl(0x80, words(0x3b80, 0x20003b80), structs.iommu_destroy),
  /** Makes an empty I/O address space. */
  IOMMU_IOAS_ALLOC: ioctl(0x81, words(0x3b81, 0x20003b81), structs.iommu_ioas_alloc),
  /**
   * Sets the IOVA ranges that must stay usable in an IOAS, in place of those of an earlier call.
   */
  IOMMU_IOAS_ALLOW_IOVAS: ioctl(0x82, words(0x3b82, 0x20003b82), structs.iommu_ioas_allow_iovas),
  /** Maps what `src_ioas_id` maps at `src_iova` a second time, at `dst_iova` of `dst_ioas_id`. */
  IOMMU_IOAS_COPY: ioctl(0x83, words(0x3b83, 0x20003b83), structs.iommu_ioas_copy),
  /**
   * Lists the IOVAs that an IOAS is able to map, in ascending order: everything but what attached
   * devices reserve.
   */
  IOMMU_IOAS_IOVA_RANGES: ioctl(0x84, words(0x3b84, 0x20003b84), structs.iommu_ioas_iova_ranges),
  /**
   * Gives devices access to `length` bytes of the caller's memory, starting at `user_va`, under
   * IOVAs starting at `iova`.
   */
  IOMMU_IOAS_MAP: ioctl(0x85, words(0x3b85, 0x20003b85), structs.iommu_ioas_map),
  /** Removes the mappings that lie in a range of IOVAs. */
  IOMMU_IOAS_UNMAP: ioctl(0x86, words(0x3b86, 0x20003b86), structs.iommu_ioas_unmap),
  /** Reads or changes one option. */
  IOMMU_OPTION: ioctl(0x87, words(0x3b87, 0x20003b87), structs.iommu_option),
  /** VFIO's own ioctls name no IOAS. */
  IOMMU_VFIO_IOAS: ioctl(0x88, words(0x3b88, 0x20003b88), structs.iommu_vfio_ioas),
  /** Makes a hardware page table (HWPT) that suits the IOMMU of `dev_id`. */
  IOMMU_HWPT_ALLOC: ioctl(0x89, words(0x3b89, 0x20003b89), structs.iommu_hwpt_alloc),
  /**
   * Tells what kind of IOMMU serves a device and what it can do, so that a VMM can offer its guest
   * a virtual IOMMU that matches.
   */
  IOMMU_GET_HW_INFO: ioctl(0x8a, words(0x3b8a, 0x20003b8a), structs.iommu_hw_info),
  /** Starts or stops recording which pages devices write through a HWPT. */
  IOMMU_HWPT_SET_DIRTY_TRACKING: ioctl(0x8b, words(0x3b8b, 0x20003b8b), structs.iommu_hwpt_set_dirty_tracking),
  /**
   * Reports the pages in a range of IOVAs that devices have written through a HWPT since the last
   * report, or since tracking began.
   */
  IOMMU_HWPT_GET_DIRTY_BITMAP: ioctl(0x8c, words(0x3b8c, 0x20003b8c), structs.iommu_hwpt_get_dirty_bitmap),
  /** Drops what the IOMMU has cached of a nested HWPT. */
  IOMMU_HWPT_INVALIDATE: ioctl(0x8d, words(0x3b8d, 0x20003b8d), structs.iommu_hwpt_invalidate),
  /** Makes a queue for the page faults of devices and opens a file descriptor for it. */
  IOMMU_FAULT_QUEUE_ALLOC: ioctl(0x8e, words(0x3b8e, 0x20003b8e), structs.iommu_fault_alloc),
} as const;
