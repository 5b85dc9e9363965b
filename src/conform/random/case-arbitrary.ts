import type * as fastCheckModule from 'fast-check';
import type { Arbitrary, Random, Value } from 'fast-check';
import { Author } from './author.ts';
import type { Repertoire } from './repertoire.ts';
import { Draw } from './draw.ts';
import type { Case } from './operation.ts';
import { smaller, type Stage } from './shrink.ts';

type FastCheck = typeof fastCheckModule;

/**
 * Cases for fast-check: drawn from its source of randomness by the state of the model, and made smaller as it asks for it.
 *
 * @param differedAt the index of the operation that differed in a case; undefined where none did
 */
export function caseArbitrary(
  fastCheck: FastCheck,
  repertoire: Repertoire,
  calls: number,
  differedAt: (which: Case) => number | undefined,
): Arbitrary<Case> {
  class CaseArbitrary extends fastCheck.Arbitrary<Case> {
    generate(random: Random): Value<Case> {
      return new fastCheck.Value(new Author(repertoire, new Draw(random)).write(calls), null);
    }

    /** Where a case differed is known of those only that were made here. */
    canShrinkWithoutContext(_value: unknown): _value is Case {
      return false;
    }

    shrink(value: Case, context: unknown): ReturnType<Arbitrary<Case>['shrink']> {
      const at = differedAt(value);
      if (at === undefined) return fastCheck.Stream.nil();
      const stage: Stage | null = typeof context === 'number' ? context : null;
      const cases = smaller(value, at, stage);
      return new fastCheck.Stream(cases).map((each) => new fastCheck.Value(each.case, each.stage));
    }
  }
  return new CaseArbitrary();
}
