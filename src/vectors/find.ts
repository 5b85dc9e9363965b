import type { Interface, Ioctl } from '../spec/interface.ts';
import { entryWitnesses, sameManners } from './entry.ts';
import { withManner } from './difference.ts';
import { slotsOf, type SymbolicCall } from './call.ts';
import { isBare, type IoctlSearch } from './ioctl-search.ts';
import { names, type Named } from './name.ts';
import { orderWitnesses } from './order.ts';
import { expectedOutputs } from './outputs.ts';
import { deviceSearch, isForDevice } from './device-search.ts';
import { search, type Searches } from './search.ts';
import type { Setting } from './setting.ts';
import type { Setup } from './setup.ts';
import type { Success } from './successes.ts';
import type { Target } from './targets.ts';
import type { Contrast, LeftOut, Vector, VectorReport } from './vector.ts';
import type { Witness } from './witness.ts';
import type { World } from './world.ts';

/** The reports on all ioctls of an interface. */
type Reports = ReadonlyMap<Ioctl, VectorReport>;

const known = new WeakMap<Interface, Reports>();

/**
 * Calls made to end in each way that an ioctl can end in, one for each step, and what was left out. All ioctls of an
 * interface are searched together, when the first is asked for: that takes seconds.
 */
export function findVectors(of: Interface, ioctl: Ioctl): VectorReport {
  let reports = known.get(of);
  if (!reports) known.set(of, (reports = findAll(of)));
  const report = reports.get(ioctl);
  if (!report) throw new Error(`${ioctl.name} is no ioctl of ${of.name}`);
  return report;
}

/** Has findVectors give reports that an earlier run found, in place of searching. */
export function knowVectors(of: Interface, reports: Reports): void {
  known.set(of, reports);
}

const knownForDevices = new WeakMap<Interface, Reports>();

/**
 * Calls for those ways to end that only come where the test kernel has made a device, which findVectors leaves out; and
 * calls that succeed there. Their set-ups have calls of the test kernel's ioctl, and the caller may lock no memory.
 */
export function findDeviceVectors(of: Interface, ioctl: Ioctl): VectorReport {
  let reports = knownForDevices.get(of);
  if (!reports) knownForDevices.set(of, (reports = findAllForDevices(of)));
  const report = reports.get(ioctl);
  if (!report) throw new Error(`${ioctl.name} is no ioctl of ${of.name}`);
  return report;
}

/** Has findDeviceVectors give reports that an earlier run found, in place of searching. */
export function knowDeviceVectors(of: Interface, reports: Reports): void {
  knownForDevices.set(of, reports);
}

function findAllForDevices(of: Interface): Reports {
  const searches = deviceSearch(of);
  return new Map(
    [...searches.byIoctl].map(([ioctl, own]) => {
      const others = findVectors(of, ioctl).vectors.map((each) => each.name);
      return [ioctl, new Report(of, own, searches, others).deviceReport()];
    }),
  );
}

function findAll(of: Interface): Reports {
  const searches = search(of);
  return new Map([...searches.byIoctl].map(([ioctl, own]) => [ioctl, new Report(of, own, searches, []).report()]));
}

type Ending = Pick<Vector, 'target' | 'errno' | 'contrast' | 'changed' | 'before'>;

class Report {
  private readonly interface: Interface;
  private readonly search: IoctlSearch;
  private readonly searches: Searches;
  private readonly taken: Set<string>;

  /** `taken` are names that other vectors of the ioctl have. */
  constructor(of: Interface, own: IoctlSearch, searches: Searches, taken: readonly string[]) {
    this.interface = of;
    this.search = own;
    this.searches = searches;
    this.taken = new Set(taken);
  }

  report(): VectorReport {
    const { targets, found, ioctl } = this.search;
    const witnesses = targets.flatMap((target) => found.get(target) ?? []);
    const start = this.start(witnesses);
    const entry = start ? entryWitnesses(this.interface, start, targets, this.searches.settings) : null;
    const reached = witnesses.filter(({ target }) => isBare(target));
    return {
      ioctl,
      vectors: [
        ...[...(entry?.found ?? []), ...reached].map((each) => this.failing(each, null)),
        ...orderWitnesses(this.search, reached, this.searches.settings).map((each) => this.failing(each, each.before)),
        ...(start ? sameManners(start.call).map((manner) => this.alike(start, withManner(start.call, manner))) : []),
        ...this.successes().map((each) => this.succeeding(each)),
      ],
      leftOut: [...(entry?.missed ?? []).map(otherIoctls), ...targets.flatMap((target) => this.leftOut(target))],
      contradictions: witnesses
        .filter(({ target }) => !isBare(target))
        .map(({ target, setup, call }) => ({ target, setup: setup.calls, call })),
    };
  }

  deviceReport(): VectorReport {
    const { targets, found, ioctl } = this.search;
    const reached = targets.flatMap((target) => (isForDevice(target) ? (found.get(target) ?? []) : []));
    return {
      ioctl,
      vectors: [
        ...reached.map((each) => this.failing(each, null)),
        ...orderWitnesses(this.search, reached, this.searches.settings).map((each) => this.failing(each, each.before)),
        ...this.successes().map((each) => this.succeeding(each)),
      ],
      leftOut: targets.filter((each) => each.needs !== null).flatMap((target) => this.leftOutOfDevices(target)),
      contradictions: [],
    };
  }

  /** A call that passes every check before the ioctl's own: one that succeeds, or else that comes furthest. */
  private start(witnesses: readonly Witness[]): Success | null {
    const [success] = this.search.successes.list;
    return success ?? witnesses.at(-1) ?? null;
  }

  /** Successful calls, without those where more than one flag is missing that others have. */
  private successes(): readonly Success[] {
    const all = this.search.successes.list;
    const flags = slotsOf(this.search.ioctl).filter(({ field }) => field.role === 'flags');
    const set = (each: Success): number =>
      flags.reduce((count, { key }) => count + bits(each.setup.setting.numbers(each.call).get(key) ?? 0n), 0);
    const most = Math.max(...all.map(set));
    return all.filter((each) => set(each) >= most - 1);
  }

  /** `before` is the step that comes later, where the vector is about the order of two. */
  private failing({ target, setup, call, contrast, contrastTarget, changed }: Witness, before: Target | null): Vector {
    const beside: Contrast | null = contrast && {
      call: contrast,
      errno: contrastTarget?.errno ?? null,
      target: contrastTarget,
    };
    return this.vector(setup, call, { target, errno: target.errno, contrast: beside, changed, before }, false);
  }

  /** A call that ends as another does, though it is made otherwise. */
  private alike({ setup }: Success, call: SymbolicCall): Vector {
    const result = setup.setting.call(call);
    const target = this.search.hits.of(result);
    const difference = call.manner.size === 'long' ? 'tail' : 'size';
    const changed = [{ kind: 'manner', key: difference } as const];
    return this.vector(setup, call, { target, errno: result.errno, contrast: null, changed, before: null }, true);
  }

  private succeeding({ setup, call }: Success): Vector {
    return this.vector(setup, call, { target: null, errno: null, contrast: null, changed: [], before: null }, false);
  }

  private vector(setup: Setup, call: SymbolicCall, ending: Ending, alike: boolean): Vector {
    const everywhere = this.searches.settings.of(setup) ?? new Map<World, Setting>();
    // Of an argument that is cut off the members are not all there.
    const isWhole = call.manner.size !== 'short' && ['writable', 'read-only'].includes(call.manner.argument);
    return {
      ...ending,
      name: this.name({ setup, call, alike, ...ending }),
      ioctl: this.search.ioctl,
      setup: setup.calls,
      call,
      buffer: setup.setting.call(call).buffer,
      outputs: isWhole ? expectedOutputs(setup, call, everywhere) : [],
      capabilities: this.capabilities(setup, call),
    };
  }

  private name(named: Named): string {
    for (const name of names(named))
      if (!this.taken.has(name)) {
        this.taken.add(name);
        return name;
      }
    throw new Error('names never end');
  }

  private capabilities(setup: Setup, call: SymbolicCall): readonly string[] {
    if (!call.manner.privileged) return [];
    const with_ = setup.setting.call(call);
    const without = setup.setting.call(withManner(call, { privileged: false }));
    return with_.errno === without.errno ? [] : this.search.capabilities;
  }

  private leftOut(target: Target): readonly LeftOut[] {
    if (this.search.found.has(target)) return [];
    const { needs, unreachable } = target;
    return needs === null || unreachable !== null
      ? this.missed(target)
      : [{ target, why: 'device', reason: `needs ${needs}` }];
  }

  /** Why there is no vector for a target that a device of the test kernel does not lead to. */
  private leftOutOfDevices(target: Target): readonly LeftOut[] {
    if (this.search.found.has(target)) return [];
    const { needs, unreachable, step } = target;
    if (needs === null || isForDevice(target) || unreachable !== null || step.kind === 'fault')
      return this.missed(target);
    return [{ target, why: 'device', reason: `needs ${needs}` }];
  }

  private missed(target: Target): readonly LeftOut[] {
    if (target.unreachable !== null) return [{ target, why: 'unreachable', reason: target.unreachable }];
    if (target.step.kind === 'fault')
      return [{ target, why: 'environment', reason: `nothing in a call makes the kernel run into ${target.errno}` }];
    const ways = this.searches.waysTo(target.step);
    if (ways.length > 0)
      return [{ target, why: 'elsewhere', reason: `the same check is reached by ${ways.join(', ')}` }];
    return [{ target, why: 'not-found', reason: 'no call was found that ends there' }];
  }
}

function otherIoctls(target: Target): LeftOut {
  return { target, why: 'elsewhere', reason: 'no call of this ioctl is about another number' };
}

function bits(value: bigint): number {
  return value.toString(2).replaceAll('0', '').length;
}
