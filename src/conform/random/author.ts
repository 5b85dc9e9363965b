import type { Row } from '../../machine/value.ts';
import { Programs } from '../../model/programs.ts';
import { Visits } from '../../model/visits.ts';
import { takesNumber } from '../../recording/number-call.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { Approach } from './approach.ts';
import { Blame } from './blame.ts';
import { CallDrawing, type Draft, type DrawnCall } from './calls.ts';
import type { Draw } from './draw.ts';
import { Frontier } from './frontier.ts';
import { Members } from './members.ts';
import type { Case, IoctlOperation, Operation, RegionPlan } from './operation.ts';
import { Prediction, type Predicted, type Tried } from './prediction.ts';
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
/** How often a call of a kind is looked for that is the first to succeed; and, out of a hundred, that succeeds again. */
const mostSearched = 5;
const moreSearched = 10;
/** How many calls are tried in a search, and with how many of them it begins. */
const steps = 30;
const starts = 6;

/** Which ioctls there are, and what is known of their arguments; good for any number of cases. */
export class Repertoire {
  readonly of: Interface;
  private readonly members = new Map<Ioctl, Members>();
  private readonly blames = new Map<Ioctl, Blame>();
  private readonly ends = new Map<Ioctl, Approach>();
  /** The more cases an ioctl tells apart, the more often it is called. */
  readonly weighted: readonly (readonly [number, Ioctl])[];
  /** What none of the cases so far has come to. */
  readonly frontier: Frontier;
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
    this.frontier = new Frontier(of, all);
    const columns = all.flatMap((ioctl) =>
      [...this.membersOf(ioctl).uses(new Map()).values()].flatMap((use) => use.columns.map(({ table }) => table)),
    );
    this.tables = [...new Set(columns)];
  }

  /** How near a call of an ioctl comes to succeeding. */
  end(ioctl: Ioctl): Approach {
    let end = this.ends.get(ioctl);
    if (!end) {
      const program = Programs.of(this.of).ioctl(ioctl);
      const goals = program.instructions.flatMap((each, at) =>
        each.op === 'return' && each.errno === null ? [at] : [],
      );
      this.ends.set(ioctl, (end = new Approach(program, goals)));
    }
    return end;
  }

  blame(ioctl: Ioctl): Blame {
    let blame = this.blames.get(ioctl);
    if (!blame) this.blames.set(ioctl, (blame = new Blame(Programs.of(this.of).ioctl(ioctl))));
    return blame;
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
    const chosen = this.newGround(context, by) ?? this.usual(state, by);
    if (!chosen) return false;
    const { ioctl, drawing, call } = chosen;
    const operation = this.telling(this.operation(call, by), ioctl);
    // What is kept of memory that nobody knows could be read and written later.
    if (
      this.repertoire.membersOf(ioctl).reachesFar(operation.argument) &&
      this.prediction.trial(operation)?.errno === null
    )
      return true;
    const visits = new Visits();
    this.prediction.model.visits = visits;
    const predicted = this.prediction.ioctl(operation);
    if (!predicted) return false;
    this.repertoire.frontier.note(ioctl, visits);
    this.operations.push(operation);
    if (predicted.errno !== null) return true;
    this.succeeded.set(drawing.kind, [...(this.succeeded.get(drawing.kind) ?? []), { by, at: operation.id }]);
    this.references.note(this.prediction.model.state, this.told(operation, ioctl, predicted));
    return true;
  }

  private usual(state: State, by: number): Chosen | null {
    const drawn = this.drawing(state, by);
    return drawn && (this.success(drawn, by) ?? drawn);
  }

  /** A call that comes to what none has come to yet; null where there is none near. */
  private newGround(context: Row, by: number): Chosen | null {
    const { frontier } = this.repertoire;
    const goal = frontier.goal(this.draw);
    if (!goal) return null;
    goal.vain++;
    const { ioctl, approach } = goal;
    const isDone = (tried: Tried): boolean => frontier.isNew(ioctl, tried.visits);
    return this.search(ioctl, by, approach, isDone, () => {
      const state = new State(this.draw, this.prediction, this.references, context);
      return new CallDrawing(ioctl, this.repertoire.membersOf(ioctl), { state, regions });
    });
  }

  /** A call that succeeds, of a kind that has not yet, or now and then; null where there is none near. */
  private success({ ioctl, drawing }: Chosen, by: number): Chosen | null {
    const { kind } = drawing;
    if (!drawing.isGood) return null;
    const spent = this.searched.get(kind) ?? 0;
    const isRare = !this.succeeded.has(kind) && spent < mostSearched;
    if (!isRare && !this.draw.percent(moreSearched)) return null;
    this.searched.set(kind, spent + 1);
    const approach = this.repertoire.end(ioctl);
    return this.search(
      ioctl,
      by,
      approach,
      ({ errno }) => errno === null,
      () => drawing,
    );
  }

  /** Looks for a call by small changes of the one that has come nearest. */
  private search(
    ioctl: Ioctl,
    by: number,
    approach: Approach,
    isDone: (tried: Tried) => boolean,
    begin: () => CallDrawing,
  ): Chosen | null {
    const { prediction, repertoire, draw } = this;
    const request = prediction.model.request(ioctl) >>> 0;
    const blame = repertoire.blame(ioctl);
    let best: Nearest | null = null;
    for (let turn = 0; turn < steps; turn++) {
      const goesOn = best !== null && turn >= starts && draw.percent(85);
      const drawing: CallDrawing = goesOn && best ? best.drawing : begin();
      const draft: Draft = goesOn && best ? varied(drawing, best, draw.percent(30) ? 2 : 1) : drawing.draft();
      const call = drawing.made(draft, request, this.privileged);
      const tried = prediction.trial(this.operation(call, by));
      if (!tried) continue;
      if (isDone(tried)) return { ioctl, drawing, call };
      const marks = repertoire.frontier.marks(ioctl, tried.visits);
      const away = approach.nearest(marks);
      // One that is farther away may be on the only way there is.
      if (best === null || away <= best.away || (goesOn && draw.percent(20)))
        best = { drawing, draft, away, blamed: blame.of(marks) };
    }
    return null;
  }

  /** How many calls of a kind have succeeded on a context not long ago. */
  private lately(kind: string, by: number): number {
    const since = this.operations.length - longAgo;
    return (this.succeeded.get(kind) ?? []).filter((each) => each.by === by && each.at > since).length;
  }

  /** The call, so that it can tell what the kernel chooses in it, if that leaves something that nobody knew of else. */
  private telling(operation: IoctlOperation, ioctl: Ioctl): IoctlOperation {
    const { choices } = this.repertoire.membersOf(ioctl);
    const { argument } = operation;
    if (choices.length === 0 || argument.kind !== 'bytes' || argument.memory !== 'read-only') return operation;
    const tried = this.prediction.trial(operation);
    const marks = tried && this.repertoire.frontier.marks(ioctl, tried.visits);
    if (marks && !choices.some((at) => marks[at] === 1)) return operation;
    return { ...operation, argument: { ...argument, memory: 'writable' } };
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

/** The call of a search that has come nearest. */
interface Nearest {
  readonly drawing: CallDrawing;
  readonly draft: Draft;
  readonly away: number;
  /** The members that the step looks at which ended it. */
  readonly blamed: ReadonlySet<string>;
}

interface Chosen {
  readonly ioctl: Ioctl;
  readonly drawing: CallDrawing;
  readonly call: DrawnCall;
}

type Without<T> = T extends unknown ? Omit<T, 'id'> : never;
type OtherOperation = Without<Exclude<Operation, IoctlOperation>>;

/** A draft in which so many things are others. */
function varied(drawing: CallDrawing, { draft, blamed }: Nearest, times: number): Draft {
  let changed = draft;
  for (let turn = 0; turn < times; turn++) changed = drawing.varied(changed, blamed);
  return changed;
}
