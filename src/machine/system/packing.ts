/** Where a number stands in packed words. */
export interface PackedPlace {
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
}

/** How the numbers of a vector lie in 32-bit words, none in two of them. Numbers of 0 bits never change and lie nowhere. */
export interface Packing {
  readonly words: number;
  readonly places: readonly PackedPlace[];
}

/** Puts each number into the first word that has room for it, the widest first. */
export function pack(bits: readonly number[]): Packing {
  const free: number[] = [];
  const places: PackedPlace[] = bits.map(() => ({ word: 0, shift: 0, bits: 0 }));
  const widest = [...bits.entries()].sort(([a, wide], [b, wider]) => wider - wide || a - b);
  for (const [index, width] of widest) {
    if (width === 0) continue;
    let word = free.findIndex((room) => room >= width);
    if (word < 0) word = free.push(32) - 1;
    const room = free[word] ?? 0;
    places[index] = { word, shift: 32 - room, bits: width };
    free[word] = room - width;
  }
  return { words: Math.max(free.length, 1), places };
}
