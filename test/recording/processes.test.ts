import { expect, it } from 'vitest';
import { called, closed, line, opened, replayed } from '../support/recordings.ts';
import { iommufd } from '../support/specs.ts';

const base = iommufd().interface;
const queue = 'anon_inode:[iommufd-pgfault]';

/** What a recording of these lines differs in. */
function differences(...lines: readonly string[]): readonly string[] {
  return replayed(base, lines.join('\n')).differences.map(({ field, expected, actual }) =>
    [field, expected, actual].join(' '),
  );
}

const alloc = (pid = 1, fd = 3): string => called({ pid, fd, nr: 0x81, words: [0, 0], after: [0, 1] });
const destroy = (pid: number, fd: number, errno = 0): string => called({ pid, fd, nr: 0x80, words: [1], errno });
const forked = line({ op: 'fork', pid: 2, parent: 1 });
const exec = (...fds: readonly number[]): string => line({ op: 'exec', pid: 1, fds });

it('gives a child the descriptors that its parent has, which may then close them', () => {
  expect(differences(opened(), alloc(), forked, closed(), destroy(2, 3))).toEqual([]);
  expect(differences(opened(), alloc(), closed(), destroy(2, 3))).toHaveLength(1);
});

it('ends a context with the last descriptor of all processes', () => {
  const again = [opened(3, 3), called({ pid: 3, fd: 3, nr: 0x81, words: [0, 0], after: [0, 1] })];
  expect(differences(opened(), alloc(), forked, closed(1), closed(2), ...again)).toEqual([]);
  expect(differences(opened(), forked, closed(1), closed(2), destroy(2, 3))).toHaveLength(1);
});

it('knows nothing of a child whose parent has done nothing', () => {
  expect(differences(forked, opened(2), alloc(2), destroy(2, 3))).toEqual([]);
});

it('takes a copy of a descriptor for the same context', () => {
  const copy = line({ op: 'dup', pid: 1, fd: 9, from: 3, path: '/dev/iommu' });
  expect(differences(opened(), alloc(), copy, closed(), destroy(1, 9))).toEqual([]);
  expect(differences(opened(), alloc(), copy, closed(), closed(1, 9), destroy(1, 9))).toHaveLength(1);
});

it('lets a copy of a descriptor that a call gave hold what it is of', () => {
  const allocated = called({ nr: 0x8e, words: [0, 0, 0], after: [0, 1, 7] });
  const copy = line({ op: 'dup', pid: 1, fd: 8, from: 7, path: queue });
  const [first, second] = [closed(1, 7, queue), closed(1, 8, queue)];
  expect(differences(opened(), allocated, first, destroy(1, 3))).toEqual([]);
  const held = [opened(), allocated, copy, first, destroy(1, 3, 16), second, destroy(1, 3)];
  expect(differences(...held)).toEqual([]);
});

it('closes what does not outlive the execution of another program', () => {
  expect(differences(opened(), alloc(), exec(3), destroy(1, 3))).toEqual([]);
  expect(differences(opened(), alloc(), exec(), destroy(1, 3))).toEqual([
    'request a call on descriptor 3 a descriptor that was never opened',
  ]);
});

it('keeps what a program has that was executed by a child, when the parent closes it', () => {
  const began = line({ op: 'exec', pid: 2, fds: [3] });
  expect(differences(opened(), alloc(), began, closed(), destroy(2, 3))).toEqual([]);
});

it('loses the memory of a program that executes another one', () => {
  const map = called({ nr: 0x85, words: [7, 1, 0, 0x1000_0000, 0, 0x1000, 0, 0x100_0000, 0] });
  const device = (errno: number): string => {
    const test = Array.from({ length: 17 }, (_, index) => (index === 0 ? 2 : index === 1 ? 1 : 0));
    const after = test.map((word, index) => ({ 3: 2, 4: 4, 5: 3 })[index] ?? word);
    return called({ nr: 0xa0, words: test, after: errno === 0 ? after : test, errno });
  };
  expect(differences(opened(), alloc(), map, device(0))).toEqual([]);
  expect(differences(opened(), alloc(), map, exec(3), device(14))).toEqual([]);
});

it('lets a process that did nothing end', () => {
  const exit = line({ op: 'exit', pid: 7 });
  expect(differences(exit, opened(), alloc(), exit, destroy(1, 3))).toEqual([]);
});
