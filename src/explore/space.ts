/** A graph of packed states that is made as it is searched. */
export interface Space {
  /** 32-bit words of a state. */
  readonly words: number;
  /** What `start` and each successor are left in. */
  readonly next: Int32Array;
  start(): void;
  /** Calls `sink` for each successor of a state, and returns a bit for each property that the state itself breaks. */
  expand(states: Int32Array, at: number, sink: () => void): number;
  /** Is the step to the last successor one that is taken at some time, if nothing else happens? */
  fair(): boolean;
  /** What had no room in the last `expand`; null where there was room for all. */
  full(): string | null;
}
