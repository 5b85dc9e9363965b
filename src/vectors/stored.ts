import type { Interface, Ioctl } from '../spec/interface.ts';
import type { SymbolicCall } from './call.ts';
import { findVectors } from './find.ts';
import { entryTargetsOf, targetsOf, type Target } from './targets.ts';
import { testOperations } from './test-operations.ts';
import type { Contradiction, LeftOut, Vector, VectorReport } from './vector.ts';

/** A call with its ioctl's name. */
type StoredCall = Omit<SymbolicCall, 'ioctl'> & { readonly ioctl: string };

/** Where a target is among all of its ioctl: see allTargets. */
type Index = number;

type StoredVector = Omit<Vector, 'ioctl' | 'setup' | 'call' | 'target' | 'contrast' | 'before'> & {
  readonly setup: readonly StoredCall[];
  readonly call: StoredCall;
  readonly target: Index | null;
  readonly contrast: {
    readonly call: StoredCall;
    readonly errno: string | null;
    readonly target: Index | null;
  } | null;
  readonly before: Index | null;
};

/** A report as plain data: what an interface says anyway is named. */
interface StoredReport {
  readonly vectors: readonly StoredVector[];
  readonly leftOut: readonly (Omit<LeftOut, 'target'> & { readonly target: Index })[];
  readonly contradictions: readonly {
    readonly target: Index;
    readonly setup: readonly StoredCall[];
    readonly call: StoredCall;
  }[];
}

/** The reports on all ioctls of an interface, by name. */
export type StoredVectors = ReadonlyMap<string, StoredReport>;

/** Finds the vectors of an interface, or those that need a device, and gives them as plain data. */
export function storedVectors(of: Interface, find = findVectors): StoredVectors {
  return new Map(of.ioctls.map((ioctl) => [ioctl.name, stored(of, find(of, ioctl))]));
}

/** The reports that were stored of an interface, for the same interface read again. */
export function restoredVectors(of: Interface, vectors: StoredVectors): ReadonlyMap<Ioctl, VectorReport> {
  return new Map(of.ioctls.map((ioctl) => [ioctl, restored(of, ioctl, vectors)]));
}

/** The checks that every call passes, then those of the ioctl. */
function allTargets(of: Interface, ioctl: Ioctl): readonly Target[] {
  return [...entryTargetsOf(of), ...targetsOf(of, ioctl)];
}

function stored(of: Interface, { ioctl, vectors, leftOut, contradictions }: VectorReport): StoredReport {
  const targets = allTargets(of, ioctl);
  const indexOf = (target: Target): Index =>
    targets.findIndex((each) => each.step === target.step && each.key === target.key);
  const orNull = (target: Target | null): Index | null => target && indexOf(target);
  return {
    vectors: vectors.map(({ ioctl: _, ...vector }) => ({
      ...vector,
      setup: vector.setup.map(storedCall),
      call: storedCall(vector.call),
      target: orNull(vector.target),
      contrast: vector.contrast && {
        ...vector.contrast,
        call: storedCall(vector.contrast.call),
        target: orNull(vector.contrast.target),
      },
      before: orNull(vector.before),
    })),
    leftOut: leftOut.map((each) => ({ ...each, target: indexOf(each.target) })),
    contradictions: contradictions.map(({ target, setup, call }) => ({
      target: indexOf(target),
      setup: setup.map(storedCall),
      call: storedCall(call),
    })),
  };
}

function storedCall(call: SymbolicCall): StoredCall {
  return { ...call, ioctl: call.ioctl.name };
}

function restored(of: Interface, ioctl: Ioctl, all: StoredVectors): VectorReport {
  const { vectors, leftOut, contradictions } = known(all.get(ioctl.name), ioctl.name);
  const targets = allTargets(of, ioctl);
  const at = (index: Index): Target => known(targets[index], `${ioctl.name}, target ${String(index)}`);
  const orNull = (index: Index | null): Target | null => (index === null ? null : at(index));
  const ioctls = new Map([...of.ioctls, ...testOperations(of)].map((each) => [each.name, each]));
  const call = (each: StoredCall): SymbolicCall => ({ ...each, ioctl: known(ioctls.get(each.ioctl), each.ioctl) });
  return {
    ioctl,
    vectors: vectors.map((vector): Vector => ({
      ...vector,
      ioctl,
      setup: vector.setup.map(call),
      call: call(vector.call),
      target: orNull(vector.target),
      contrast: vector.contrast && {
        ...vector.contrast,
        call: call(vector.contrast.call),
        target: orNull(vector.contrast.target),
      },
      before: orNull(vector.before),
    })),
    leftOut: leftOut.map((each): LeftOut => ({ ...each, target: at(each.target) })),
    contradictions: contradictions.map((each): Contradiction => ({
      target: at(each.target),
      setup: each.setup.map(call),
      call: call(each.call),
    })),
  };
}

function known<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`vectors of another interface were stored: ${name}`);
  return value;
}
