import { expect, it } from 'vitest';
import { called, opened, replayed } from '../support/recordings.ts';
import { iommufd } from '../support/specs.ts';

const base = iommufd().interface;
const failed = { fail_nth: 2, failed: true };
const alloc = called({ nr: 0x81, words: [0, 0], after: [0, 1] });

function differences(...lines: readonly string[]): readonly string[] {
  return replayed(base, [opened(), ...lines].join('\n')).differences.map(({ field, expected, actual }) =>
    [field, expected, actual].join(' '),
  );
}

it('explains an errno by an allocation that was made to fail', () => {
  const refused = (more: object): string => called({ nr: 0x81, words: [0, 0], errno: 12, more: { ...more } });
  expect(differences(refused(failed), alloc)).toEqual([]);
  expect(differences(refused({ ...failed, failed: false }), alloc)).toContain('errno ENOMEM success');
  expect(differences(refused({}))).toContain('errno ENOMEM success');
});

it('explains it by the failure that leaves the state which was recorded, and by no errno that no step has', () => {
  const refused = called({ nr: 0x81, words: [0, 0], errno: 28, more: failed });
  expect(differences(refused)).toContain('errno ENOSPC success');
});

it('explains a look-up that found nothing', () => {
  const words = [1, 0, 0, 0, 0, 0, 0];
  const ranges = (errno: number, more: object): string =>
    called({ nr: 0x84, words, after: errno === 2 ? words : [1, 1, 0, 0, 0, 1, 0], errno, more: { ...more } });
  expect(differences(alloc, ranges(2, failed), ranges(90, {}))).toEqual([]);
  expect(differences(alloc, ranges(2, {}))).toContain('errno ENOENT EMSGSIZE');
});

it('explains nothing where the call went on as it does without', () => {
  expect(differences(called({ nr: 0x81, words: [0, 0], after: [0, 1], more: failed }))).toEqual([]);
  expect(differences(called({ nr: 0x81, words: [0, 0], after: [0, 2], more: failed }))).toEqual([
    'out_ioas_id 0x2 0x1',
  ]);
});
