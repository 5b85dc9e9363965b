import { compileFunction } from 'node:vm';
import { ModelError } from '../model-error.ts';
import type { System } from '../system/system.ts';
import type { ActorPlace, Vector } from '../system/vector.ts';
import { blockText, went } from './block.ts';
import { Code } from './code.ts';
import { arraysOf, endAt } from './link.ts';

/** What a world begins with. */
export interface Start {
  readonly state: Int32Array;
  /** The numbers of the rows that it has names for. */
  readonly rows: ReadonlyMap<string, number>;
}

/**
 * Runs the start of a world. Whatever may fail or be chosen goes the first way.
 *
 * @throws ModelError where the start fails, or a table has no room for it
 */
export function startOf(system: System, vector: Vector): Start {
  const { start, world } = system;
  const code = new Code(system, vector);
  const nobody = { name: 'start', span: world.span, count: 1, most: null, killed: null, stopped: null, actions: [] };
  const actor = { ...nobody, kind: 'kernel', given: new Map<string, string>(), capable: true } as const;
  const action = { name: 'start', span: world.span, when: null, ioctl: null, argument: new Map(), steps: world.start };
  const place: ActorPlace = {
    of: { actor, actions: [{ action, program: start }], points: [] },
    copy: 0,
    counter: vector.bits.length,
    left: null,
    slots: [],
  };
  const body = blockText(
    {
      code,
      actor: place,
      index: 0,
      action: { action, program: start },
      rows: new Map(),
      mark: () => '',
      leaves: world.names.map((each) => each.name),
    },
    null,
  );
  const text = `let errno = ''; function pick() { return 0; }
${code.text()}
function run(o) { ${body} }
return [run(${vector.bits.length}), errno];`;
  const v = new Int32Array(vector.bits.length);
  for (const { left, of } of vector.actors) if (left !== null) v[left] = of.actor.most ?? 0;
  const kept: number[] = [];
  const end = (index: number): never => {
    throw endAt(code, index);
  };
  const module = compileFunction(text, ['v', 'kept', 'arrays', 'end']) as (...values: unknown[]) => [number, string];
  const [result, errno] = start.instructions.length > 0 ? module(v, kept, arraysOf(code), end) : [went, ''];
  if (errno !== '') throw new ModelError(`the start of the world fails with ${errno}`, world.span);
  if (result < 0) {
    const table = [...system.interface.tables.keys()][-1 - result] ?? '';
    throw new ModelError(`the start of the world needs more rows of '${table}' than the world has`, world.span);
  }
  const rows = new Map(world.names.map((each, index) => [each.name, kept[index] ?? 0]));
  for (const [name, place] of vector.named) v[place] = rows.get(name) ?? 0;
  return { state: v, rows };
}
