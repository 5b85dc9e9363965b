import { expect, it } from 'vitest';
import { vectorFindings } from '../../src/vectors/findings.ts';
import { putSteps, shelf, type Steps } from '../support/vector-example.ts';

function found(steps: Steps): readonly string[] {
  return vectorFindings(shelf(steps)).map(({ code, message }) => `${code} ${message}`);
}

/** The steps with more in front of the look-up. */
function withStep(step: Steps[number]): Steps {
  return [...putSteps.slice(0, 2), step, ...putSteps.slice(2)];
}

it('finds nothing where every step has its call', () => {
  expect(found(putSteps)).toEqual([]);
});

it('warns of a step that an earlier one hides', () => {
  expect(found(withStep({ reject: 'length < 1', errno: 'ERANGE' }))).toEqual([
    'GEN0101 no call was found that ends in ERANGE here',
  ]);
});

it('takes the author at their word where a step is out of reach', () => {
  expect(found(withStep({ reject: 'length < 1', errno: 'ERANGE', unreachable: 'the check before' }))).toEqual([]);
  expect(found(withStep({ reject: 'length < 1', errno: 'ERANGE', needs: 'a device' }))).toEqual([]);
});

it('contradicts the author by a call', () => {
  const [message, ...others] = found(
    withStep({ reject: 'length > 1 << 40', errno: 'ERANGE', unreachable: 'nobody has as much' }),
  );
  expect(message).toMatch(
    /^GEN0102 'unreachable: nobody has as much', but SHELF_OPEN\(\), then SHELF_PUT\(.*length .*\) ends in ERANGE here$/,
  );
  expect(others).toEqual([]);
});
