import { Parser, type CST } from 'yaml';

/** Nor nest its collections deeper than this. */
export const maximumDepth = 40;

/** Thrown where a file nests its collections deeper than `maximumDepth`. */
export class TooDeep extends Error {
  /** In the text, in characters. */
  readonly offset: number;

  constructor(offset: number) {
    super(`nested more than ${String(maximumDepth)} levels deep`);
    this.offset = offset;
  }
}

/**
 * Reads the syntax of a file, which the library does without recursion, and stops before what its recursive parts could
 * not bear.
 *
 * @throws TooDeep
 */
export class BoundedParser extends Parser {
  override *next(source: string): Generator<CST.Token, void> {
    yield* super.next(source);
    if (this.stack.length > maximumDepth && this.stack.filter(isCollection).length > maximumDepth)
      throw new TooDeep(this.offset - source.length);
  }
}

function isCollection({ type }: CST.Token): boolean {
  return type === 'block-map' || type === 'block-seq' || type === 'flow-collection';
}
