import { finding, type Finding } from '../diagnostics/finding.ts';
import type { Span } from '../diagnostics/span.ts';
import { x86_64 } from '../layout/abi/x86_64.ts';
import type { Origin } from '../machine/program.ts';
import type { Row } from '../machine/state.ts';
import { readFields } from '../model/argument.ts';
import { KernelModel } from '../model/kernel-model.ts';
import { errnoName, errnoNumbers } from '../spec/errno.ts';
import type { Interface, Ioctl } from '../spec/interface.ts';
import type { IoctlEvent, RecordedEvent } from './event.ts';
import { RecordedMemory } from './recorded-memory.ts';

/** One thing that a call did otherwise than the model says. */
export interface Difference {
  /** Counts the calls of the scenario from 1. */
  readonly call: number;
  /** The ioctl's name, or its request word where no spec has it. */
  readonly ioctl: string;
  /** `errno`, a member of the argument, `array`, or `request` for what the model does not know. */
  readonly field: string;
  /** What was recorded. */
  readonly expected: string;
  /** What the model gives. */
  readonly actual: string;
  readonly recording: Span;
  /** The step that decided in the model; null where it was no step. */
  readonly step: Span | null;
}

export interface ScenarioResult {
  readonly name: string;
  readonly calls: number;
  readonly differences: readonly Difference[];
}

/** Runs a recording's scenarios through the model, each from a fresh state. */
export function replay(of: Interface, file: string, events: readonly RecordedEvent[]): readonly ScenarioResult[] {
  return scenarios(file, events).map(({ name, events: own }) => new Replay(of, file).scenario(name, own));
}

/** The findings that stand for differences, for a terminal. */
export function differenceFindings(results: readonly ScenarioResult[]): readonly Finding[] {
  return results.flatMap((result) =>
    result.differences.map((each) =>
      finding(
        each.field === 'request' ? 'REC0004' : 'REC0003',
        `${result.name}, call ${String(each.call)} (${each.ioctl}): ${each.field} is ${each.expected} in the recording, ${each.actual} in the model${each.step ? ` (${each.step.file}:${String(each.step.line)})` : ''}`,
        each.recording,
      ),
    ),
  );
}

function scenarios(
  file: string,
  events: readonly RecordedEvent[],
): readonly { readonly name: string; readonly events: RecordedEvent[] }[] {
  const found: { readonly name: string; readonly events: RecordedEvent[] }[] = [];
  for (const event of events) {
    if (event.op === 'test') found.push({ name: event.name, events: [] });
    // Traffic of a program that is no test has no scenario of its own.
    else
      (
        found.at(-1) ??
        (found[found.push({ name: file.replace(/^.*\//, ''), events: [] }) - 1] as { events: RecordedEvent[] })
      ).events.push(event);
  }
  return found;
}

class Replay {
  private readonly model: KernelModel;
  private readonly contexts = new Map<string, Row>();
  private readonly differences: Difference[] = [];
  private calls = 0;
  private readonly file: string;

  constructor(of: Interface, file: string) {
    this.model = new KernelModel(of);
    this.file = file;
  }

  scenario(name: string, events: readonly RecordedEvent[]): ScenarioResult {
    for (const event of events) {
      if (event.op === 'test') continue;
      const key = `${String(event.pid)}:${String(event.fd)}`;
      const process = this.model.process(event.pid);
      if (event.op === 'ioctl') this.ioctl(event, key, process);
      else if (event.op === 'open') this.contexts.set(key, this.model.open(process));
      else this.close(key, process);
    }
    return { name, calls: this.calls, differences: this.differences };
  }

  private close(key: string, process: Row): void {
    const context = this.contexts.get(key);
    this.contexts.delete(key);
    if (context && ![...this.contexts.values()].includes(context)) this.model.close(context, process);
  }

  private ioctl(event: IoctlEvent, key: string, process: Row): void {
    this.calls++;
    const context = this.contexts.get(key) ?? this.inherited(event.fd);
    const ioctl = this.model.ioctlByNumber(event.request & 0xff);
    const name = ioctl?.name ?? `0x${event.request.toString(16)}`;
    const report = (field: string, expected: string, actual: string, by: Origin | null): void => {
      this.differences.push({
        call: this.calls,
        ioctl: name,
        field,
        expected,
        actual,
        recording: { file: this.file, line: event.line, column: 1, endLine: event.line, endColumn: 2 },
        step: by?.span ?? null,
      });
    };
    if (!context) {
      report('request', `a call on descriptor ${String(event.fd)}`, 'a descriptor that was never opened', null);
      return;
    }
    const memory = new RecordedMemory(event, arrayAddress(ioctl, event.in));
    const result = this.model.call(context, process, {
      request: event.request,
      argument: event.in,
      memory,
      privileged: true,
      preferred: preferred(ioctl, event.out),
    });
    const expected = event.ret < 0 ? event.errno : 0;
    const actual = result.errno === null ? 0 : (errnoNumbers[result.errno] ?? -1);
    if (result.blocked) report('errno', shown(expected), 'a sleep that nothing ends', result.by);
    else if (expected !== actual) report('errno', shown(expected), shown(actual), result.by);
    if (event.out && result.argument)
      this.compareArgument(ioctl, event.out, result.argument, (field, recorded, computed) => {
        report(field, recorded, computed, result.by);
      });
    const array = memory.arrayAfter();
    if (event.arrayOut && array && hex(event.arrayOut) !== hex(array))
      report('array', hex(event.arrayOut), hex(array), result.by);
  }

  /** A descriptor that a forked process has from its parent. */
  private inherited(fd: number): Row | null {
    return [...this.contexts].find(([key]) => key.endsWith(`:${String(fd)}`))?.[1] ?? null;
  }

  private compareArgument(
    ioctl: Ioctl | null,
    recorded: Uint8Array,
    computed: Uint8Array,
    report: (field: string, recorded: string, computed: string) => void,
  ): void {
    if (hex(recorded) === hex(computed.subarray(0, recorded.length))) return;
    const before = ioctl ? readFields(ioctl.struct, recorded, x86_64) : new Map<string, bigint>();
    const after = ioctl ? readFields(ioctl.struct, computed, x86_64) : new Map<string, bigint>();
    const fields = [...before].filter(([name, value]) => after.get(name) !== value);
    for (const [name, value] of fields)
      report(name, `0x${value.toString(16)}`, `0x${(after.get(name) ?? 0n).toString(16)}`);
    if (fields.length === 0) report('argument', hex(recorded), hex(computed));
  }
}

/** Recorded values of what the kernel may choose: the outputs. */
function preferred(ioctl: Ioctl | null, out: Uint8Array | null): readonly bigint[] {
  if (!ioctl || !out) return [];
  const values = readFields(ioctl.struct, out, x86_64);
  return ioctl.struct.fields.flatMap((field) =>
    field.direction === 'in' || field.name === null ? [] : (values.get(field.name) ?? []),
  );
}

function arrayAddress(ioctl: Ioctl | null, argument: Uint8Array | null): bigint {
  const field = ioctl?.struct.fields.find((each) => each.role === 'pointer' && each.pointsTo);
  return ioctl && argument && field?.name ? (readFields(ioctl.struct, argument, x86_64).get(field.name) ?? 0n) : 0n;
}

function shown(errno: number): string {
  return errno === 0 ? 'success' : errnoName(errno);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
