import { expect, test } from 'vitest';
import { modelKernel } from '../../../src/conform/model/model-kernel.ts';
import { errnoCoverage } from '../../../src/conform/vectors/errno-coverage.ts';
import { VectorPerformer } from '../../../src/conform/vectors/perform-vector.ts';
import { sizeRules } from '../../../src/conform/vectors/size-rules.ts';
import type { VectorResult } from '../../../src/conform/vectors/vector-result.ts';
import type { Interface } from '../../../src/spec/interface.ts';
import { findVectors } from '../../../src/vectors/find.ts';
import { changedBase } from '../../support/changed-specs.ts';
import { iommufd } from '../../support/specs.ts';

const right = iommufd().interface;

const reserved = '      - { reject: __reserved, errno: EOPNOTSUPP, place: reserved, doc: "`__reserved` is not 0." }';
const lookup = '      - { lookup: ioas, id: ioas_id, errno: ENOENT, doc: "`ioas_id` names no IOAS." }';

/** What a spec says of one ioctl, performed on a kernel that is as the shipped specs say. */
function performed(spec: Interface, command: string): readonly VectorResult[] {
  const performer = new VectorPerformer(spec, null, modelKernel(right));
  return reportOf(spec, command).vectors.map((each) => performer.perform(each));
}

function reportOf(spec: Interface, command: string): ReturnType<typeof findVectors> {
  return findVectors(
    spec,
    spec.ioctls.find((each) => each.command === command)!,
  );
}

/** Each difference: the vector, the member or the errno, what the spec says and what the kernel does, and where. */
function differences(results: readonly VectorResult[]): readonly string[] {
  return results.flatMap((each) =>
    each.outcome === 'differing'
      ? each.mismatches.map(
          ({ call, member, spec, kernel, span }) =>
            `${each.vector.name}, ${call}: ${member ?? 'errno'} ${spec}, ${kernel}, ${span.file}:${String(span.line)}`,
        )
      : [],
  );
}

function sizes(spec: Interface, command: string): readonly string[] {
  const { ioctl: of, vectors } = reportOf(spec, command);
  const results = vectors.map((vector) => ({ vector, outcome: 'agreed' }) as const);
  return sizeRules(spec, results, modelKernel(right)).flatMap(({ ioctl, rule, spec: expected, kernel }) =>
    ioctl !== of.name || kernel === expected ? [] : [`${rule}: ${expected}, ${kernel ?? 'not tried'}`],
  );
}

test('the shipped specs agree with their own model, and each errno is reached or excused', { timeout: 300_000 }, () => {
  const reports = right.ioctls.map((ioctl) => findVectors(right, ioctl));
  const results = right.ioctls.flatMap((ioctl) => performed(right, ioctl.command));
  expect(results.length).toBeGreaterThan(250);
  expect(results.flatMap((each) => (each.outcome === 'agreed' ? [] : [each.vector.name]))).toEqual([]);
  const missing = errnoCoverage(right, reports, results).filter((each) => each.standing === 'missing');
  expect(missing.map(({ ioctl, target }) => `${ioctl.name} ${target.key}`)).toEqual([]);
  for (const ioctl of right.ioctls) expect([ioctl.command, sizes(right, ioctl.command)]).toEqual([ioctl.command, []]);
});

test('an errno that is not the kernel’s is found, and its step is not reached', { timeout: 300_000 }, () => {
  const wrong = changedBase(
    'ioas_iova_ranges.yaml',
    'reject: __reserved, errno: EOPNOTSUPP',
    'reject: __reserved, errno: EINVAL',
  );
  const results = performed(wrong, 'IOAS_IOVA_RANGES');
  const [line] = [...new Set(differences(results).map((each) => each.split(', ').at(-1)))];
  expect(line).toMatch(/ioas_iova_ranges\.yaml:\d+$/);
  expect(differences(results)).toContain(`einval_reserved, the call: errno EINVAL, EOPNOTSUPP, ${line ?? ''}`);
  const coverage = errnoCoverage(wrong, [reportOf(wrong, 'IOAS_IOVA_RANGES')], results);
  const missing = coverage.filter((each) => each.standing === 'missing');
  expect(missing.map(({ target, reason }) => [target.errno, target.step.span.line, reason])).toEqual([
    ['EINVAL', Number(line?.split(':').at(-1)), 'the kernel ends the call otherwise'],
  ]);
});

test('two checks in the wrong order are found', { timeout: 300_000 }, () => {
  const wrong = changedBase('ioas_iova_ranges.yaml', `${reserved}\n${lookup}\n`, `${lookup}\n${reserved}\n`);
  expect(differences(performed(wrong, 'IOAS_IOVA_RANGES')).length).toBeGreaterThan(0);
  expect(differences(performed(wrong, 'IOAS_MAP'))).toEqual([]);
});

test('a first version that is longer than the kernel’s is found', { timeout: 300_000 }, () => {
  const wrong = changedBase('hwpt_alloc.yaml', 'min-size: __reserved', 'min-size: fault_id');
  expect(sizes(wrong, 'HWPT_ALLOC').length).toBeGreaterThan(0);
  expect(sizes(wrong, 'IOAS_MAP')).toEqual([]);
});
