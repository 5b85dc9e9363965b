import { expect, test } from 'vitest';
import { Findings } from '../../../src/spec/resolve/findings.ts';
import { ioctlNumbers } from '../../../src/spec/resolve/numbers.ts';
import { baseIn } from '../../support/specs.ts';

/** The block is 0x10 to 0x1f; mainline gave 0x11 to VAULT_BLOW_UP later. */
const { family, files } = baseIn('test/emit/scenarios/vault/input');
const [put] = files.flatMap((file) => file.ioctls);

/** Numbers of ioctls, each asked for by its name and number (null: the next), and what is said of them. */
function given(...asked: readonly (readonly [string, number | null])[]) {
  if (!put) throw new Error('the vault has an ioctl');
  const findings = new Findings();
  const numbers = ioctlNumbers(
    asked.map(([name, number]) => ({ ...put, name, number })),
    family,
    findings,
  );
  return {
    numbers: Object.fromEntries(numbers),
    findings: findings.list.map(
      ({ code, message, fix }) => `${code} ${message}${fix === undefined ? '' : ` -> ${fix}`}`,
    ),
  };
}

test('next is the first that neither the interface nor mainline has', () => {
  expect(given(['A', null], ['B', 0x10], ['C', null])).toEqual({
    numbers: { A: 0x12, B: 0x10, C: 0x13 },
    findings: [],
  });
});

test('what mainline merged later has its number there, given or not', () => {
  expect(given(['VAULT_BLOW_UP', null])).toEqual({ numbers: { VAULT_BLOW_UP: 0x11 }, findings: [] });
  expect(given(['VAULT_BLOW_UP', 0x11]).findings).toEqual([]);
  expect(given(['VAULT_BLOW_UP', 0x12]).findings).toEqual([
    'SPEC0014 VAULT_BLOW_UP is 0x11 in mainline (v1.1) -> write number: 0x11',
  ]);
});

test('a number that is taken says by whom', () => {
  expect(given(['A', 0x11]).findings).toEqual(['SPEC0014 0x11 is taken by VAULT_BLOW_UP (v1.1) -> write number: next']);
  expect(given(['A', 0x12], ['B', 0x12]).findings).toEqual(['SPEC0014 0x12 is taken by A -> write number: next']);
});

test.each([
  [0x0f, false],
  [0x10, true],
  [0x1f, true],
  [0x20, false],
])('%i is in the block: %s', (number, inside) => {
  const said = `SPEC0013 0x${number.toString(16)} is outside of the block of 'V', 0x10 to 0x1f -> write number: next`;
  expect(given(['A', number]).findings).toEqual(inside ? [] : [said]);
});

test('a block can be full', () => {
  const all = Array.from({ length: 15 }, (_, index) => [`A${String(index)}`, null] as const);
  expect(given(...all)).toMatchObject({ numbers: { A14: 0x1f }, findings: [] });
  expect(given(...all, ['B', null]).findings).toEqual(["SPEC0013 no number of 'V' is free between 0x10 and 0x1f"]);
});
