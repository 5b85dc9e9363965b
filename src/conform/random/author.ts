import { ModelError } from '../../machine/model-error.ts';
import type { Row } from '../../machine/value.ts';
import { Visits } from '../../model/visits.ts';
import type { Ioctl } from '../../spec/interface.ts';
import { CallChoice } from './call-choice.ts';
import type { DrawnCall } from './calls.ts';
import type { Draw } from './draw.ts';
import type { Case, IoctlOperation, Operation, RegionPlan } from './operation.ts';
import { Prediction, type Predicted } from './prediction.ts';
import { References, type Told } from './references.ts';
import type { Repertoire } from './repertoire.ts';

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
/** How often, out of a hundred, a call is made on the oldest context: what is there may be a long way from nothing. */
const favoured = 50;
/** So many operations lie between two looks at the ledgers. */
const betweenLedgers = 24;

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
  private readonly choice: CallChoice;

  constructor(repertoire: Repertoire, draw: Draw) {
    this.repertoire = repertoire;
    this.draw = draw;
    this.prediction = new Prediction(repertoire.of, regions);
    this.references = new References(repertoire.tables);
    this.privileged = draw.percent(60);
    this.choice = new CallChoice({
      repertoire,
      draw,
      prediction: this.prediction,
      references: this.references,
      regions,
      privileged: this.privileged,
      trial: (call, by) => this.prediction.trial(this.operation(call, by)),
    });
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
    const contexts = [...this.prediction.contexts];
    const opened = this.draw.percent(favoured) ? contexts[0] : this.draw.one(contexts);
    if (!opened) {
      this.open();
      return true;
    }
    const [by, context] = opened;
    const chosen = this.choice.choose(context, by, this.operations.length);
    if (!chosen) return false;
    const { ioctl, call } = chosen;
    const operation = this.telling(this.operation(call, by), ioctl);
    // What is kept of memory that nobody knows could be read and written later.
    if (
      this.repertoire.membersOf(ioctl).reachesFar(operation.argument) &&
      this.prediction.trial(operation)?.errno === null
    )
      return true;
    const visits = new Visits();
    this.prediction.model.visits = visits;
    let predicted;
    try {
      predicted = this.prediction.ioctl(operation);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      // Whoever judges the call comes to that mistake of the spec too, and tells it.
      this.operations.push(operation);
      return false;
    }
    if (!predicted) return false;
    this.repertoire.frontier.note(ioctl, visits);
    this.operations.push(operation);
    this.choice.note(chosen, by, operation.id, predicted.errno === null);
    if (predicted.errno !== null) return true;
    this.references.note(this.prediction.model.state, this.told(operation, ioctl, predicted));
    return true;
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
      [prediction.contexts.size < mostContexts ? 4 : 0, 'open'],
      [prediction.contexts.size > 1 ? 2 : 1, 'close'],
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

type Without<T> = T extends unknown ? Omit<T, 'id'> : never;
type OtherOperation = Without<Exclude<Operation, IoctlOperation>>;
