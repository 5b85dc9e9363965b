import { ModelError } from '../machine/model-error.ts';
import type { CallResult } from '../model/call.ts';
import { KernelModel } from '../model/kernel-model.ts';
import type { Interface, Ioctl } from '../spec/interface.ts';
import { recordedEnd } from './call-differences.ts';
import { compareCall } from './compare-call.ts';
import type { Difference, ScenarioResult } from './difference.ts';
import type { IoctlEvent, LedgersEvent, LimitEvent, RecordedEvent, TestEvent } from './event.ts';
import { failureIn } from './failure.ts';
import { asSpecified } from './number-call.ts';
import { lineSpan } from './parse.ts';
import { Processes } from './processes.ts';

/** Runs a recording's scenarios through the model, each from a fresh state. */
export function replay(of: Interface, file: string, events: readonly RecordedEvent[]): readonly ScenarioResult[] {
  return scenarios(file, events).map(({ name, events: own }) => new Replay(of, file).scenario(name, own));
}

interface Scenario {
  readonly name: string;
  readonly events: readonly OwnEvent[];
}

/** What happens in a scenario. */
export type OwnEvent = Exclude<RecordedEvent, TestEvent>;

function scenarios(file: string, events: readonly RecordedEvent[]): readonly Scenario[] {
  // Traffic of a program that is no test has no scenario of its own.
  let current = { name: file.replace(/^.*\//, ''), events: [] as OwnEvent[] };
  const found = [current];
  for (const event of events)
    if (event.op === 'test') found.push((current = { name: event.name, events: [] }));
    else current.events.push(event);
  return found.filter((each, index) => index > 0 || each.events.length > 0);
}

/** The call that is compared just now. */
interface Compared {
  readonly event: IoctlEvent;
  readonly ioctl: Ioctl | null;
}

/** Runs one scenario, an event after the other. */
export class Replay {
  readonly model: KernelModel;
  readonly differences: Difference[] = [];
  calls = 0;
  private readonly processes: Processes;
  private readonly file: string;
  private readonly heard: (event: IoctlEvent, ioctl: Ioctl | null, result: CallResult) => void;

  /** `heard` is told how each call ends in the model. */
  constructor(of: Interface, file: string, heard: Replay['heard'] = () => undefined) {
    this.model = new KernelModel(of);
    this.processes = new Processes(this.model);
    this.file = file;
    this.heard = heard;
  }

  scenario(name: string, events: readonly OwnEvent[]): ScenarioResult {
    for (const event of events) if (!this.event(event)) break;
    return { name, calls: this.calls, differences: this.differences };
  }

  /** False where the model cannot go on. */
  event(event: OwnEvent): boolean {
    const ioctl = event.op === 'ioctl' ? this.model.ioctlByNumber(event.request & 0xff) : null;
    try {
      if (event.op === 'ioctl') this.ioctl({ event: asSpecified(event, ioctl), ioctl });
      else if (event.op === 'limit') this.limit(event);
      else if (event.op === 'ledgers') this.ledgers(event);
      else this.processes.happens(event);
      return true;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      this.differences.push({
        call: this.calls,
        ioctl: event.op === 'ioctl' ? nameOf({ event, ioctl }) : event.op,
        field: 'model',
        expected: 'steps that can be run',
        actual: error.message,
        recording: lineSpan(this.file, event.line),
        step: error.span,
      });
      return false;
    }
  }

  private limit({ pid, pages }: LimitEvent): void {
    this.model.setLockedLimit(this.model.process(pid), pages === null ? null : BigInt(pages));
  }

  private ledgers({ pid, line, ...recorded }: LedgersEvent): void {
    const { pinned, locked } = this.model.ledgers(this.model.process(pid));
    for (const [field, expected, actual] of [
      ['pinned', recorded.pinned, pinned],
      ['locked', recorded.locked, locked],
    ] as const)
      if (actual !== null && BigInt(expected) !== actual)
        this.differences.push({
          call: this.calls,
          ioctl: 'ledgers',
          field,
          expected: `${String(expected)} pages`,
          actual: `${String(actual)} pages`,
          recording: lineSpan(this.file, line),
          step: null,
        });
  }

  private ioctl({ event, ioctl }: Compared): void {
    this.calls++;
    const report = this.reporter({ event, ioctl });
    const file = this.processes.find(event.pid, event.fd);
    if (!file?.context) {
      const unknown = file ? `nothing of ${file.path}` : 'a descriptor that was never opened';
      report({ field: 'request', expected: `a call on descriptor ${event.fd}`, actual: unknown }, null);
      return;
    }
    if (!ioctl && recordedEnd(event) !== 'ENOTTY') {
      report({ field: 'request', expected: recordedEnd(event), actual: 'a request that no spec has' }, null);
      return;
    }
    const call = { event, ioctl, context: file.context, process: this.model.process(event.pid) };
    const failure = event.failed ? failureIn(this.model, call) : undefined;
    const { result, differences } = compareCall(this.model, call, failure);
    this.heard(event, ioctl, result);
    for (const { step, ...what } of differences) report(what, step);
  }

  private reporter(
    compared: Compared,
  ): (what: Pick<Difference, 'field' | 'expected' | 'actual'>, step: Difference['step']) => void {
    const recording = lineSpan(this.file, compared.event.line);
    return (what, step) => {
      this.differences.push({ call: this.calls, ioctl: nameOf(compared), ...what, recording, step });
    };
  }
}

function nameOf({ event, ioctl }: Compared): string {
  return ioctl?.name ?? `0x${event.request.toString(16)}`;
}
