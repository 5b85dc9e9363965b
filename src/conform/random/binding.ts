import type { Given, Patch, Source } from './operation.ts';

const mask = (1n << 64n) - 1n;

/** What the sources of values are in one run. */
export class Binding {
  readonly regions: readonly bigint[];
  readonly arrays: bigint;
  private readonly results = new Map<number, number>();
  private readonly arguments = new Map<number, Uint8Array>();

  constructor(regions: readonly bigint[], arrays: bigint) {
    this.regions = regions;
    this.arrays = arrays;
  }

  /** Remembers what an operation returned and, of a call, its argument afterwards. */
  note(operation: number, result: number, argument: Uint8Array | null): void {
    this.results.set(operation, result);
    if (argument) this.arguments.set(operation, argument);
  }

  /** The number that a value is; of an operation that was left out, nothing is known and it is 0. */
  number({ add, to }: Given): bigint {
    return (BigInt(add) + (to ? this.source(to) : 0n)) & mask;
  }

  source(of: Source): bigint {
    switch (of.kind) {
      case 'region':
        return this.regions[of.region] ?? 0n;
      case 'arrays':
        return this.arrays;
      case 'result':
        return BigInt(this.results.get(of.operation) ?? -1);
      case 'output': {
        const bytes = this.arguments.get(of.operation);
        if (!bytes || bytes.length < of.offset + of.width) return 0n;
        let value = 0n;
        for (let at = of.width - 1; at >= 0; at--) value = (value << 8n) | BigInt(bytes[of.offset + at] ?? 0);
        return value;
      }
    }
  }

  /** Bytes with the numbers in them that are known only now. What of a number lies behind the bytes is left out. */
  bytes(hexadecimal: string, patches: readonly Patch[]): Uint8Array {
    const bytes = Uint8Array.from(Buffer.from(hexadecimal, 'hex'));
    for (const { offset, width, value } of patches) {
      let rest = this.number(value);
      for (let at = offset; at < offset + width && at < bytes.length; at++) {
        bytes[at] = Number(rest & 0xffn);
        rest >>= 8n;
      }
    }
    return bytes;
  }
}
