import { expect, it } from 'vitest';
import { atomicityFindings, atomicityOf } from '../../src/vectors/atomicity.ts';
import { changedBase } from '../support/changed-specs.ts';
import { putSteps, shelf, type Steps } from '../support/vector-example.ts';

/** What is found of SHELF_PUT with these steps. */
function left(steps: Steps): readonly string[] {
  const findings = atomicityFindings(atomicityOf(shelf(steps)));
  return findings.flatMap(({ code, message }) => (message.startsWith('SHELF_PUT') ? [`${code} ${message}`] : []));
}

const checks = putSteps.slice(0, -2);
const lay = putSteps.slice(-2, -1);
const reply = putSteps.slice(-1);
const keeps = { keeps: 'the thing' };

it('finds a failure behind what was done, of which nothing says that it stays', () => {
  expect(left(putSteps)).toEqual(['GEN0103 SHELF_PUT fails here with EFAULT and leaves what it did before']);
  expect(left([...checks, ...lay, keeps, ...reply])).toEqual([]);
  expect(left([...checks, ...lay, { reject: 'length > 1 << 40', errno: 'ERANGE' }, keeps, ...reply])).toEqual([
    'GEN0103 SHELF_PUT fails here with ERANGE and leaves what it did before',
  ]);
});

it('has nothing against failures in front of what is done', () => {
  expect(left([...checks, { fault: 'ENOMEM' }, ...lay])).toEqual([]);
});

it('makes a step fail that may, in a call that would succeed', () => {
  expect(left([...checks, ...lay, { fault: 'ENOMEM' }])).toEqual([
    'GEN0103 SHELF_PUT fails here with ENOMEM, where it may, and leaves what it did before',
  ]);
  const failing = (steps: Steps): number => atomicityOf(shelf(steps)).injected;
  expect(failing([...checks, { fault: 'ENOMEM' }, ...lay])).toBeGreaterThan(failing([...checks, ...lay]));
});

it('finds an undo that somebody forgot', { timeout: 120_000 }, () => {
  const undo = '      - undo:\n          - { remove: object, where: object.context == context && object.id == id }\n';
  const found = atomicityFindings(atomicityOf(changedBase('model/verbs/object.yaml', undo, '')));
  expect(found.map((each) => each.message)).toContainEqual(
    expect.stringMatching(/^IOMMU_IOAS_ALLOC fails here with EFAULT/),
  );
});
