import { surroundings, type Surroundings } from '../../emit/kernel/surroundings.ts';
import { EnvironmentError } from '../../host/errors.ts';
import type { Family } from '../../spec/interface.ts';

/** Where a family's pieces are in a kernel tree. Paths are of the tree, with `/` between folders. */
export interface TreeLayout extends Surroundings {
  readonly header: string;
  readonly selftests: string;
  readonly documentation: string;
}

const layouts: Readonly<Record<string, Pick<TreeLayout, 'selftests' | 'documentation'>>> = {
  iommufd: {
    selftests: 'tools/testing/selftests/iommu',
    documentation: 'Documentation/userspace-api/iommufd.rst',
  },
};

/** @throws EnvironmentError SER0017 for a family whose places are not known */
export function treeLayout(family: Family): TreeLayout {
  const layout = layouts[family.name];
  if (layout === undefined)
    throw new EnvironmentError('SER0017', `series does not know where the pieces of ${family.name} go`);
  return { header: family.header.path, ...surroundings(family), ...layout };
}
