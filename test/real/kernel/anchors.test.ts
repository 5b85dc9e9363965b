import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anchorOf } from '../../../src/emit/kernel/anchor.ts';
import { handlerFile } from '../../../src/emit/kernel/surroundings.ts';
import type { Ioctl } from '../../../src/spec/interface.ts';
import { walk, type Step } from '../../../src/spec/step.ts';
import { amendFunction } from '../../../src/series/places/amendment.ts';
import { kernelTree } from '../../support/kernel-tree.ts';
import { iommufd } from '../../support/specs.ts';

const base = iommufd().interface;
const tree = kernelTree();

/** The errno or the kind of object of a step, by its path in the list. */
function named(steps: readonly Step[]): readonly string[] {
  return steps.map(
    (step) => `${step.path} ${step.kind === 'lookup' ? step.lookup : 'errno' in step ? step.errno : step.kind}`,
  );
}

function ioctl(command: string): Ioctl {
  const found = base.ioctls.find((each) => each.command === command);
  if (found === undefined) throw new Error(`no ioctl ${command}`);
  return found;
}

/** Whether a function of the real kernel has the step, in one place and on lines of its own. */
function isFound(step: Step, of: Ioctl, name = of.kernel.handler, path = handlerFile(of, base.family)): boolean {
  const anchor = anchorOf(step, 'before', of, base);
  const change = {
    ioctl: of.name,
    function: name,
    file: path,
    anchor,
    where: 'before',
    text: '\there();',
    includes: [],
  } as const;
  try {
    return amendFunction(readFileSync(join(tree, path), 'utf8'), change).includes('\there();');
  } catch {
    return false;
  }
}

function checks(of: Ioctl, kinds: readonly Step['kind'][]): Step[] {
  return [...walk(of.steps)].filter((step) => kinds.includes(step.kind));
}

describe.each(['IOAS_UNMAP', 'IOAS_MAP', 'IOAS_COPY', 'IOAS_ALLOW_IOVAS', 'IOAS_ALLOC', 'FAULT_QUEUE_ALLOC'])(
  '%s',
  (command) => {
    test('has every check and look-up of its spec where the anchor looks for it', () => {
      const of = ioctl(command);
      const steps = checks(of, ['reject', 'lookup']);
      expect(steps.length).toBeGreaterThan(0);
      expect(named(steps.filter((step) => !isFound(step, of)))).toEqual([]);
    });
  },
);

test('OPTION has its own check and switch in its handler, and those of the options in functions that it calls', () => {
  const of = ioctl('OPTION');
  const file = 'drivers/iommu/iommufd/ioas.c';
  expect(named(of.steps.filter((step) => !isFound(step, of)))).toEqual(['3 EFAULT']);
  const inHelpers = checks(of, ['reject', 'lookup']).filter(
    (step) => isFound(step, of, 'iommufd_option_rlimit_mode', file) || isFound(step, of, 'iommufd_ioas_option', file),
  );
  // The kernel tells EBUSY and the values of the mode apart by branches of one `if`.
  expect(named(inHelpers)).toEqual([
    '1 EOPNOTSUPP',
    '2.RLIMIT_MODE.1 EOPNOTSUPP',
    '2.RLIMIT_MODE.2.SET.1 EPERM',
    '2.HUGE_PAGES.1 ioas',
  ]);
});

test('every step that has a place is found, but for those that the kernel takes in functions that the handler calls', () => {
  const places = base.ioctls.flatMap((of) =>
    // What says that something stays is no code.
    [...walk(of.steps)]
      .filter((step) => step.place !== null && step.kind !== 'keeps')
      .map((step) => [of, step] as const),
  );
  expect(places.length).toBeGreaterThan(4);
  expect(
    places.filter(([of, step]) => !isFound(step, of)).map(([of, step]) => `${of.name} ${step.place ?? ''}`),
  ).toEqual([
    'IOMMU_DESTROY find-object',
    'IOMMU_HWPT_ALLOC known-flags',
    'IOMMU_HWPT_ALLOC known-nested-flags',
    'IOMMU_HWPT_SET_DIRTY_TRACKING known-flags',
  ]);
});
