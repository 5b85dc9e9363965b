import { expect, test } from 'vitest';
import { readMaintainers } from '../../../src/series/mail/get-maintainer.ts';

test('readMaintainers reads people and lists with their roles', () => {
  const output = `Ada Lovelace <ada@example.org> (maintainer:IOMMUFD)
"Hopper, Grace" <grace@example.org> (reviewer:IOMMU SUBSYSTEM (X86))
iommu@lists.linux.dev (open list:IOMMUFD)
linux-kernel@vger.kernel.org (open list)

scripts/get_maintainer.pl: a warning of some kind
`;
  expect(readMaintainers(output)).toEqual([
    { address: { name: 'Ada Lovelace', email: 'ada@example.org' }, role: 'maintainer:IOMMUFD' },
    { address: { name: 'Hopper, Grace', email: 'grace@example.org' }, role: 'reviewer:IOMMU SUBSYSTEM (X86)' },
    { address: { name: '', email: 'iommu@lists.linux.dev' }, role: 'open list:IOMMUFD' },
    { address: { name: '', email: 'linux-kernel@vger.kernel.org' }, role: 'open list' },
  ]);
});
