import type { Move } from '../../machine/javascript/trace.ts';
import type { Origin } from '../../machine/program.ts';

/** The step that says most of a move: where it waits or failed, else the last that did something. Null where none did. */
export function citedStep({ origins, rests, errno }: Move): Origin | null {
  if (rests?.until) return rests.origin;
  if (errno !== null) return origins.at(-1) ?? null;
  const does = (kind: string): boolean => ['set', 'insert', 'remove', 'gap', 'choose'].includes(kind);
  return origins.findLast(({ step }) => does(step.kind)) ?? origins.at(-1) ?? null;
}
