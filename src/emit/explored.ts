/** What exploring a proposal found, as its cover letter tells it. Texts are plain. */
export interface Explored {
  /** How many worlds, and how many states they have in all: `8 worlds`, `25,373 states`. */
  readonly worlds: string;
  readonly states: string;
  /** The base, the proposal and its alternatives, side by side: lines of at most 68 columns. */
  readonly table: readonly string[];
  /** Why what does not hold does not, and what all of it takes for granted. */
  readonly notes: readonly string[];
  /** Properties of the proposal itself that are violated, with the world: `no-user-wedge in live-update, in 4 steps`. */
  readonly violations: readonly string[];
}
