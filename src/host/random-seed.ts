import { randomInt } from 'node:crypto';

/** A number to begin random choices with, 0 to 2^31 - 1, that nobody can tell before. */
export function randomSeed(): number {
  return randomInt(2 ** 31);
}
