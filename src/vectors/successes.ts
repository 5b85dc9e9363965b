import { slotsOf, type SymbolicCall } from './call.ts';
import type { Tried } from './ordinary-calls.ts';
import type { Setup } from './setup.ts';
import type { Settings } from './witness.ts';

/** A call that succeeds. */
export interface Success {
  readonly setup: Setup;
  readonly call: SymbolicCall;
}

/** Keeps one successful call of each sort: of each choice of operations and flags, and for each effect on the tables. */
export class Successes {
  private readonly bySort = new Map<string, Success>();
  private readonly considered = new Set<string>();
  private readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  get list(): readonly Success[] {
    return [...this.bySort.values()];
  }

  /** `index` tells set-ups apart. */
  consider(setup: Setup, index: number, { call, result, odd }: Tried): void {
    const chosen = selection(call, result.before);
    const once = `${String(index)} ${chosen}`;
    if (this.considered.has(once)) return;
    this.considered.add(once);
    const after = setup.with(call, odd);
    const everywhere = this.settings.of(setup);
    if (!after || !everywhere) return;
    const sort = `${chosen} ${effect(setup, after)}`;
    if (this.bySort.has(sort)) return;
    if ([...everywhere.values()].every((setting) => setting.after(call))) this.bySort.set(sort, { setup, call });
  }
}

/** Operations and flags. */
function selection(call: SymbolicCall, before: ReadonlyMap<string, bigint>): string {
  return slotsOf(call.ioctl)
    .filter(({ field }) => field.role === 'type' || field.role === 'flags')
    .map(({ key }) => String(before.get(key)))
    .join();
}

/** Which tables have more rows, and which fewer. */
function effect(before: Setup, after: Setup): string {
  const { model } = before.setting;
  return [...model.interface.tables.keys()]
    .map((name) => Math.sign(after.setting.model.state.rows(name).length - model.state.rows(name).length))
    .join();
}
