import type { Case, IoctlOperation, Operation } from './operation.ts';
import type { Differing } from './random-difference.ts';

/** So many smaller cases are tried that do not differ, or not in the same way, one after the other. */
const patience = 400;

/** A smaller case, and how far the search for smaller ones has come. */
export interface Smaller {
  readonly case: Case;
  readonly stage: Stage;
}

/** How many operations are left out at once; 0 when it is the operations themselves that become simpler. */
export type Stage = number;

/**
 * Cases that are a little smaller, the smallest first. What lies behind the operation that differed is left out at once;
 * then runs of operations, long ones first; in the end what is in the arguments becomes 0.
 *
 * @param at the index of the operation that differed
 * @param stage where the search had come to; null at its begin
 */
export function* smaller(of: Case, at: number, stage: Stage | null): Generator<Smaller> {
  const { operations } = of;
  const needed = operations.slice(0, at + 1);
  if (needed.length < operations.length)
    yield { case: { ...of, operations: needed }, stage: stage ?? Math.ceil(needed.length / 2) };
  const last = needed.length - 1;
  for (let size = stage ?? Math.ceil(last / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let end = last; end > 0; end -= size) {
      const start = Math.max(0, end - size);
      const rest = [...needed.slice(0, start), ...needed.slice(end)];
      yield { case: { ...of, operations: rest }, stage: size };
    }
  for (const [index, operation] of needed.entries())
    if (operation.op === 'ioctl')
      for (const simpler of simplerCalls(operation))
        yield { case: { ...of, operations: needed.with(index, simpler) }, stage: 0 };
}

/**
 * The smallest case found that differs in the same way.
 *
 * @param again does a smaller case; null where it does not differ in that way
 */
export async function smallest(
  first: Differing,
  again: (which: Case) => Promise<Differing | null>,
): Promise<Differing> {
  let best = first;
  let stage: Stage | null = null;
  for (let next = await nextSmaller(best, stage, again); next; next = await nextSmaller(best, stage, again)) {
    best = next.differing;
    stage = next.stage;
  }
  return best;
}

async function nextSmaller(
  { which, found }: Differing,
  stage: Stage | null,
  again: (which: Case) => Promise<Differing | null>,
): Promise<{ readonly differing: Differing; readonly stage: Stage } | null> {
  let tried = 0;
  for (const candidate of smaller(which, found.at, stage)) {
    if (tried++ === patience) return null;
    const differing = await again(candidate.case);
    if (differing) return { differing, stage: candidate.stage };
  }
  return null;
}

function* simplerCalls(operation: IoctlOperation): Generator<Operation> {
  const { argument } = operation;
  if (!operation.privileged) yield { ...operation, privileged: true };
  if (argument.kind === 'number') return;
  if (argument.memory !== 'writable') yield { ...operation, argument: { ...argument, memory: 'writable' } };
  for (const patch of argument.patches) {
    const patches = argument.patches.filter((each) => each !== patch);
    yield { ...operation, argument: { ...argument, patches } };
    if (patch.value.add === '0') continue;
    const exact = argument.patches.map((each) =>
      each === patch ? { ...patch, value: { ...patch.value, add: '0' } } : each,
    );
    yield { ...operation, argument: { ...argument, patches: exact } };
  }
  // The first word says how long the argument is.
  for (let at = 4; at + 4 <= argument.bytes.length / 2; at += 4) {
    const word = argument.bytes.slice(at * 2, at * 2 + 8);
    if (/^0*$/.test(word)) continue;
    const bytes = `${argument.bytes.slice(0, at * 2)}${'0'.repeat(8)}${argument.bytes.slice(at * 2 + 8)}`;
    yield { ...operation, argument: { ...argument, bytes } };
  }
}
