import type { Proposal } from '../../spec/interface.ts';
import { walk, type Step } from '../../spec/step.ts';
import type { Target } from '../../vectors/targets.ts';
import type { Vector, VectorReport } from '../../vectors/vector.ts';
import { Novelty, reachOf } from './novelty.ts';

/** Chooses the vectors that tell something of a proposal. */
export class Telling {
  private readonly proposal: Proposal;
  private readonly novelty: Novelty;
  /** Where the steps of the base stand. */
  private readonly known: ReadonlySet<string>;

  constructor(proposal: Proposal) {
    this.proposal = proposal;
    this.novelty = new Novelty(proposal);
    const { ioctls, verbs, family } = proposal.base;
    const lists = [...[...ioctls, ...verbs.values()].map((each) => each.steps), family.entry];
    this.known = new Set(lists.flatMap((steps) => [...walk(steps)].map(placeOf)));
  }

  /**
   * Of an ioctl that the base has, these are the successful calls, those that use what is new, and those that end at a
   * step which is; where its argument grows, also those about its size. What a kernel without the effect would answer
   * in the same way is left out.
   */
  of(report: VectorReport): VectorReport {
    const own = this.novelty.isNew(report.ioctl) ? report.vectors : report.vectors.filter((each) => this.isAbout(each));
    const vague = own.filter((each) => this.isVague(each));
    const reason = 'a kernel without the effect fails in the same way';
    return {
      ...report,
      vectors: own.filter((each) => !vague.includes(each)),
      leftOut: [
        ...report.leftOut,
        ...vague.flatMap(({ target }) => (target ? [{ target, why: 'not-found' as const, reason }] : [])),
      ],
    };
  }

  private isAbout({ call, contrast, target, errno, changed }: Vector): boolean {
    if (errno === null && changed.length === 0) return true;
    const { appended } = this.proposal.delta;
    const grows = appended.some(({ struct }) => struct.name === call.ioctl.struct.name);
    const isOfSize = changed.some((each) => each.kind === 'manner' && (each.key === 'size' || each.key === 'tail'));
    const calls = [call, ...(contrast ? [contrast.call] : [])];
    return (
      (grows && isOfSize) ||
      calls.some((each) => this.novelty.doubts(each, 'effect').length > 0) ||
      [target, contrast?.target ?? null].some((each) => each !== null && this.isNewStep(each))
    );
  }

  private isNewStep({ step }: Target): boolean {
    return !this.known.has(placeOf(step));
  }

  private isVague({ call, target, errno, contrast }: Vector): boolean {
    return contrast === null && this.novelty.doubts(call, reachOf(target)).some((each) => each.errno === errno);
  }
}

/** Tells steps apart that are written in different places. */
function placeOf({ span }: Step): string {
  return `${span.file}:${String(span.line)}:${String(span.column)}`;
}
