import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Difference } from '../../src/recording/difference.ts';
import { replay } from '../../src/recording/replay.ts';
import { changedBase } from '../support/changed-specs.ts';
import { proposals } from '../support/proposals.ts';
import { called, closed, eventsOf, line, opened, replayed, traceNames, traceText } from '../support/recordings.ts';
import { iommufd } from '../support/specs.ts';

const base = iommufd().interface;

/** What the tests change in a line. */
interface Line {
  readonly op: string;
  readonly req: string;
  readonly ret: number;
  readonly errno: number;
  readonly out?: string;
  readonly array_out?: string;
}

/** How many calls each recording of a real kernel has. */
const recordedCalls = {
  'iommufd.cmd_fail': 4,
  'iommufd.cmd_length': 49,
  'iommufd.vfio_ioas': 8,
  'iommufd_ioas.no_domain.area': 44,
  'iommufd_ioas.no_domain.copy_area': 8,
  'iommufd_ioas.no_domain.ioas_area_destroy': 6,
  'iommufd_ioas.no_domain.iova_ranges': 9,
  'iommufd_ioas.mock_domain.access_pin_unmap': 11,
  'iommufd_ioas.mock_domain.area': 46,
};

it('is shown every recording that there is', () => {
  expect([...traceNames].sort()).toEqual(Object.keys(recordedCalls).sort());
});

describe.each(Object.entries(recordedCalls))('%s', (name, calls) => {
  it('is what the base does, byte for byte', () => {
    const recorded = eventsOf(traceText(name)).filter((event) => event.op === 'ioctl');
    expect(recorded).toHaveLength(calls);
    expect(replayed(base, traceText(name))).toEqual({ name, calls, differences: [] });
  });

  it('compares each errno and each byte of the output', () => {
    const lines = traceText(name).trimEnd().split('\n');
    let compared = 0;
    for (const [index, text] of lines.entries()) {
      const event = JSON.parse(text) as Line;
      if (event.op !== 'ioctl') continue;
      compared++;
      const change = (changed: object): readonly Difference[] => {
        const made = [...lines.slice(0, index), JSON.stringify({ ...event, ...changed })].join('\n');
        return replayed(base, made).differences;
      };
      const errno = change(event.ret < 0 ? { errno: event.errno + 1 } : { ret: -1, errno: 5 });
      const field = event.req === '0x3b7f' ? 'request' : 'errno';
      expect(errno).toMatchObject([{ call: compared, field, recording: { line: index + 1 } }]);
      for (const key of ['out', 'array_out'] as const) {
        const bytes = event[key];
        if (bytes === undefined) continue;
        const last = Number.parseInt(bytes.slice(-2), 16);
        const other = bytes.slice(0, -2) + (last ^ 1).toString(16).padStart(2, '0');
        expect(change({ [key]: other }), `${name}, call ${compared}, ${key}`).toHaveLength(1);
      }
    }
    expect(compared).toBe(calls);
  });
});

it('is not disturbed by a proposal, but where that gives bytes a meaning that were refused', () => {
  for (const proposal of proposals())
    for (const [name, calls] of Object.entries(recordedCalls)) {
      const result = replayed(proposal.result, traceText(name));
      expect(result.calls).toBe(calls);
      // The recorded call has a byte behind the 24 that iommu_ioas_unmap had, where the proposal puts its flags.
      const grown = ['mdev-exclusion', 'pin-on-suspend'].includes(proposal.name) && name === 'iommufd.cmd_length';
      expect(
        result.differences.map(({ call, ioctl, field, expected, actual }) => ({
          call,
          ioctl,
          field,
          expected,
          actual,
        })),
      ).toEqual(
        grown ? [{ call: 38, ioctl: 'IOMMU_IOAS_UNMAP', field: 'errno', expected: 'E2BIG', actual: 'EOPNOTSUPP' }] : [],
      );
    }
});

interface Mutation {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly by: string;
  readonly recording: keyof typeof recordedCalls;
  readonly first: Partial<Difference>;
  /** What the line says that the difference names; null where no step is to blame. */
  readonly line: RegExp | null;
}

const mutations: readonly Mutation[] = [
  {
    what: 'another errno',
    file: 'model/verbs/map.yaml',
    text: 'errno: EEXIST',
    by: 'errno: EBUSY',
    recording: 'iommufd_ioas.no_domain.area',
    first: { call: 36, ioctl: 'IOMMU_IOAS_MAP', field: 'errno', expected: 'EEXIST', actual: 'EBUSY' },
    line: /some\(area, area\.ioas == ioas/,
  },
  {
    what: 'two checks in the other order',
    file: 'ioas_map.yaml',
    text: '      - reject: "!(flags & (WRITEABLE | READABLE))"',
    by: '      - { lookup: ioas, id: ioas_id, errno: ENOENT, doc: First. }\n      - reject: "!(flags & (WRITEABLE | READABLE))"',
    recording: 'iommufd.cmd_length',
    first: { call: 31, ioctl: 'IOMMU_IOAS_MAP', field: 'errno', expected: 'EINVAL', actual: 'ENOENT' },
    line: /doc: First/,
  },
  {
    what: 'a check left out',
    file: 'ioas_unmap.yaml',
    text: '- { reject: unmapped == 0, errno: ENOENT, doc: Nothing is mapped in the range. }',
    by: '- { fault: ENOMEM }',
    recording: 'iommufd_ioas.no_domain.area',
    first: { call: 3, ioctl: 'IOMMU_IOAS_UNMAP', field: 'errno', expected: 'ENOENT', actual: 'success' },
    // Nothing decides where nothing fails.
    line: null,
  },
  {
    what: 'another output',
    file: 'model/verbs/unmap.yaml',
    text: 'area.last - area.first + 1',
    by: 'area.last - area.first',
    recording: 'iommufd_ioas.no_domain.area',
    first: { call: 23, ioctl: 'IOMMU_IOAS_UNMAP', field: 'length' },
    line: /set: length, to: unmapped/,
  },
  {
    what: 'an output that a verb gives',
    file: 'model/verbs/object.yaml',
    text: '? id : 1" }',
    by: '? id : 2" }',
    recording: 'iommufd.vfio_ioas',
    first: { call: 3, ioctl: 'IOMMU_IOAS_ALLOC', field: 'out_ioas_id', expected: '0x1', actual: '0x2' },
    line: /call: alloc-ioas/,
  },
  {
    what: 'another element of an array',
    file: 'ioas_iova_ranges.yaml',
    text: 'last: hole_last }',
    by: 'last: hole_first }',
    recording: 'iommufd_ioas.no_domain.iova_ranges',
    first: { call: 7, ioctl: 'IOMMU_IOAS_IOVA_RANGES', field: 'array' },
    line: /reply: element/,
  },
];

it.each(mutations)('names the call and the line where the spec has $what', (mutation) => {
  const of = changedBase(mutation.file, mutation.text, mutation.by);
  const [first] = replayed(of, traceText(mutation.recording)).differences;
  expect(first).toMatchObject(mutation.first);
  const step = first?.step ?? null;
  const changed = step && readFileSync(step.file, 'utf8').replace(mutation.text, () => mutation.by);
  const named = step && changed?.split('\n')[step.line - 1];
  if (mutation.line === null) expect(named).toBeNull();
  else expect(named).toMatch(mutation.line);
});

const ioas = (id: number, more: object = {}): string => called({ nr: 0x81, words: [0, 0], after: [0, id], ...more });
const destroy = (id: number, errno = 0, more: object = {}): string => called({ nr: 0x80, words: [id], errno, ...more });

function differences(...lines: string[]): readonly Difference[] {
  return replayed(base, lines.join('\n')).differences;
}

it('gives traffic without a test line a scenario that is named as the file', () => {
  expect(replayed(base, [opened(), ioas(1)].join('\n'))).toEqual({ name: 'made.jsonl', calls: 1, differences: [] });
});

it('starts each scenario with a fresh state', () => {
  const test = line({ op: 'test', name: 'one' });
  const text = [test, opened(), ioas(1), test, opened(), ioas(1)].join('\n');
  expect(replay(base, 'made.jsonl', eventsOf(text)).map((each) => each.differences)).toEqual([[], []]);
});

it('keeps contexts apart, and lets processes share what they open', () => {
  expect(differences(opened(1, 3), opened(1, 4), ioas(1), ioas(1, { fd: 4 }), destroy(2, 2), ioas(2))).toEqual([]);
  // A child has its parent's descriptors from the start, also when the parent has closed its own.
  expect(differences(opened(1, 3), ioas(1), ioas(2, { pid: 2 }), closed(1, 3), destroy(1, 0, { pid: 2 }))).toEqual([]);
});

it('frees what a context had when its last descriptor is closed, and a number for the next', () => {
  expect(differences(opened(), ioas(1), closed(), opened(), destroy(1, 2), ioas(1))).toEqual([]);
  expect(differences(opened(), ioas(1), closed(), destroy(1))).toMatchObject([
    { call: 2, field: 'request', expected: 'a call on descriptor 3', actual: 'a descriptor that was never opened' },
  ]);
});

it('ends a context with the last of its descriptors', () => {
  const broken = changedBase(
    'model/verbs/object.yaml',
    '{ remove: context, as: gone, where: gone == target }',
    '{ set: target.opener.pid, to: 1 / target.opener.pid * 0 / (target.opener.pid - target.opener.pid) }',
  );
  const found = (...lines: string[]): readonly Difference[] => replayed(broken, lines.join('\n')).differences;
  const shared = [opened(1, 3), ioas(1), ioas(2, { pid: 2 })];
  expect(found(...shared, closed(1, 3))).toEqual([]);
  expect(found(...shared, closed(1, 3), closed(2, 3))).toMatchObject([
    { call: 2, ioctl: 'close', field: 'model', recording: { line: 5 } },
  ]);
});

it('takes a descriptor that a process never opened for that of the last one to open the number', () => {
  expect(differences(opened(1, 3), ioas(1), opened(2, 3), ioas(1, { pid: 3 }), ioas(2, { pid: 2 }), ioas(2))).toEqual(
    [],
  );
});

it('says what a descriptor is of that is no context', () => {
  expect(differences(opened(1, 3, '/dev/vfio/vfio'), ioas(1))).toMatchObject([
    { field: 'request', actual: 'nothing of /dev/vfio/vfio' },
  ]);
});

it('closes descriptors that calls give, so that they hold their objects no longer', () => {
  const queue = called({ nr: 0x8e, words: [0, 0, 0], after: [0, 1, 9] });
  expect(
    differences(opened(), queue, destroy(1, 16), closed(1, 9, 'anon_inode:[iommufd-pgfault]'), destroy(1)),
  ).toEqual([]);
});

it('ends a process with its descriptors and its memory', () => {
  const exit = (pid: number): string => line({ op: 'exit', pid });
  const queue = called({ nr: 0x8e, words: [0, 0, 0], after: [0, 1, 9] });
  expect(differences(opened(), queue, ioas(2, { pid: 2, fd: 3 }), exit(1), destroy(2, 0, { pid: 2 }))).toEqual([]);
  expect(differences(opened(), queue, ioas(2, { pid: 2 }), destroy(1, 16, { pid: 2 }), exit(1))).toEqual([]);
  expect(differences(opened(), ioas(1), exit(1), opened(), ioas(1))).toEqual([]);
});

/** A call of VFIO's, whose parameter is a number. */
function vfio(nr: number, parameter: number, ret: number, errno = 0): string {
  const size = { size: 0, arg_readable: false, in: undefined, out: undefined };
  return called({ nr, words: [], errno, more: { ...size, arg: `0x${parameter.toString(16)}`, ret } });
}

it('compares what a call returns whose parameter is a number', () => {
  expect(differences(opened(), vfio(0x64, 50, 0), vfio(0x65, 3, 1), vfio(0x65, 10, 0))).toEqual([]);
  expect(differences(opened(), vfio(0x65, 3, 0))).toMatchObject([
    { ioctl: 'VFIO_CHECK_EXTENSION', field: 'result', expected: '0x0', actual: '0x1' },
  ]);
  expect(differences(opened(), vfio(0x66, 3, -1, 19), vfio(0x66, 4, -1, 22))).toEqual([]);
});

it('takes a recorded output only for the choice that it tells', () => {
  // The ID is what the model gives, and no descriptor is free to be it.
  const queue = (fd: number): string => called({ nr: 0x8e, words: [0, 0, 0], after: [0, fd - 4, fd] });
  expect(differences(opened(), queue(5), queue(6), queue(7))).toEqual([]);
});

it('says that no spec has a request, unless the kernel did not know it either', () => {
  const unknown = (errno: number): string => called({ nr: 0xbf, words: [1], errno });
  expect(differences(opened(), unknown(25))).toEqual([]);
  expect(differences(opened(), unknown(0))).toMatchObject([{ ioctl: '0x3bbf', field: 'request', expected: 'success' }]);
  expect(differences(opened(), called({ nr: 0x81, words: [0, 0], errno: 25, more: { req: '0x13b81' } }))).toEqual([]);
});

it('knows how long an argument is that cannot be read, and that a long one is not recorded to its end', () => {
  const unreadable = (size: number, errno: number): string =>
    called({ nr: 0x81, words: [], errno, more: { size, arg_readable: false, in: null, out: null } });
  expect(differences(opened(), unreadable(0, 14), unreadable(8, 22), unreadable(12, 14))).toEqual([]);
  const long = (errno: number): string => {
    const [before, after] = [1, errno === 0 ? 1 : 0].map((id, index) => {
      const buffer = Buffer.alloc(512);
      buffer.writeUInt32LE(4096);
      buffer.writeUInt32LE(index === 0 ? 0 : id, 8);
      return buffer.toString('hex');
    });
    return called({ nr: 0x81, words: [], errno, more: { size: 4096, in: before, out: after } });
  };
  expect(differences(opened(), long(7), long(0))).toEqual([]);
  expect(differences(opened(), long(22))).toMatchObject([{ field: 'errno' }, { field: 'out_ioas_id' }]);
});

it('reports bytes that members of a union share once', () => {
  const words = [9, 0, 0, 0x2000, 0, ...Array.from({ length: 12 }, () => 0)];
  const after = words.map((word, index) => (index === 3 ? 7 : word));
  expect(differences(opened(), called({ nr: 0xa0, words, after })).map((each) => each.field)).toHaveLength(1);
});

it('ends a scenario where the model cannot be run, at the step', () => {
  const of = changedBase(
    'ioas_alloc.yaml',
    '- { reject: flags, errno: EOPNOTSUPP',
    '- { reject: 1 / flags, errno: EOPNOTSUPP',
  );
  const { differences: found, calls } = replayed(of, [opened(), ioas(1), ioas(2)].join('\n'));
  expect(calls).toBe(1);
  expect(found).toMatchObject([
    { call: 1, field: 'model', actual: 'a division by 0', step: { file: 'specs/iommufd/ioas_alloc.yaml' } },
  ]);
});
