import { describe, expect, it } from 'vitest';
import { subexpressions } from '../../src/spec/expression/expression.ts';
import type { Interface, Ioctl } from '../../src/spec/interface.ts';
import { isIoctl } from '../../src/spec/interface.ts';
import type { Step } from '../../src/spec/step.ts';
import type { SymbolicCall } from '../../src/vectors/call.ts';
import { taking } from '../../src/vectors/difference.ts';
import { vectorFindings } from '../../src/vectors/findings.ts';
import { findVectors } from '../../src/vectors/find.ts';
import { Setting } from '../../src/vectors/setting.ts';
import { numberOf } from '../../src/vectors/value.ts';
import type { Vector } from '../../src/vectors/vector.ts';
import { usualWorld, worlds, type World } from '../../src/vectors/world.ts';
import { iommufd, iommufdProposal } from '../support/specs.ts';
import { story } from '../support/vector-example.ts';

const base = iommufd().interface;
const reports = base.ioctls.map((ioctl) => findVectors(base, ioctl));
const vectors = reports.flatMap((each) => each.vectors);

/** A machine that the search knows nothing of. */
const large: World = {
  ...usualWorld,
  name: '16 KiB pages',
  symbols: { ...usualWorld.symbols, PAGE_SIZE: 0x4000n, HPAGE_SIZE: 0x200_0000n },
  buffer: 0x1_4000_4000n,
};

function after(of: Interface, calls: readonly SymbolicCall[], world: World): Setting {
  return calls.reduce(
    (setting, call) => {
      const next = setting.after(call);
      if (next === null) throw new Error(`${call.ioctl.name} fails`);
      return next;
    },
    Setting.start(of, world),
  );
}

/** How a vector's call ends, or another in its place. */
function ending(setting: Setting, call: SymbolicCall): readonly [errno: string | null, step: Step | null] {
  const { errno, by } = setting.call(call);
  return [errno, by?.step ?? null];
}

function wrongOutputs({ call, ioctl, outputs }: Vector, setting: Setting): readonly string[] {
  const { after: members } = setting.call(call);
  return outputs.flatMap(({ key, expectation }) => {
    if (expectation.kind !== 'equal') return [];
    return members.get(key) === numberOf(expectation.value, setting.binding(ioctl)) ? [] : [key];
  });
}

describe.each([usualWorld, worlds[1]!, large])('on a machine with $name', (world) => {
  it.each(reports)('$ioctl.command ends as each vector says, and otherwise without its mistake', ({ vectors: own }) => {
    for (const vector of own) {
      const { name, call, contrast, changed, errno, target } = vector;
      const setting = after(base, vector.setup, world);
      const step = target?.step ?? null;
      expect([name, ...ending(setting, call)]).toEqual([name, errno, step]);
      expect([name, wrongOutputs(vector, setting)]).toEqual([name, []]);
      if (!contrast) continue;
      expect([name, ...ending(setting, contrast.call)]).toEqual([name, contrast.errno, contrast.target?.step ?? null]);
      const back = changed.filter((each) => ending(setting, taking(call, contrast.call, each))[1] === step);
      expect([name, back]).toEqual([name, []]);
    }
  });
});

it('reaches every step, or knows why it does not', () => {
  expect(
    vectorFindings(base).map(({ code, message, span }) => `${span.file}:${String(span.line)} ${code} ${message}`),
  ).toEqual([]);
  const counts = reports.map(({ ioctl, vectors: all, leftOut }) => {
    const reached = new Set(all.flatMap(({ target, before }) => (target && !before ? [target] : [])));
    const left = (why: string): number => leftOut.filter((each) => each.why === why).length;
    return [ioctl.command, reached.size, left('device'), left('unreachable'), left('environment')];
  });
  expect(counts).toEqual([
    ['DESTROY', 7, 0, 0, 0],
    ['IOAS_ALLOC', 7, 0, 0, 1],
    ['IOAS_ALLOW_IOVAS', 10, 1, 0, 1],
    ['IOAS_COPY', 26, 7, 1, 2],
    ['IOAS_IOVA_RANGES', 10, 0, 0, 0],
    ['IOAS_MAP', 22, 7, 1, 2],
    ['IOAS_UNMAP', 13, 2, 2, 0],
    ['OPTION', 17, 1, 0, 0],
    ['VFIO_IOAS', 10, 0, 0, 0],
    ['HWPT_ALLOC', 9, 27, 2, 0],
    ['GET_HW_INFO', 10, 4, 6, 0],
    ['HWPT_SET_DIRTY_TRACKING', 7, 2, 0, 0],
    ['HWPT_GET_DIRTY_BITMAP', 8, 8, 3, 0],
    ['HWPT_INVALIDATE', 9, 5, 2, 0],
    ['FAULT_QUEUE_ALLOC', 7, 0, 1, 2],
  ]);
});

it.each(['ioas-map-file', 'mdev-exclusion'])('reaches every step of %s, or knows why it does not', (name) => {
  const { result } = iommufdProposal(name);
  expect(
    vectorFindings(result).map(({ code, message, span }) => `${span.file}:${String(span.line)} ${code} ${message}`),
  ).toEqual([]);
});

it('tells of another way to a check by the functions there, and by no verb of the spec', () => {
  const { result } = iommufdProposal('ioas-map-file');
  const reasons = result.ioctls.flatMap((ioctl) => findVectors(result, ioctl).leftOut.map(({ reason }) => reason));
  const verbs = [...result.verbs.keys()].filter((each) => each.includes('-'));
  expect(reasons.filter((each) => verbs.some((verb) => each.includes(verb)))).toEqual([]);
  expect(reasons.some((each) => each.includes('IOMMU_IOAS_MAP through iopt_map_pages()'))).toBe(true);
});

it('names only what a caller has: no page size, address or ID as a number', () => {
  const told = vectors.map((vector) => `${vector.ioctl.command} ${vector.name}: ${story(vector)}`);
  expect(told.filter((each) => /\b(4096|65536|0x1000)\b|HPAGE_SIZE/.test(each))).toEqual([]);
  expect(told.find((each) => each.startsWith('IOAS_COPY eperm'))).toBe(
    'IOAS_COPY eperm_flags_writeable_readable: IOMMU_IOAS_ALLOC(); ' +
      'IOMMU_IOAS_MAP(flags IOMMU_IOAS_MAP_FIXED_IOVA | IOMMU_IOAS_MAP_READABLE, ioas_id out_ioas_id of call 1, ' +
      'user_va buffer, length PAGE_SIZE, iova PAGE_SIZE); ' +
      'IOMMU_IOAS_COPY(flags IOMMU_IOAS_MAP_WRITEABLE | IOMMU_IOAS_MAP_READABLE, dst_ioas_id out_ioas_id of call 1, ' +
      'src_ioas_id out_ioas_id of call 1, length PAGE_SIZE, dst_iova PAGE_SIZE, src_iova PAGE_SIZE) -> EPERM',
  );
});

it('knows which calls take a capability', () => {
  const privileged = vectors.filter(({ capabilities }) => capabilities.length > 0);
  expect(new Set(privileged.flatMap((each) => [each.ioctl.command, ...each.capabilities]))).toEqual(
    new Set(['OPTION', 'CAP_SYS_RESOURCE']),
  );
  expect(privileged.map((each) => each.name)).toContain('einval_val64');
  expect(privileged.map((each) => each.name)).not.toContain('eperm_without_capability');
});

/** The base with the steps of one ioctl changed. */
function mutant(name: string, steps: readonly Step[]): Interface {
  const change = (ioctl: Ioctl): Ioctl => (ioctl.name === name ? { ...ioctl, steps } : ioctl);
  return {
    ...base,
    ioctls: base.ioctls.map(change),
    declarations: base.declarations.map((each) => (isIoctl(each) ? change(each) : each)),
  };
}

function errnoOf(step: Step): string | null {
  return step.needs === null && (step.kind === 'reject' || step.kind === 'lookup') ? step.errno : null;
}

/** Does a check look at the row that a look-up finds? */
function usesFound(check: Step, lookup: Step): boolean {
  if (check.kind !== 'reject' || lookup.kind !== 'lookup') return false;
  return [...subexpressions(check.when)].some((each) => each.op === 'variable' && each.name === lookup.variable);
}

/** Pairs of steps next to each other that fail with different errnos, and need nothing of each other. */
const swaps = base.ioctls.flatMap(({ name, steps }) =>
  steps.slice(1).flatMap((second, index) => {
    const first = steps[index]!;
    const apart = errnoOf(first) !== null && errnoOf(second) !== null && errnoOf(first) !== errnoOf(second);
    return apart && !usesFound(second, first) ? [[name, index] as const] : [];
  }),
);

it('has pairs to swap', () => {
  expect(swaps.length).toBeGreaterThan(12);
});

it.each(swaps)('finds out when in %s steps %i and the next are swapped', (name, index) => {
  const { steps } = base.ioctls.find((each) => each.name === name)!;
  const swapped = steps.map((step, at) => (at === index ? steps[index + 1]! : at === index + 1 ? steps[index]! : step));
  const of = mutant(name, swapped);
  const ioctl = of.ioctls.find((each) => each.name === name)!;
  const own = reports.find((each) => each.ioctl.name === name)!.vectors;
  const different = own.filter(
    (vector) => after(of, vector.setup, usualWorld).call({ ...vector.call, ioctl }).errno !== vector.errno,
  );
  expect(different.map((each) => each.name)).not.toEqual([]);
});
