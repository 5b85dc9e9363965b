import { expect, test } from 'vitest';
import { printProposalSection } from '../../src/emit/documentation/proposal.ts';
import { iommufdProposal } from '../support/specs.ts';
import { printer } from '../support/templates.ts';

/** The subsections of ioctls that a proposal's section has, by their names. */
function ofIoctls(proposal: string): ReadonlyMap<string, string> {
  const [, ...parts] = printProposalSection(iommufdProposal(proposal), printer()).split(/^(IOMMU_\w+)\n~+\n/m);
  return new Map(parts.flatMap((name, at) => (at % 2 === 0 ? [[name, parts[at + 1] ?? '']] : [])));
}

test('tells of ioctls that fail in new ways, since what they call does', () => {
  const found = ofIoctls('mdev-exclusion');
  expect([...found.keys()]).toEqual([
    'IOMMU_IOAS_UNMAP',
    'IOMMU_IOAS_MAP',
    'IOMMU_DESTROY',
    'IOMMU_IOAS_COPY',
    'IOMMU_HWPT_ALLOC',
  ]);
  const also = [...found].filter(([, text]) => text.includes('It also fails:'));
  expect(
    also.map(([name, text]) => [name, [...text.matchAll(/^ {3}\* - (E\w+)$/gm)].map((match) => match[1])]),
  ).toEqual([
    ['IOMMU_DESTROY', ['EBUSY']],
    ['IOMMU_IOAS_COPY', ['EBUSY']],
    ['IOMMU_HWPT_ALLOC', ['EBUSY']],
  ]);
});

test('tells of no ioctl that fails as it did', () => {
  expect([...ofIoctls('pin-on-suspend').keys()]).toEqual(['IOMMU_IOAS_UNMAP', 'IOMMU_IOAS_MAP']);
});
