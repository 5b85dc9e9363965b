import type { Constant, Enum, Parameter, StateEnum, Struct } from '../interface.ts';
import type { ValueType } from '../expression/expression.ts';
import { Scope, type Binding, type FunctionBinding } from '../expression/scope.ts';
import { fieldBindings } from './types.ts';

/** Capabilities that checks ask for, with their numbers (include/uapi/linux/capability.h). */
const capabilities: Readonly<Record<string, bigint>> = {
  CAP_IPC_LOCK: 14n,
  CAP_SYS_RAWIO: 17n,
  CAP_SYS_ADMIN: 21n,
  CAP_SYS_RESOURCE: 24n,
};

/** Rows that every step has at hand: whose call it is. */
export const callerRows = ['context', 'process', 'thread'] as const;

/** The scope that all expressions of an interface start from: what is true of the state, whoever calls. */
export function globalScope(
  enums: Iterable<Enum>,
  constants: Iterable<Constant>,
  stateEnums: Iterable<StateEnum>,
  columns: ReadonlyMap<string, ReadonlyMap<string, ValueType>>,
  functions: ReadonlyMap<string, FunctionBinding>,
): Scope {
  const names = new Map<string, Binding>();
  for (const [name, value] of Object.entries(capabilities)) names.set(name, { kind: 'number', value, name });
  for (const each of enums)
    for (const value of each.values) names.set(value.name, { kind: 'number', value: value.value, name: value.name });
  for (const each of constants) names.set(each.name, { kind: 'number', value: each.value, name: each.name });
  for (const each of stateEnums)
    for (const [index, value] of each.values.entries())
      names.set(value, { kind: 'state-value', type: { kind: 'state-enum', name: each.name }, index });
  return new Scope(
    {
      columns: (table) => columns.get(table) ?? null,
      tableNames: () => columns.keys(),
      functions: (name) => functions.get(name) ?? null,
      functionNames: () => functions.keys(),
    },
    names,
  );
}

/** Adds the members of an argument, and the short names of the values that they take. */
export function argumentScope(scope: Scope, struct: Struct): Scope {
  const short = struct.fields
    .flatMap((field) => field.enum?.values ?? [])
    .map((value) => [value.short, { kind: 'number', value: value.value, name: value.name }] as const);
  return scope.with(short).with(fieldBindings(struct));
}

/** Adds parameters as variables. */
export function parameterScope(scope: Scope, parameters: readonly Pick<Parameter, 'name' | 'type'>[]): Scope {
  return scope.with(parameters.map((each) => [each.name, { kind: 'variable', type: each.type }] as const));
}

/** Adds the rows that say whose call it is. */
export function callerScope(scope: Scope): Scope {
  const rows = callerRows.filter((row) => scope.columns(row) !== null);
  return parameterScope(
    scope,
    rows.map((row) => ({ name: row, type: { kind: 'row', table: row } })),
  );
}
