import { describe, expect, it } from 'vitest';
import { conditionText } from '../../src/emit/conditions.ts';
import { errnoRows } from '../../src/emit/errnos.ts';
import type { Interface } from '../../src/spec/interface.ts';
import { scenarioInput } from '../support/scenario.ts';
import { baseIn, iommufd, iommufdProposal } from '../support/specs.ts';

const vault = baseIn(scenarioInput('vault')).interface;
const rows = errnoRows(vault.ioctls[0]!.steps, vault);

describe('the errnos of VAULT_PUT', () => {
  it('come in the order of the steps, those of verbs where they are called', () => {
    expect(rows.map((row) => row.errno).join(' ')).toBe(
      'EOPNOTSUPP ENOENT EOPNOTSUPP EINVAL EPERM EBUSY EROFS ENOMEM EFAULT EDQUOT',
    );
    expect(rows.filter((row) => row.verb === 'fill').map((row) => row.errno)).toEqual(['EBUSY', 'EROFS', 'ENOMEM']);
  });

  it('are told in the words of the author, or else as C', () => {
    expect(rows.filter((row) => !row.documented).map((row) => row.when)).toEqual([
      '`box_id` names no box.',
      '`kind` is none of VAULT_KIND_NONE, VAULT_KIND_IRON.',
      '`value >= 1000 && !(flags & VAULT_SEALED)`.',
      'Memory ran out.',
      'The result cannot be written to the argument.',
    ]);
    expect(rows.find((row) => row.errno === 'EDQUOT')?.when).toBe('The insurance pays no more than 5000.');
  });

  it('say under which cases they are reached, in terms of the argument', () => {
    const given = rows.map(({ errno, given }) => [errno, conditionText(given)]).filter(([, text]) => text !== '');
    expect(given).toEqual([
      ['EINVAL', 'If `kind` is VAULT_KIND_NONE'],
      ['EPERM', 'If `kind` is VAULT_KIND_IRON'],
      ['EROFS', 'If `flags` has VAULT_SEALED'],
    ]);
  });

  it('know what has been written, and what stays', () => {
    const written = rows.filter((row) => row.written !== null);
    expect(written.map(({ errno, written }) => [errno, written])).toEqual([
      ['EDQUOT', { certain: true, fields: ['out_slot', 'value'] }],
    ]);
    expect(rows.filter((row) => row.kept.length > 0).map((row) => row.errno)).toEqual(['EFAULT', 'EDQUOT']);
  });
});

describe('the errnos of iommufd', () => {
  const subject = iommufd().interface;
  const of = (name: string): ReturnType<typeof errnoRows> =>
    errnoRows(subject.ioctls.find((each) => each.name === name)!.steps, subject);

  it('do not repeat a row', () => {
    for (const { name } of subject.ioctls) {
      const texts = of(name).map(({ errno, when, given }) => `${errno} ${conditionText(given)} ${when}`);
      expect(new Set(texts).size, name).toBe(texts.length);
    }
  });

  it('are those that memory can have which the call itself has just mapped', () => {
    const memory = /^The memory (was mapped without|is not there)|^The process that mapped the memory/;
    const told = (of: Interface, name: string): readonly string[] =>
      errnoRows(of.ioctls.find((each) => each.name === name)!.steps, of)
        .filter(({ when }) => memory.test(when))
        .map((row) => row.errno);
    expect(told(subject, 'IOMMU_IOAS_MAP')).toEqual(['EFAULT', 'EFAULT']);
    expect(told(subject, 'IOMMU_IOAS_COPY')).toEqual(['EPERM', 'EFAULT', 'EFAULT']);
    expect(told(iommufdProposal('ioas-map-file').result, 'IOMMU_IOAS_MAP_FILE')).toEqual([]);
    expect(told(iommufdProposal('ioas-map-file').result, 'IOMMU_IOAS_COPY')).toEqual(['EPERM', 'EFAULT', 'EFAULT']);
  });

  it('leave out conditions that no caller can see', () => {
    const texts = subject.ioctls.flatMap(({ name }) => of(name).map((row) => conditionText(row.given)));
    expect(texts.filter((text) => /some\(|has_domain|room/.test(text))).toEqual([]);
    expect(texts).toContain('If `flags` has IOMMU_IOAS_MAP_FIXED_IOVA');
    expect(texts).toContain('Unless `flags` has IOMMU_IOAS_MAP_FIXED_IOVA');
    expect(texts).toContain('If `option_id` is IOMMU_OPTION_HUGE_PAGES and `op` is IOMMU_OPTION_OP_SET');
  });

  it('know that a refused invalidation may have been answered', () => {
    const refused = of('IOMMU_HWPT_INVALIDATE').find((row) => row.errno === 'EOPNOTSUPP');
    expect(refused?.written).toEqual({ certain: false, fields: null });
  });
});

it('joins conditions', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((text) => ({ text, holds: text < 'c' }));
  expect(conditionText([a!, c!, b!, d!])).toBe('If a and b, unless c or d');
  expect(conditionText([c!])).toBe('Unless c');
  expect(conditionText([])).toBe('');
});
