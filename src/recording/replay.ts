import { x86_64 } from '../layout/abi/x86_64.ts';
import { ModelError } from '../machine/model-error.ts';
import { readFields } from '../model/argument.ts';
import type { Unseen } from '../model/call.ts';
import { KernelModel } from '../model/kernel-model.ts';
import { errnoName, errnoNumbers } from '../spec/errno.ts';
import type { Interface, Ioctl } from '../spec/interface.ts';
import { Descriptors } from './descriptors.ts';
import { argumentDifferences, hex, type Difference, type ScenarioResult } from './difference.ts';
import type { DescriptorEvent, ExitEvent, IoctlEvent, RecordedEvent, TestEvent } from './event.ts';
import { asSpecified } from './number-call.ts';
import { lineSpan } from './parse.ts';
import { RecordedMemory } from './recorded-memory.ts';

/** Runs a recording's scenarios through the model, each from a fresh state. */
export function replay(of: Interface, file: string, events: readonly RecordedEvent[]): readonly ScenarioResult[] {
  return scenarios(file, events).map(({ name, events: own }) => new Replay(of, file).scenario(name, own));
}

interface Scenario {
  readonly name: string;
  readonly events: readonly OwnEvent[];
}

/** What happens in a scenario. */
type OwnEvent = Exclude<RecordedEvent, TestEvent>;

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

class Replay {
  private readonly model: KernelModel;
  private readonly descriptors = new Descriptors();
  private readonly differences: Difference[] = [];
  private calls = 0;
  private readonly file: string;

  constructor(of: Interface, file: string) {
    this.model = new KernelModel(of);
    this.file = file;
  }

  scenario(name: string, events: readonly OwnEvent[]): ScenarioResult {
    for (const event of events) if (!this.event(event)) break;
    return { name, calls: this.calls, differences: this.differences };
  }

  /** False where the model cannot go on. */
  private event(event: OwnEvent): boolean {
    const ioctl = event.op === 'ioctl' ? this.model.ioctlByNumber(event.request & 0xff) : null;
    try {
      if (event.op === 'ioctl') this.ioctl({ event: asSpecified(event, ioctl), ioctl });
      else if (event.op === 'open') this.open(event);
      else if (event.op === 'exit') this.exit(event);
      else this.close(event);
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

  private open({ pid, fd, path }: DescriptorEvent): void {
    const isContext = path === this.model.interface.family.device;
    const context = isContext ? this.model.open(this.model.process(pid)) : null;
    this.descriptors.opened(pid, fd, { path, context });
  }

  private close({ pid, fd, path }: DescriptorEvent): void {
    const closed = this.descriptors.closed(pid, fd);
    const process = this.model.process(pid);
    if (closed?.context) this.model.close(closed.context, process);
    // Calls give descriptors too; no event tells of their opening.
    if (path !== this.model.interface.family.device) this.model.closeDescriptor(process, fd);
  }

  private exit({ pid }: ExitEvent): void {
    const process = this.model.process(pid);
    const closed = this.descriptors.of(pid).flatMap((fd) => this.descriptors.closed(pid, fd)?.context ?? []);
    this.model.exit(process);
    for (const context of closed) this.model.close(context, process);
  }

  private ioctl({ event, ioctl }: Compared): void {
    this.calls++;
    const report = this.reporter({ event, ioctl });
    const file = this.descriptors.find(event.pid, event.fd);
    if (!file?.context) {
      const unknown = file ? `nothing of ${file.path}` : 'a descriptor that was never opened';
      report({ field: 'request', expected: `a call on descriptor ${event.fd}`, actual: unknown }, null);
      return;
    }
    const recorded = event.ret < 0 ? event.errno : 0;
    const expected = recorded === 0 ? 'success' : errnoName(recorded);
    if (!ioctl && recorded !== errnoNumbers['ENOTTY']) {
      report({ field: 'request', expected, actual: 'a request that no spec has' }, null);
      return;
    }
    const memory = new RecordedMemory(event, arrayAddress(ioctl, event.in));
    const result = this.model.call(file.context, this.model.process(event.pid), {
      request: event.request,
      argument: event.in,
      unseen: unseen(event),
      memory,
      privileged: true,
      preferred: [],
      recorded: ioctl && event.out ? readFields(ioctl.struct, event.out, x86_64) : new Map(),
    });
    const by = result.by?.span ?? null;
    const computed = result.errno === null ? 0 : errnoNumbers[result.errno];
    if (result.blocked) report({ field: 'errno', expected, actual: 'a sleep that nothing ends' }, by);
    else if (computed !== recorded) report({ field: 'errno', expected, actual: result.errno ?? 'success' }, by);
    if (event.out && result.argument)
      for (const each of argumentDifferences(ioctl, event.out, result.argument))
        report(each, result.telling.members.get(each.field)?.span ?? by ?? result.telling.reply?.span ?? null);
    const array = memory.arrayAfter();
    if (event.arrayOut && array && hex(event.arrayOut) !== hex(array))
      report({ field: 'array', expected: hex(event.arrayOut), actual: hex(array) }, result.telling.element?.span ?? by);
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

/** What the recording does not show of an argument. */
function unseen({ in: bytes, size, ret, errno }: IoctlEvent): Unseen {
  if (!bytes) return { size: size === 0 ? null : size, rest: 'nothing' };
  // The kernel looked at all of it: what it said tells what is in the part that was not recorded.
  const tooLong = ret < 0 && errno === errnoNumbers['E2BIG'];
  return { size, rest: tooLong ? 'a byte that is set' : 'zeros' };
}

/** Where the array is that an argument refers to; 0 where it refers to none. */
function arrayAddress(ioctl: Ioctl | null, argument: Uint8Array | null): bigint {
  const field = ioctl?.struct.fields.find((each) => each.role === 'pointer');
  return ioctl && argument && field?.name ? (readFields(ioctl.struct, argument, x86_64).get(field.name) ?? 0n) : 0n;
}
