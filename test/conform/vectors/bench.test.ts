import { expect, test } from 'vitest';
import { KernelRefusal, type Kernel, type Mapping } from '../../../src/conform/kernel.ts';
import { modelKernel } from '../../../src/conform/model/model-kernel.ts';
import { Bench } from '../../../src/conform/vectors/bench.ts';
import { VectorPerformer } from '../../../src/conform/vectors/perform-vector.ts';
import { sizeRules } from '../../../src/conform/vectors/size-rules.ts';
import { plainly, type SymbolicCall } from '../../../src/vectors/call.ts';
import type { Vector } from '../../../src/vectors/vector.ts';
import { iommufd } from '../../support/specs.ts';

const of = iommufd().interface;

/** A call with nothing in its argument. */
function bare(command: string): SymbolicCall {
  return { ioctl: of.ioctls.find((each) => each.command === command)!, values: new Map(), manner: plainly };
}

/** A kernel some of whose parts are replaced. */
function changed(kernel: Kernel, own: Partial<Kernel>): Kernel {
  return Object.assign(Object.create(kernel) as Kernel, own);
}

/** A kernel that counts what is mapped, and refuses to map any more after some regions. */
function counting(regions: number): { readonly kernel: Kernel; readonly mapped: Set<bigint> } {
  const whole = modelKernel(of);
  const mapped = new Set<bigint>();
  const memory = Object.assign(Object.create(whole.memory) as Kernel['memory'], {
    map: (mapping: Mapping) => {
      if (mapped.size === regions) throw new KernelRefusal('mmap', 'ENOMEM');
      const region = whole.memory.map(mapping);
      mapped.add(region.address);
      return region;
    },
    unmap: (address: bigint, length: bigint) => {
      mapped.delete(address);
      whole.memory.unmap(address, length);
    },
  });
  return { kernel: changed(whole, { memory }), mapped };
}

test('where no context can be opened, nothing is judged: not even a call that should end in EBADF', () => {
  const kernel = changed(modelKernel(of), { open: () => ({ result: -1, errno: 'EMFILE' }) });
  const call = bare('IOAS_ALLOC');
  const vector: Vector = {
    ...{ name: 'ebadf', ioctl: call.ioctl, setup: [], call, target: null, errno: 'EBADF', outputs: [] },
    ...{ buffer: { written: new Map(), unknown: [] }, contrast: null, changed: [], before: null, capabilities: [] },
  };
  expect(new VectorPerformer(of, null, kernel).perform(vector)).toMatchObject({
    outcome: 'skipped',
    reason: 'open /dev/iommu: EMFILE',
  });
});

test('what was mapped is unmapped where there is no memory for the rest, or no context', () => {
  const { kernel, mapped } = counting(2);
  expect(() => new Bench(of, kernel)).toThrow('mmap: ENOMEM');
  expect(mapped.size).toBe(0);
  const full = counting(100);
  const closed = changed(full.kernel, { open: () => ({ result: -1, errno: 'EMFILE' }) });
  expect(() => new Bench(of, closed)).toThrow(KernelRefusal);
  expect(full.mapped.size).toBe(0);
  new Bench(of, full.kernel).dispose();
  expect(full.mapped.size).toBe(0);
});

test('no size is tried after a set-up call that failed', () => {
  const setup = bare('IOAS_ALLOC');
  const call = { ...bare('IOAS_MAP'), manner: { ...plainly, size: 'long', tail: 0 } } as const;
  const vector = {
    ioctl: call.ioctl,
    setup: [setup],
    call,
    before: null,
    errno: 'EINVAL',
  } as Partial<Vector> as Vector;
  const whole = modelKernel(of);
  const kernel = changed(whole, {
    ioctl: (descriptor, request, parameter) =>
      (request & 0xff) === setup.ioctl.number
        ? { result: -1, errno: 'ENOMEM' }
        : whole.ioctl(descriptor, request, parameter),
  });
  const sizes = sizeRules(of, [{ vector, outcome: 'agreed' }], kernel);
  const own = sizes.filter(({ ioctl }) => ioctl === call.ioctl.name);
  expect(own.length).toBeGreaterThan(10);
  expect(new Set(own.map((each) => each.kernel))).toEqual(new Set([null]));
});
