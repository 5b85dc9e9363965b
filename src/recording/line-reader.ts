/** Reads the keys of one line of a recording, and keeps the first thing that is wrong with it. */
export class LineReader {
  /** What is wrong with the line; null where nothing is. */
  problem: string | null = null;
  private readonly object: ReadonlyMap<string, unknown>;

  constructor(value: unknown) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.object = new Map(isObject ? Object.entries(value) : []);
    if (!isObject) this.wrong('a line holds one object');
  }

  /** Is the key there, with anything but null? */
  has(key: string): boolean {
    return (this.object.get(key) ?? null) !== null;
  }

  integer(key: string, least: number, most: number): number {
    const value = this.object.get(key);
    if (isInteger(value, least, most)) return value;
    this.mustBe(key, `a whole number from ${String(least)} to ${String(most)}`);
    return 0;
  }

  integers(key: string, least: number, most: number): readonly number[] {
    const value: unknown = this.object.get(key);
    const list: readonly unknown[] = Array.isArray(value) ? value : [null];
    if (list.every((each) => isInteger(each, least, most))) return list;
    this.mustBe(key, `a list of whole numbers from ${String(least)} to ${String(most)}`);
    return [];
  }

  text(key: string): string {
    const value = this.object.get(key);
    if (typeof value === 'string') return value;
    this.mustBe(key, 'a text');
    return '';
  }

  flag(key: string): boolean {
    const value = this.object.get(key);
    if (typeof value === 'boolean') return value;
    this.mustBe(key, 'true or false');
    return false;
  }

  /** A number of at most `digits` hexadecimal digits, as `0x3b80`. */
  hexadecimal(key: string, digits: number): bigint {
    const value = this.object.get(key);
    const matches = typeof value === 'string' && new RegExp(`^0x[0-9a-fA-F]{1,${String(digits)}}$`).test(value);
    if (matches) return BigInt(value);
    this.mustBe(key, `0x and at most ${String(digits)} hexadecimal digits`);
    return 0n;
  }

  bytes(key: string): Uint8Array {
    const value = this.object.get(key);
    if (typeof value === 'string' && value.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(value))
      return Uint8Array.from(Buffer.from(value, 'hex'));
    this.mustBe(key, 'bytes, each as two hexadecimal digits');
    return new Uint8Array();
  }

  /** The objects of a list. */
  list(key: string): readonly LineReader[] {
    const value = this.object.get(key);
    if (Array.isArray(value)) return value.map((each: unknown) => new LineReader(each));
    this.mustBe(key, 'a list');
    return [];
  }

  /** Notes that something is wrong. */
  wrong(what: string): void {
    this.problem ??= what;
  }

  private mustBe(key: string, what: string): void {
    const shown = this.object.has(key) ? JSON.stringify(this.object.get(key)) : 'missing';
    this.wrong(`'${key}' must be ${what}${shown.length > longestShown ? '' : `, and is ${shown}`}`);
  }
}

function isInteger(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** Values that are written longer than this are not repeated in a message. */
const longestShown = 40;
