/** Where the columns of a trace begin and how wide they are. */
export interface TraceColumns {
  /** Widths of the lanes; one, where all actors share it. */
  readonly lanes: readonly number[];
  /** Does each line say who acts, since all share one lane? */
  readonly shared: boolean;
  readonly state: number;
  /** 0 where places stand below what was done to the state. */
  readonly place: number;
}

export const gap = 2;
const [narrowLane, wideLane] = [12, 26];
const [narrowState, wideState] = [22, 44];
/** Where places stand below, so many of their characters should fit. */
const narrowPlace = 30;

export interface ColumnNeeds {
  /** The longest line of each lane. */
  readonly lanes: readonly number[];
  readonly state: number;
  readonly place: number;
}

/** Shares out the columns that there are: first all of them side by side, then places below, then all actors in one lane. */
export function traceColumns(available: number, needs: ColumnNeeds): TraceColumns {
  return (
    sideBySide(available - needs.place - gap, needs, needs.place) ??
    sideBySide(available, { ...needs, state: Math.max(needs.state, needs.place) }, 0, narrowPlace) ??
    shared(available, needs)
  );
}

function sideBySide(
  available: number,
  needs: ColumnNeeds,
  place: number,
  narrowest = narrowState,
): TraceColumns | null {
  const state = Math.min(Math.max(needs.state, 'state'.length), narrowest);
  const most = available - state - gap * needs.lanes.length;
  const lanes = shrunk(
    needs.lanes.map((each) => Math.min(each, wideLane)),
    most,
  );
  if (!lanes) return null;
  const left = available - sum(lanes) - gap * lanes.length;
  return { lanes, shared: false, state: Math.min(left, Math.max(needs.state, state), wideState), place };
}

/** Takes from the widest lanes until all fit; null where they would get too narrow. */
function shrunk(widths: readonly number[], most: number): readonly number[] | null {
  const lanes = [...widths];
  while (sum(lanes) > most) {
    const widest = lanes.indexOf(Math.max(...lanes));
    if ((lanes[widest] ?? 0) <= narrowLane) return null;
    lanes[widest] = (lanes[widest] ?? 0) - 1;
  }
  return lanes;
}

function shared(available: number, needs: ColumnNeeds): TraceColumns {
  const lane = Math.min(Math.max(narrowLane, ...needs.lanes), Math.max(narrowLane, Math.floor((available - gap) / 2)));
  return { lanes: [lane], shared: true, state: Math.max(narrowLane, available - lane - gap), place: 0 };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
