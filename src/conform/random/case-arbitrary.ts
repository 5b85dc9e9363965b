import type * as fastCheckModule from 'fast-check';
import type { Arbitrary, Random, Value } from 'fast-check';
import { Author } from './author.ts';
import { Draw } from './draw.ts';
import type { Case } from './operation.ts';
import type { Repertoire } from './repertoire.ts';

type FastCheck = typeof fastCheckModule;

/** Cases for fast-check, drawn from its source of randomness by the state of the model. */
export function caseArbitrary(fastCheck: FastCheck, repertoire: Repertoire, calls: number): Arbitrary<Case> {
  class CaseArbitrary extends fastCheck.Arbitrary<Case> {
    generate(random: Random): Value<Case> {
      return new fastCheck.Value(new Author(repertoire, new Draw(random)).write(calls), null);
    }

    canShrinkWithoutContext(_value: unknown): _value is Case {
      return false;
    }

    /** Where a case differs is known later than fast-check would ask: see smallest in shrink.ts. */
    shrink(): ReturnType<Arbitrary<Case>['shrink']> {
      return fastCheck.Stream.nil();
    }
  }
  return new CaseArbitrary();
}
