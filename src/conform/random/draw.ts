import type { Random } from 'fast-check';

/** Draws from one source of randomness, by little helps. */
export class Draw {
  private readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least >= most ? least : this.random.nextInt(least, most);
  }

  /** True so many times out of a hundred. */
  percent(of: number): boolean {
    return this.random.nextInt(0, 99) < of;
  }

  one<T>(from: readonly T[]): T | undefined {
    return from[this.whole(0, from.length - 1)];
  }

  /** One of several, each as likely as its weight is great. */
  weighted<T>(from: readonly (readonly [weight: number, what: T])[]): T | undefined {
    let at = this.whole(1, Math.max(1, sum(from)));
    for (const [weight, what] of from) if ((at -= weight) <= 0) return what;
    return undefined;
  }

  bits(count: number): bigint {
    return this.random.nextBigInt(0n, (1n << BigInt(count)) - 1n);
  }
}

function sum(from: readonly (readonly [number, unknown])[]): number {
  return from.reduce((total, [weight]) => total + weight, 0);
}
