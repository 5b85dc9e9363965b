import type { ValueType } from '../../spec/expression/expression.ts';
import type { TablePlace } from '../system/vector.ts';
import type { GeneratedMachine } from './generated-machine.ts';

/** What a move did to one row: `column` is null where the row came or went. */
export interface Change {
  /** The world's name for the row, or its table and number. */
  readonly row: string;
  readonly column: string | null;
  /** As a reader of the spec would write them. Of a row that came or went: `there` or `gone`. */
  readonly before: string;
  readonly after: string;
}

/** What is different in the tables of two states. */
export function changesBetween(machine: GeneratedMachine, before: Int32Array, after: Int32Array): readonly Change[] {
  return [...machine.vector.tables.values()].flatMap((place) =>
    Array.from({ length: place.rows }, (_unused, index) => index + 1).flatMap((row) =>
      rowChanges(machine, place, row, before, after),
    ),
  );
}

function rowChanges(
  machine: GeneratedMachine,
  place: TablePlace,
  row: number,
  before: Int32Array,
  after: Int32Array,
): readonly Change[] {
  const base = place.base + (row - 1) * place.stride;
  const name = rowName(machine, place.name, row, before);
  const [was, is] = [before[base] === 1, after[base] === 1];
  const own: Change[] =
    was === is ? [] : [{ row: name, column: null, before: was ? 'there' : 'gone', after: is ? 'there' : 'gone' }];
  if (!is) return own;
  const columns = [...place.columns.values()].flatMap(({ name: column, type, offset }): Change[] => {
    const [old, now] = [before[base + offset] ?? 0, after[base + offset] ?? 0];
    if (old === now) return [];
    return [{ row: name, column, before: shown(machine, type, old, before), after: shown(machine, type, now, after) }];
  });
  return [...own, ...columns];
}

/** What a row is called in a state: by the world where it has a name for it. */
function rowName(machine: GeneratedMachine, table: string, row: number, state: Int32Array): string {
  const numberOf = (name: string): number | undefined => {
    const place = machine.vector.named.get(name);
    return place === undefined ? machine.rows.get(name) : state[place];
  };
  if (row === 0) return 'none';
  const named = machine.system.world.names.find(
    ({ name, type }) => type.kind === 'row' && type.table === table && numberOf(name) === row,
  );
  return named?.name ?? `${table} ${row}`;
}

function shown(machine: GeneratedMachine, type: ValueType, value: number, state: Int32Array): string {
  switch (type.kind) {
    case 'boolean':
      return value === 0 ? 'no' : 'yes';
    case 'row':
      return rowName(machine, type.table, value, state);
    case 'state-enum':
      return machine.system.interface.stateEnums.get(type.name)?.values[value] ?? String(value);
    default:
      return String(value);
  }
}
