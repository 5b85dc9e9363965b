import type { Family, Ioctl } from '../../spec/interface.ts';

/** What the driver of a family has for its ioctls, all by the family's name as iommufd has it. Paths are of the tree. */
export interface Surroundings {
  /** The driver's folder. */
  readonly folder: string;
  /** The file that has the table of operations and the union; handlers in it are static. */
  readonly main: string;
  /** The header that declares the handlers of other files. */
  readonly privateHeader: string;
  readonly operationTable: string;
  /** The union that every argument fits in. */
  readonly argumentUnion: string;
  /** The struct that a handler gets, with the argument's copy in `cmd`. */
  readonly command: string;
  /** Copies the argument back to userspace (`iommufd_ucmd_respond()`, iommufd_private.h). */
  readonly respond: string;
}

export function surroundings({ name }: Family): Surroundings {
  const folder = `drivers/iommu/${name}`;
  return {
    folder,
    main: `${folder}/main.c`,
    privateHeader: `${folder}/${name}_private.h`,
    operationTable: `${name}_ioctl_ops`,
    argumentUnion: 'ucmd_buffer',
    command: `${name}_ucmd`,
    respond: `${name}_ucmd_respond`,
  };
}

/** The file of a handler, as a path in the tree. */
export function handlerFile(ioctl: Ioctl, family: Family): string {
  return `${surroundings(family).folder}/${ioctl.kernel.file}`;
}

/** Whether the handler is in the file of the table, and nothing else calls it. */
export function isStatic(ioctl: Ioctl, family: Family): boolean {
  return handlerFile(ioctl, family) === surroundings(family).main;
}
