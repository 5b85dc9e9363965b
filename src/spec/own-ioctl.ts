import type { Interface, Ioctl } from './interface.ts';

/** Is an ioctl declared by the family's own header, and not by that of another family whose calls it takes too? */
export function isOwnIoctl(of: Interface, ioctl: Ioctl): boolean {
  return ioctl.number >= of.family.ioctl.base;
}
