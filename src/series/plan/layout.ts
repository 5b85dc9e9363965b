import { EnvironmentError } from '../../host/errors.ts';
import type { Family } from '../../spec/interface.ts';

/** Where a family's pieces are in a kernel tree. Paths are of the tree, with `/` between folders. */
export interface TreeLayout {
  readonly header: string;
  readonly main: string;
  readonly privateHeader: string;
  readonly selftests: string;
  readonly documentation: string;
  /** The table of operations, and the union that every argument fits in; both in `main`. */
  readonly operationTable: string;
  readonly argumentUnion: string;
}

const layouts: Readonly<Record<string, Omit<TreeLayout, 'header'>>> = {
  iommufd: {
    main: 'drivers/iommu/iommufd/main.c',
    privateHeader: 'drivers/iommu/iommufd/iommufd_private.h',
    selftests: 'tools/testing/selftests/iommu',
    documentation: 'Documentation/userspace-api/iommufd.rst',
    operationTable: 'iommufd_ioctl_ops',
    argumentUnion: 'ucmd_buffer',
  },
};

/** @throws EnvironmentError SER0017 for a family whose places are not known */
export function treeLayout(family: Family): TreeLayout {
  const layout = layouts[family.name];
  if (layout === undefined)
    throw new EnvironmentError('SER0017', `series does not know where the pieces of ${family.name} go`);
  return { header: family.header.path, ...layout };
}
