import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseRecording } from '../../src/recording/parse.ts';
import { replay } from '../../src/recording/replay.ts';
import type { Interface } from '../../src/spec/interface.ts';
import { changedBase } from '../support/changed-specs.ts';
import { iommufd } from '../support/specs.ts';

const name = 'edges/edges.jsonl';
const { events, findings } = parseRecording(name, readFileSync(join(import.meta.dirname, name), 'utf8'));

it('has a scenario for each edge', () => {
  expect(findings).toEqual([]);
  const scenarios = replay(iommufd().interface, name, events).map((each) => [each.name, each.calls]);
  expect(scenarios).toEqual([
    ['write_what_may_only_be_read', 8],
    ['join_what_is_not_aligned', 6],
    ['map_unaligned_over_another', 5],
    ['choose_where_nothing_is_allowed', 7],
    ['copy_from_the_middle', 6],
    ['unmap_to_the_last_iova', 4],
    ['map_again_where_it_failed', 4],
  ]);
});

it('is what the base does, byte for byte', () => {
  expect(replay(iommufd().interface, name, events).flatMap((each) => each.differences)).toEqual([]);
});

it('carries out requests up to the first one that cannot be read', () => {
  const path = 'edges/requests-to-the-end.jsonl';
  const { events: calls } = parseRecording(path, readFileSync(join(import.meta.dirname, path), 'utf8'));
  const differences = (of: Interface): readonly unknown[] =>
    replay(of, path, calls).flatMap((each) => each.differences);
  expect(differences(iommufd().interface)).toEqual([]);
  const all = changedBase(
    'model/verbs/mock.yaml',
    'readable(at, 8) ? requests',
    'readable(at, requests * 8) ? requests',
  );
  expect(differences(all)).toMatchObject([{ ioctl: 'IOMMU_HWPT_INVALIDATE', field: 'entry_num', expected: '0x800' }]);
});

it('says nothing of what another header has behind what is described', () => {
  const path = 'edges/fifth-range.jsonl';
  const text = readFileSync(join(import.meta.dirname, path), 'utf8');
  const differences = (of: string): readonly unknown[] =>
    replay(iommufd().interface, path, parseRecording(path, of).events).flatMap((each) => each.differences);
  expect(differences(text)).toEqual([]);
  // What is described is compared: the end of the first range.
  expect(text.split('ff9f0000').length).toBe(2);
  expect(differences(text.replace('ff9f0000', 'ff8f0000'))).toMatchObject([
    { ioctl: 'VFIO_IOMMU_GET_INFO', field: 'range_0.end' },
  ]);
});
