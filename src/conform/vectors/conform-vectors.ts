import type { Interface, Proposal } from '../../spec/interface.ts';
import { findDeviceVectors, findVectors } from '../../vectors/find.ts';
import { plainly } from '../../vectors/call.ts';
import { testOperations } from '../../vectors/test-operations.ts';
import type { SymbolicValue } from '../../vectors/value.ts';
import type { LeftOut, VectorReport } from '../../vectors/vector.ts';
import { KernelRefusal, type Kernel } from '../kernel.ts';
import { argumentSize, Bench } from './bench.ts';
import { errnoCoverage, type ErrnoStanding } from './errno-coverage.ts';
import { VectorPerformer } from './perform-vector.ts';
import { sizeRules, type SizeResult } from './size-rules.ts';
import type { VectorResult } from './vector-result.ts';

/** What came of all contract vectors of an interface on a kernel. */
export interface VectorConformance {
  readonly results: readonly VectorResult[];
  readonly errnos: readonly ErrnoStanding[];
  readonly sizes: readonly SizeResult[];
  /** Whether the kernel has devices for tests (CONFIG_IOMMUFD_TEST), so that vectors which need one were performed. */
  readonly devices: boolean;
}

/**
 * Performs every vector of an interface on a kernel.
 *
 * @param proposal the proposal that the interface is of; null for a base
 * @param implemented whether the kernel has the effects of what the proposal adds or changes, and not only the checks
 * @param onStage told what is done next
 */
export function conformVectors(
  of: Interface,
  proposal: Proposal | null,
  kernel: Kernel,
  implemented = false,
  onStage: (stage: string) => void = () => undefined,
): VectorConformance {
  const performer = new VectorPerformer(of, implemented ? null : proposal, kernel);
  const bare = of.ioctls.map((ioctl) => findVectors(of, ioctl));
  const results = performAll(bare, performer, '', onStage);
  onStage('sizes of arguments');
  const sizes = sizeRules(of, results, kernel);
  if (!makesDevices(of, kernel)) return { results, errnos: errnoCoverage(of, bare, results), sizes, devices: false };
  const device = of.ioctls.map((ioctl) => findDeviceVectors(of, ioctl));
  const all = [...results, ...withoutLimit(kernel, () => performAll(device, performer, ' with a device', onStage))];
  return { results: all, errnos: errnoCoverage(of, bare.map(joined(device, proposal)), all), sizes, devices: true };
}

function performAll(
  reports: readonly VectorReport[],
  performer: VectorPerformer,
  how: string,
  onStage: (stage: string) => void,
): readonly VectorResult[] {
  return reports.flatMap((report) => {
    onStage(`vectors of ${report.ioctl.name}${how}`);
    return report.vectors.map((vector) => performer.perform(vector));
  });
}

/** Has the kernel the ioctl that makes devices? It says nothing of an argument of no length but that it is too short. */
function makesDevices(of: Interface, kernel: Kernel): boolean {
  const [test] = testOperations(of);
  if (!test) return false;
  let bench: Bench | null = null;
  try {
    bench = new Bench(of, kernel);
    const call = { ioctl: test, values: new Map<string, SymbolicValue>(), manner: plainly };
    return bench.performSized(call, [], { size: 0, tail: null, readable: argumentSize(test) }) !== 'ENOTTY';
  } catch (error) {
    // Each vector that needs a device will say so too.
    if (error instanceof KernelRefusal) return true;
    throw error;
  } finally {
    bench?.dispose();
  }
}

/** Vectors that need a device are for a caller who may lock nothing. */
function withoutLimit<Value>(kernel: Kernel, perform: () => Value): Value {
  const limit = kernel.process.lockedLimit();
  kernel.process.setLockedLimit(0n);
  try {
    return perform();
  } finally {
    kernel.process.setLockedLimit(limit);
  }
}

/** What is left out of an ioctl's vectors once those with a device are there too. */
function joined(device: readonly VectorReport[], proposal: Proposal | null): (bare: VectorReport) => VectorReport {
  const told = (each: LeftOut): LeftOut =>
    proposal !== null && each.why === 'not-found'
      ? { ...each, why: 'device', reason: 'needs a device, and no set-up is written down that leads there' }
      : each;
  return (bare) => {
    const other = device.find((each) => each.ioctl === bare.ioctl);
    const leftOut = bare.leftOut.filter(({ target }) => target.needs === null);
    return other ? { ...bare, leftOut: [...leftOut, ...other.leftOut.map(told)] } : bare;
  };
}
