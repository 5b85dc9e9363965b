import type { Span } from '../../diagnostics/span.ts';
import type { Instruction } from '../../machine/program.ts';
import type { CallResult } from '../../model/call.ts';
import { Programs } from '../../model/programs.ts';
import { Visits } from '../../model/visits.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { originKey } from '../../vectors/targets.ts';

/** How the calls of one ioctl ended. */
export interface EndingCount {
  /** The ioctl's name; `unknown request` for all requests that no ioctl has. */
  readonly ioctl: string;
  readonly calls: number;
  readonly succeeded: number;
  /** By errno, the most frequent first. */
  readonly failed: readonly (readonly [errno: string, count: number])[];
}

/** A step, or a branch of one, that no call came to. */
export interface Unreached {
  readonly ioctl: string;
  /** `ENOENT` for a step that fails with it, `branch` for a branch. */
  readonly what: string;
  /** The verbs and the step: `map-user-pages/map-pages/2`. */
  readonly step: string;
  readonly place: Span;
}

/** What random calls have come to. */
export class Coverage {
  readonly visits = new Visits();
  private readonly endings = new Map<string, Map<string, number>>();

  note(ioctl: Ioctl | null, { errno }: CallResult): void {
    const name = ioctl?.name ?? 'unknown request';
    let counts = this.endings.get(name);
    if (!counts) this.endings.set(name, (counts = new Map<string, number>()));
    const key = errno ?? 'success';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }

  counts(): readonly EndingCount[] {
    return [...this.endings]
      .map(([ioctl, counts]) => {
        const failed = [...counts].filter(([errno]) => errno !== 'success').sort((a, b) => b[1] - a[1]);
        const succeeded = counts.get('success') ?? 0;
        return { ioctl, calls: failed.reduce((sum, [, count]) => sum + count, succeeded), succeeded, failed };
      })
      .sort((a, b) => (a.ioctl < b.ioctl ? -1 : 1));
  }

  /** How many steps that fail and branches there are, and those that no call came to. */
  steps(of: Interface, ioctls: readonly Ioctl[]): { readonly all: number; readonly unreached: readonly Unreached[] } {
    const found = new Map<string, { readonly step: Unreached; readonly reached: boolean }>();
    for (const ioctl of ioctls) {
      const program = Programs.of(of).ioctl(ioctl);
      const marks = this.visits.of(program);
      for (const [at, instruction] of program.instructions.entries())
        for (const { what, label } of pointsOf(instruction, at)) {
          const { span: place } = instruction.origin;
          // A verb has its steps once, whoever calls it.
          const key = `${place.file}:${String(place.line)}:${String(place.column)} ${what}`;
          const before = found.get(key);
          const step = before?.step ?? { ioctl: ioctl.name, what, step: originKey(instruction.origin), place };
          found.set(key, { step, reached: before?.reached === true || marks[label] === 1 });
        }
    }
    const all = [...found.values()];
    return { all: all.length, unreached: all.filter(({ reached }) => !reached).map(({ step }) => step) };
  }
}

/** What of an instruction should be come to, and the instruction that shows it. */
function pointsOf(instruction: Instruction, at: number): readonly { readonly what: string; readonly label: number }[] {
  const { step } = instruction.origin;
  // What only the environment brings about is fault injection's to reach.
  if (step.unreachable !== null || step.kind === 'fault') return [];
  if (instruction.op === 'return' && instruction.errno !== null) return [{ what: instruction.errno, label: at }];
  if (instruction.op === 'test' && step.kind === 'switch') return [{ what: 'branch', label: instruction.yes }];
  return [];
}
