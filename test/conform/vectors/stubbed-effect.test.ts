import { expect, test } from 'vitest';
import type { Kernel } from '../../../src/conform/kernel.ts';
import { modelKernel } from '../../../src/conform/model/model-kernel.ts';
import { errnoCoverage, type ErrnoStanding } from '../../../src/conform/vectors/errno-coverage.ts';
import { VectorPerformer } from '../../../src/conform/vectors/perform-vector.ts';
import { sizeRules } from '../../../src/conform/vectors/size-rules.ts';
import type { VectorResult } from '../../../src/conform/vectors/vector-result.ts';
import type { Proposal } from '../../../src/spec/interface.ts';
import { findVectors } from '../../../src/vectors/find.ts';
import { changedProposal } from '../../support/changed-specs.ts';
import { iommufdProposal } from '../../support/specs.ts';

const name = 'ioas-map-file';
const right = iommufdProposal(name);
const effect = /- call: map-file-pages\n(?: {8}.*\n)+/;
const unwritten = '- reject: flags == flags\n        errno: EOPNOTSUPP\n        doc: Still to be written.\n';

/** A kernel with the generated series: it has the checks of the new ioctl, and a stub for what it does. */
function stub(): Kernel {
  return modelKernel(changedProposal(name, (text) => text.replace(effect, unwritten)).result);
}

interface Conformance {
  readonly results: readonly VectorResult[];
  readonly errnos: readonly ErrnoStanding[];
}

/** What a spec of the proposal says of its new ioctl, on a kernel. */
function performed(proposal: Proposal, kernel: Kernel): Conformance {
  const of = proposal.result;
  const report = findVectors(
    of,
    of.ioctls.find((each) => each.name === 'IOMMU_IOAS_MAP_FILE')!,
  );
  const performer = new VectorPerformer(of, proposal, kernel);
  const results = report.vectors.map((vector) => performer.perform(vector));
  return { results, errnos: errnoCoverage(of, [report], results) };
}

function endings({ results }: Conformance, outcome: VectorResult['outcome']): readonly string[] {
  return results.filter((each) => each.outcome === outcome).map(({ vector }) => vector.name);
}

test(
  'of a right spec every check is judged, and only what comes to the effect is skipped',
  { timeout: 300_000 },
  () => {
    const conformance = performed(right, stub());
    expect(endings(conformance, 'differing')).toEqual([]);
    const checks = conformance.errnos.filter(({ target }) => !target.afterEffect && target.errno !== 'EOPNOTSUPP');
    expect(checks.length).toBeGreaterThan(8);
    const unseen = checks.filter(({ standing }) => standing === 'skipped' || standing === 'missing');
    expect(unseen.map(({ target }) => target.key)).toEqual([]);
    const skipped = conformance.results.filter((each) => each.outcome === 'skipped');
    expect(skipped.length).toBeGreaterThan(0);
    for (const { vector, reason } of skipped) {
      const isCheck = vector.target !== null && !vector.target.afterEffect;
      // A kernel without this one check ends the call with the same errno in the stub.
      if (isCheck) expect(vector.errno).toBe('EOPNOTSUPP');
      expect(reason).toBe('the effect of IOMMU_IOAS_MAP_FILE is not implemented');
    }
  },
);

test('a wrong errno of a check is a difference, though the effect is a stub', { timeout: 300_000 }, () => {
  const wrong = changedProposal(name, (text) => text.replace('id: fd, errno: EBADF', 'id: fd, errno: ENOENT'));
  const conformance = performed(wrong, stub());
  const found = conformance.results.flatMap((each) =>
    each.outcome === 'differing' ? each.mismatches.map(({ call, spec, kernel }) => `${call}: ${spec}, ${kernel}`) : [],
  );
  expect(found).toContain('the call: ENOENT, EBADF');
  expect(found.filter((each) => !each.endsWith(': ENOENT, EBADF'))).toEqual([]);
  const missing = conformance.errnos.filter(({ standing }) => standing === 'missing');
  expect(missing.map(({ target, reason }) => [target.errno, reason])).toEqual([
    ['ENOENT', 'the kernel ends the call otherwise'],
  ]);
});

test('a check that the kernel lacks is a difference, though it comes to the stub instead', { timeout: 300_000 }, () => {
  const lacking = changedProposal(name, (text) =>
    text.replace(effect, unwritten).replace(/ {6}- \{ lookup: file, .*\n/, ''),
  );
  const conformance = performed(right, modelKernel(lacking.result));
  const found = conformance.results.flatMap((each) =>
    each.outcome === 'differing' ? each.mismatches.map(({ spec, kernel }) => `${spec}, ${kernel}`) : [],
  );
  expect(found).toContain('EBADF, EOPNOTSUPP');
});

test('sizes of the argument are tried, though every call that is right ends in the stub', { timeout: 300_000 }, () => {
  const kernel = stub();
  const sizes = sizeRules(right.result, performed(right, kernel).results, kernel);
  const own = sizes.filter(({ ioctl }) => ioctl === 'IOMMU_IOAS_MAP_FILE');
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter((each) => each.kernel !== each.spec)).toEqual([]);
  expect(own.filter(({ kernel: errno }) => errno === 'E2BIG').length).toBeGreaterThan(2);
  // No vector of the others was performed, so there was nothing to start from.
  const others = sizes.filter(({ ioctl }) => ioctl !== 'IOMMU_IOAS_MAP_FILE');
  expect(others.length).toBeGreaterThan(150);
  expect(others.filter((each) => each.kernel !== null)).toEqual([]);
});
