import type { Instruction } from '../../machine/program.ts';
import { Programs } from '../../model/programs.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { originKey } from '../../vectors/targets.ts';

/** What calls should come to: a step that ends one with an errno, or a branch. */
export interface Point {
  /** The instruction of its ioctl's program that shows that a call came to it. */
  readonly label: number;
  /** `ENOENT` for a step that fails with it, `branch` for a branch. */
  readonly what: string;
  /** The verbs and the step: `map-user-pages/map-pages/2`. */
  readonly step: string;
  readonly place: Span;
  /** Of the branches of one step, which; 0 where it has none. */
  readonly way: number;
}

/** What the calls of an ioctl should come to. */
export function pointsOf(of: Interface, ioctl: Ioctl): readonly Point[] {
  const ways = new Map<string, number>();
  return Programs.of(of)
    .ioctl(ioctl)
    .instructions.flatMap((instruction, at): Point[] => {
      const shown = shownBy(instruction, at);
      if (!shown) return [];
      const { origin } = instruction;
      const step = originKey(origin);
      const tested = ways.get(step) ?? 0;
      ways.set(step, tested + 1);
      // A verb's steps are in the program once for each call of it, and each time with all their branches.
      const way = origin.step.kind === 'switch' ? 1 + (tested % origin.step.cases.length) : 0;
      return [{ ...shown, step, place: instruction.origin.span, way }];
    });
}

const branch = 'branch';

function shownBy(instruction: Instruction, at: number): Pick<Point, 'what' | 'label'> | null {
  const { step } = instruction.origin;
  // What only the environment brings about is fault injection's to reach.
  if (step.unreachable !== null || step.kind === 'fault') return null;
  if (instruction.op === 'return' && instruction.errno !== null) return { what: instruction.errno, label: at };
  if (instruction.op === 'test' && step.kind === 'switch') return { what: branch, label: instruction.yes };
  return null;
}

/** Where a point stands in the spec: a verb has its steps once, whoever calls it. */
export function placeOf({ place, what }: Point): string {
  return `${place.file}:${String(place.line)}:${String(place.column)} ${what}`;
}
