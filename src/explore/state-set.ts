const chunkBits = 14;
const chunkStates = 1 << chunkBits;
/** The table of places is at most so full, in 64ths. */
const load = 44;

/** Packed states in the order in which they were found, each once, with the one that it was found from. */
export class StateSet {
  readonly words: number;
  private readonly chunks: Int32Array[] = [];
  private readonly parents: Int32Array[] = [];
  /** Indexes of states plus 1, by open addressing; 0 is free. */
  private table = new Int32Array(1 << 12);
  private mask = (1 << 12) - 1;
  private found = 0;

  constructor(words: number) {
    this.words = words;
  }

  get count(): number {
    return this.found;
  }

  /** Bytes of all that is held. */
  get bytes(): number {
    return (this.chunks.length * (this.words + 1) * chunkStates + this.table.length) * 4;
  }

  /** The array that a state is in, and from where. */
  chunkOf(index: number): Int32Array {
    return this.chunks[index >>> chunkBits] as Int32Array;
  }

  offsetOf(index: number): number {
    return (index & (chunkStates - 1)) * this.words;
  }

  /** The state that one was found from; -1 of the first. */
  parentOf(index: number): number {
    return (this.parents[index >>> chunkBits] as Int32Array)[index & (chunkStates - 1)] as number;
  }

  /** Adds the state in `next`; one that is there already stays as it is. */
  add(next: Int32Array, parent: number): void {
    const { words, table } = this;
    const place = this.placeOf(next);
    if (table[place] !== 0) return;
    const index = this.found++;
    table[place] = this.found;
    const inChunk = index & (chunkStates - 1);
    if (inChunk === 0) {
      this.chunks.push(new Int32Array(chunkStates * words));
      this.parents.push(new Int32Array(chunkStates));
    }
    const chunk = this.chunks[index >>> chunkBits] as Int32Array;
    for (let word = 0; word < words; word++) chunk[inChunk * words + word] = next[word] as number;
    (this.parents[index >>> chunkBits] as Int32Array)[inChunk] = parent;
    if (this.found * 64 > table.length * load) this.grow();
  }

  /** The index of the state in `next`; -1 where it is not there. */
  indexOf(next: Int32Array): number {
    return (this.table[this.placeOf(next)] as number) - 1;
  }

  /** Where in the table the state in `next` is, or would be. */
  private placeOf(next: Int32Array): number {
    const { words, mask, table } = this;
    let place = hashOf(next, 0, words) & mask;
    for (let entry = table[place] as number; entry !== 0; entry = table[place] as number) {
      const chunk = this.chunks[(entry - 1) >>> chunkBits] as Int32Array;
      const at = ((entry - 1) & (chunkStates - 1)) * words;
      let word = 0;
      while (word < words && chunk[at + word] === next[word]) word++;
      if (word === words) break;
      place = (place + 1) & mask;
    }
    return place;
  }

  private grow(): void {
    const { words } = this;
    this.table = new Int32Array(this.table.length * 2);
    this.mask = this.table.length - 1;
    const { table, mask } = this;
    for (let index = 0; index < this.found; index++) {
      let place = hashOf(this.chunkOf(index), this.offsetOf(index), words) & mask;
      while (table[place] !== 0) place = (place + 1) & mask;
      table[place] = index + 1;
    }
  }
}

/** Mixes the words of a state so that states which differ in few bits stand far apart. */
function hashOf(states: Int32Array, at: number, words: number): number {
  let hash = 0x9e37_79b9 | 0;
  for (let word = 0; word < words; word++) {
    hash = Math.imul(hash ^ (states[at + word] as number), 0x85eb_ca6b);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
}
