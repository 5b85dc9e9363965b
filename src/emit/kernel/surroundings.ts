import type { Family, Ioctl } from '../../spec/interface.ts';

/** What the driver of a family gives its handlers, by its name: iommufd's for one is in drivers/iommu/iommufd/. */
export interface Surroundings {
  /** The driver's folder in the tree. */
  readonly folder: string;
  /** The struct that a handler gets, with the argument's copy in `cmd`. */
  readonly command: string;
  /** Copies the argument back to userspace (`iommufd_ucmd_respond()`, iommufd_private.h). */
  readonly respond: string;
}

/** The file that has the table of operations: handlers in it are static. */
const tableFile = 'main.c';

export function surroundings({ name }: Family): Surroundings {
  return { folder: `drivers/iommu/${name}`, command: `${name}_ucmd`, respond: `${name}_ucmd_respond` };
}

/** The file of a handler, as a path in the tree. */
export function handlerFile(ioctl: Ioctl, family: Family): string {
  return `${surroundings(family).folder}/${ioctl.kernel.file}`;
}

/** Whether nothing but the table's file calls the handler. */
export function isStatic({ kernel }: Ioctl): boolean {
  return kernel.file === tableFile;
}
