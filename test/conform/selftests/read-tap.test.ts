import { expect, test } from 'vitest';
import { readTap } from '../../../src/conform/selftests/read-tap.ts';

const output = `TAP version 13
1..4
ok 1 map.success
ok 2 map.eperm # SKIP needs CAP_SYS_RESOURCE
# map.c:12: map.einval: wanted 22 == 0
# map.c:13: map.einval: wanted 1 == 2
not ok 3 map.einval
ok 4 copy.success
`;

test('tells what passed, what failed and why, and what was skipped and why', async () => {
  expect(await readTap('map', output, null)).toEqual({
    passed: ['map.success', 'copy.success'],
    failed: [
      {
        test: 'map.einval',
        lines: ['map.c:12: map.einval: wanted 22 == 0', 'map.c:13: map.einval: wanted 1 == 2'],
      },
    ],
    skipped: [{ test: 'map.eperm', reason: 'needs CAP_SYS_RESOURCE' }],
  });
});

test('tests that the plan has and that are not told of have failed', async () => {
  const { failed } = await readTap('map', output.replace('ok 4 copy.success\n', ''), null);
  expect(failed.map((each) => [each.test, each.lines[0]])).toEqual([
    ['map.einval', 'map.c:12: map.einval: wanted 22 == 0'],
    ['map', 'map told of 3 tests of 4'],
  ]);
});

test('a program that does not come to its end has failed, whatever it told', async () => {
  const { failed } = await readTap('map', 'TAP version 13\n1..1\nok 1 a.b\n', 'was ended by SIGKILL');
  expect(failed).toEqual([{ test: 'map', lines: ['map was ended by SIGKILL'] }]);
});

test.each(['', 'Bail out! no memory\n', 'Segmentation fault\n'])('nothing told is a failure: %j', async (text) => {
  const { passed, failed } = await readTap('map', text, null);
  expect(passed).toEqual([]);
  expect(failed.map((each) => each.test)).toEqual(['map']);
});
