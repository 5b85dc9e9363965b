/** Which way data moves, as seen from userspace: `read` is what the kernel writes and the caller reads (`_IOR`). */
export type RequestDirection = 'none' | 'read' | 'write' | 'read-write';

/**
 * How an architecture packs a request word. From bit 0: 8 bits of number, 8 bits of type, then size, then direction.
 * The header of an architecture that differs is arch/<architecture>/include/uapi/asm/ioctl.h.
 */
export interface RequestEncoding {
  /** Width of the size, in bits. */
  readonly sizeBits: 13 | 14;
  readonly directions: Readonly<Record<RequestDirection, number>>;
}

/** include/uapi/asm-generic/ioctl.h */
export const genericEncoding: RequestEncoding = {
  sizeBits: 14,
  directions: { none: 0, write: 1, read: 2, 'read-write': 3 },
};

/** arch/powerpc and arch/mips (and alpha and sparc): one bit a direction, `none` included, and a bit less of size. */
export const threeBitEncoding: RequestEncoding = {
  sizeBits: 13,
  directions: { none: 1, read: 2, write: 4, 'read-write': 6 },
};
