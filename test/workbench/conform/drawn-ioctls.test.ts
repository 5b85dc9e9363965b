import { expect, test } from 'vitest';
import { optionWords, type ConformOptions } from '../../../src/workbench/conform/options.ts';
import { drawnIoctls } from '../../../src/workbench/conform/parts/drawn-ioctls.ts';
import { iommufdProposal } from '../../support/specs.ts';

const proposal = iommufdProposal('ioas-map-file');
const subject = { kind: 'proposal', proposal } as const;
const names = (implemented: boolean): readonly string[] =>
  proposal.result.ioctls.filter(drawnIoctls(subject, implemented).has).map(({ name }) => name);

test('random calls leave out what a proposal adds, and say so with the flag that has it in', () => {
  expect(names(false)).not.toContain('IOMMU_IOAS_MAP_FILE');
  expect(names(false)).toContain('IOMMU_IOAS_MAP');
  expect(drawnIoctls(subject, false).note.join('\n')).toMatch(/IOMMU_IOAS_MAP_FILE.*--implemented/);
});

test('where it is implemented, all ioctls are called', () => {
  expect(names(true)).toEqual(proposal.result.ioctls.map(({ name }) => name));
  expect(drawnIoctls(subject, true).note).toEqual([]);
});

test('the process that makes the calls is told', () => {
  const options: ConformOptions = {
    name: 'ioas-map-file',
    device: '/dev/iommu',
    parts: ['random'],
    seed: 1,
    calls: 1,
    implemented: true,
    callLimit: 1,
    timeLimit: 1,
    save: 'differences',
    selftests: null,
    serve: null,
    columns: 80,
    colour: false,
  };
  expect(optionWords(options)).toContain('--implemented');
  expect(optionWords({ ...options, implemented: false })).not.toContain('--implemented');
});
