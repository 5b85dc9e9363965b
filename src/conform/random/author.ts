import type { Row } from '../../machine/value.ts';
import { takesNumber } from '../../recording/number-call.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { CallDrawing, type DrawnCall } from './calls.ts';
import type { Draw } from './draw.ts';
import { Members } from './members.ts';
import type { Case, IoctlOperation, Operation, RegionPlan } from './operation.ts';
import { Prediction, type Predicted } from './prediction.ts';
import { References, type Told } from './references.ts';
import { State } from './surroundings.ts';

/** The memory of every case: of each kind some, and a run with holes. */
const regions: readonly RegionPlan[] = [
  { kind: 'anonymous', pages: 32, holes: [] },
  { kind: 'memfd', pages: 16, holes: [] },
  { kind: 'read-only', pages: 8, holes: [] },
  { kind: 'anonymous', pages: 16, holes: [6, 7] },
  { kind: 'anonymous', pages: 12, holes: [] },
  { kind: 'huge', pages: 1024, holes: [] },
];
/** A region that may be unmapped while a case goes on: one that most calls do without. */
const fleeting: readonly number[] = [3, 4];
const mostContexts = 3;
/** So many operations lie between two looks at the ledgers. */
const betweenLedgers = 24;
/** Calls of a kind that have succeeded so many times in a case become rarer; sooner those that need nothing. */
const enough = 6;
const enoughOfSimple = 1;
/** So many operations are a long time. */
const longAgo = 60;
/** How often a call of a kind is looked for that succeeds, and among how many. */
const mostSearched = 5;
const drawnAtOnce = 10;

/** Which ioctls there are, and what is known of their arguments; good for any number of cases. */
export class Repertoire {
  readonly of: Interface;
  private readonly members = new Map<Ioctl, Members>();
  /** The more cases an ioctl tells apart, the more often it is called. */
  readonly weighted: readonly (readonly [number, Ioctl])[];
  /** The tables whose numbers calls give. */
  readonly tables: readonly string[];

  /** `has` says which ioctls the kernel has; by default all. */
  constructor(of: Interface, has: (ioctl: Ioctl) => boolean = () => true) {
    this.of = of;
    const all = [...of.ioctls, ...of.testIoctls].filter(has);
    this.weighted = all.map((ioctl): [number, Ioctl] => {
      if (takesNumber(ioctl)) return [1, ioctl];
      const cases = this.membersOf(ioctl).deciding.map(({ slot }) => slot.field.enum?.values.length ?? 1);
      return [Math.min(40, 4 + 2 * Math.max(0, ...cases)), ioctl];
    });
    const columns = all.flatMap((ioctl) =>
      [...this.membersOf(ioctl).uses(new Map()).values()].flatMap((use) => use.columns.map(({ table }) => table)),
    );
    this.tables = [...new Set(columns)];
  }

  membersOf(ioctl: Ioctl): Members {
    let members = this.members.get(ioctl);
    if (!members) this.members.set(ioctl, (members = new Members(this.of, ioctl)));
    return members;
  }
}

/** Writes a case, each operation drawn by the state that the model is in after those before it. */
export class Author {
  private readonly repertoire: Repertoire;
  private readonly draw: Draw;
  private readonly prediction: Prediction;
  private readonly references: References;
  private readonly operations: Operation[] = [];
  /** Whether calls of this case have their capabilities, most of the time. */
  private readonly privileged: boolean;
  private limited = false;
  /** True once the model can say nothing of what comes next. */
  private lost = false;
  /** How often a call of each kind was looked for that succeeds. */
  private readonly searched = new Map<string, number>();
  /** Which calls of each kind have succeeded: on which context, and when. */
  private readonly succeeded = new Map<string, readonly { readonly by: number; readonly at: number }[]>();

  constructor(repertoire: Repertoire, draw: Draw) {
    this.repertoire = repertoire;
    this.draw = draw;
    this.prediction = new Prediction(repertoire.of, regions);
    this.references = new References(repertoire.tables);
    this.privileged = draw.percent(60);
  }

  /** A case that makes so many calls, or fewer, where the model cannot go on. */
  write(calls: number): Case {
    this.open();
    for (let made = 0; made < calls && !this.lost;) {
      if (this.draw.percent(94)) {
        this.lost = !this.call();
        made++;
      } else this.other();
      if (this.operations.length % betweenLedgers === 0) this.push({ op: 'ledgers' });
    }
    // At the end nothing is pinned or locked any more.
    for (const by of [...this.prediction.contexts.keys()]) this.close({ kind: 'result', operation: by }, true);
    for (const row of this.descriptors()) this.closeRow(row);
    this.push({ op: 'ledgers' });
    return { regions, operations: this.operations };
  }

  /** False where the model can say nothing of what comes next. */
  private call(): boolean {
    const opened = this.draw.one([...this.prediction.contexts]);
    if (!opened) {
      this.open();
      return true;
    }
    const [by, context] = opened;
    const state = new State(this.draw, this.prediction, this.references, context);
    const drawn = this.drawing(state, by);
    if (!drawn) return false;
    const { ioctl, drawing } = drawn;
    const call = this.rareSuccess(drawn, by) ?? drawn.call;
    const operation = this.operation(call, by);
    const predicted = this.prediction.ioctl(operation);
    if (!predicted) return false;
    this.operations.push(operation);
    if (predicted.errno !== null) return true;
    this.succeeded.set(drawing.kind, [...(this.succeeded.get(drawing.kind) ?? []), { by, at: operation.id }]);
    this.references.note(this.prediction.model.state, this.told(operation, ioctl, predicted));
    return true;
  }

  /** Of a kind that has not succeeded yet, a call that would; null where there is none among a few. */
  private rareSuccess({ ioctl, drawing, call }: Chosen, by: number): DrawnCall | null {
    const kind = drawing.kind;
    const spent = this.searched.get(kind) ?? 0;
    if (!drawing.isGood || this.succeeded.has(kind) || spent >= mostSearched) return null;
    this.searched.set(kind, spent + 1);
    for (let turn = 0; turn < drawnAtOnce; turn++) {
      const tried = turn === 0 ? call : drawing.call(this.prediction.model.request(ioctl) >>> 0, this.privileged);
      if (this.prediction.wouldSucceed(this.operation(tried, by))) return tried;
    }
    return null;
  }

  /** How many calls of a kind have succeeded on a context not long ago. */
  private lately(kind: string, by: number): number {
    const since = this.operations.length - longAgo;
    return (this.succeeded.get(kind) ?? []).filter((each) => each.by === by && each.at > since).length;
  }

  private operation(call: DrawnCall, by: number): IoctlOperation {
    return { id: this.operations.length, op: 'ioctl', descriptor: { kind: 'result', operation: by }, ...call };
  }

  /** A call to be made; seldom one that nothing is there for yet, or that has succeeded many times. */
  private drawing(state: State, by: number): Chosen | null {
    const { draw, repertoire } = this;
    for (;;) {
      const ioctl = draw.weighted(repertoire.weighted);
      if (!ioctl) return null;
      const drawing = new CallDrawing(ioctl, repertoire.membersOf(ioctl), { state, regions });
      const often = this.lately(drawing.kind, by);
      const limit = drawing.isSimple ? enoughOfSimple : enough;
      if (draw.whole(0, often) >= limit && !draw.percent(10)) continue;
      const call = drawing.call(this.prediction.model.request(ioctl) >>> 0, this.privileged);
      if (!drawing.missed || draw.percent(1)) return { ioctl, drawing, call };
    }
  }

  private told(operation: IoctlOperation, ioctl: Ioctl, { before, after }: Predicted): readonly Told[] {
    if (!before || !after) return [];
    return this.repertoire.membersOf(ioctl).all.flatMap(({ slot, place }): Told[] => {
      const end = place.offset + place.bytes;
      if (slot.field.direction === 'in' || end > after.length) return [];
      const changed = before.subarray(place.offset, end).some((byte, at) => byte !== after[place.offset + at]);
      if (!changed) return [];
      const source = { kind: 'output', operation: operation.id, offset: place.offset, width: place.bytes } as const;
      return [{ value: this.prediction.binding.source(source), source }];
    });
  }

  private other(): void {
    const { draw, prediction } = this;
    const what = draw.weighted([
      [prediction.contexts.size < mostContexts ? 8 : 0, 'open'],
      [prediction.contexts.size > 1 ? 6 : 2, 'close'],
      [25, 'close descriptor'],
      [6, 'unmap'],
      [this.privileged ? 4 : 40, 'limit'],
    ] as const);
    switch (what) {
      case 'open':
        this.open();
        return;
      case 'close': {
        const by = draw.one([...prediction.contexts.keys()]);
        if (by !== undefined) this.close({ kind: 'result', operation: by }, true);
        return;
      }
      case 'close descriptor': {
        const row = draw.one(this.descriptors());
        if (row) this.closeRow(row);
        return;
      }
      case 'unmap': {
        const region = draw.one(fleeting.filter((each) => prediction.layout.has(each)));
        if (region !== undefined) this.push({ op: 'unmap', region });
        return;
      }
      case 'limit':
        this.limited = !this.limited || draw.percent(60);
        this.push({ op: 'limit', pages: this.limited ? this.limit() : null });
        return;
      case undefined:
    }
  }

  /** A limit that the next mappings reach. */
  private limit(): number {
    const { model } = this.prediction;
    const locked = ['user', 'mm'].flatMap((table) =>
      model.state.rows(table).map(({ values }) => (typeof values['locked_vm'] === 'bigint' ? values['locked_vm'] : 0n)),
    );
    return Number(this.draw.one(locked) ?? 0n) + this.draw.whole(0, 20);
  }

  private open(): void {
    this.push({ op: 'open' });
  }

  private close(descriptor: Extract<Operation, { op: 'close' }>['descriptor'], isContext: boolean): void {
    this.push({ op: 'close', descriptor, isContext });
  }

  /** Descriptors that calls gave. */
  private descriptors(): readonly Row[] {
    return this.prediction.model.state.rows('descriptor').filter((row) => this.references.of(row, 'fd') !== null);
  }

  private closeRow(row: Row): void {
    const source = this.references.of(row, 'fd');
    if (source) this.close(source, false);
  }

  private push(operation: OtherOperation): void {
    if (this.lost) return;
    const whole = { id: this.operations.length, ...operation };
    this.operations.push(whole);
    this.lost = !this.prediction.act(whole);
  }
}

interface Chosen {
  readonly ioctl: Ioctl;
  readonly drawing: CallDrawing;
  readonly call: DrawnCall;
}

type Without<T> = T extends unknown ? Omit<T, 'id'> : never;
type OtherOperation = Without<Exclude<Operation, IoctlOperation>>;
