import type { Finding } from '../../diagnostics/finding.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { errnoNumbers } from '../errno.ts';
import type { SymbolName } from '../expression/expression.ts';
import type { Scope } from '../expression/scope.ts';
import { isIoctl, type Interface, type Parameter, type Struct } from '../interface.ts';
import { builtInProperties } from '../property.ts';
import type { Step } from '../step.ts';
import type { Word, World } from '../world.ts';
import type { WorldSyntax } from '../world-syntax.ts';
import { ActorResolver } from './actor.ts';
import { Findings } from './findings.ts';
import { columnTypes } from './functions.ts';
import { callerRows, callerScope, globalScope, parameterScope } from './names.ts';
import { resolveProperty } from './properties.ts';
import type { StepWorld } from './step-values.ts';
import { worldSteps } from './world-steps.ts';

export interface ResolvedWorld {
  readonly world: World;
  readonly findings: readonly Finding[];
}

/** Resolves a world against one of the interfaces that it is made for. */
export function resolveWorld(syntax: WorldSyntax, of: Interface): ResolvedWorld {
  const findings = new Findings();
  const scope = stateScope(of);
  const stepWorld = stepWorldOf(of, findings);
  const start = worldSteps(stepWorld, syntax.start, callerScope(scope));
  const names = namesOf(start, of, scope, findings);
  const rows = rowsOf(syntax, of, start, findings);
  const inner = parameterScope(scope, names);
  const actors = new ActorResolver(of, stepWorld, inner, names, syntax.arrays.length > 0);
  const own = findings.unique('property', syntax.properties, (each) => each.name);
  const properties = [...own.values()].map((each) => resolveProperty(each, inner, findings));
  for (const { name, span } of properties)
    if (of.properties.some((each) => each.name === name))
      findings.add('SPEC0005', `${of.name} has the property '${name}' already`, span, 'choose another name');
  const known = [...builtInProperties, ...[...of.properties, ...properties].map((each) => each.name)];
  for (const { property } of syntax.expect)
    if (!known.includes(property.text)) findings.unknown('property', property.text, property.span, known);
  for (const { text, span } of syntax.faults)
    if (text !== 'driver' && !Object.hasOwn(errnoNumbers, text))
      findings.add('SEM0008', `'${text}' is no errno of Linux`, span, meant(text, Object.keys(errnoNumbers)));
  const { name, title, doc, span, choices, arrays, assumes } = syntax;
  return {
    world: {
      name,
      title,
      doc,
      span,
      word: wordOf(syntax, findings),
      rows,
      start,
      names,
      actors: [...findings.unique('actor', syntax.actors, (each) => each.name).values()].map((each) =>
        actors.actor(each),
      ),
      faults: new Set(syntax.faults.map((each) => each.text)),
      choices,
      arrays,
      properties,
      assumes,
      expected: new Map(syntax.expect.map(({ property, because }) => [property.text, because])),
    },
    findings: findings.list,
  };
}

function meant(name: string, known: readonly string[]): string | undefined {
  const close = nearest(name, known);
  return close === null ? undefined : `did you mean '${close}'?`;
}

function stateScope(of: Interface): Scope {
  const declared = of.declarations.flatMap((each) => (isIoctl(each) ? [] : [each]));
  return globalScope(
    declared.flatMap((each) => (each.declares === 'enum' || each.declares === 'flags' ? [each] : [])),
    declared.flatMap((each) => (each.declares === 'constant' ? [each] : [])),
    of.stateEnums.values(),
    new Map([...of.tables].map(([name, table]) => [name, columnTypes(table.columns)])),
    of.functions,
  );
}

function stepWorldOf(of: Interface, findings: Findings): StepWorld {
  const structs = [...of.declarations, ...of.testIoctls].flatMap((each): Struct[] =>
    isIoctl(each) ? [each.struct] : each.declares === 'struct' ? [each] : [],
  );
  const byName = new Map(structs.map((each) => [each.name, each]));
  return { findings, structs: byName, lookups: of.lookups, verbs: of.verbs };
}

/** The rows that the start binds in its own list. */
function namesOf(start: readonly Step[], of: Interface, scope: Scope, findings: Findings): readonly Parameter[] {
  const bound = start.flatMap((step): Parameter[] => {
    const { span } = step;
    if (step.kind === 'insert')
      return step.variable === null ? [] : [{ name: step.variable, type: { kind: 'row', table: step.table }, span }];
    if (step.kind === 'lookup')
      return [{ name: step.variable, type: { kind: 'row', table: of.lookups.get(step.lookup)?.table ?? '' }, span }];
    const targets = step.kind === 'set' ? [step.target] : step.kind === 'call' ? Object.values(step.gives) : [];
    return targets.flatMap((each) =>
      each.op === 'variable' && each.type.kind === 'row' ? [{ name: each.name, type: each.type, span: each.span }] : [],
    );
  });
  for (const { name, span } of bound)
    if (callerRows.some((row) => row === name) || scope.find(name))
      findings.add('SPEC0005', `'${name}' means something already`, span, 'choose another name');
  return [...findings.unique('row', bound, (each) => each.name).values()];
}

function rowsOf(
  { rows }: WorldSyntax,
  of: Interface,
  start: readonly Step[],
  findings: Findings,
): ReadonlyMap<string, number> {
  for (const { table } of rows)
    if (!of.tables.has(table.text)) findings.unknown('table', table.text, table.span, of.tables.keys());
  const most = new Map(rows.map(({ table, most: bound }) => [table.text, bound]));
  const inserted = new Map<string, number>();
  for (const step of start) {
    if (step.kind !== 'insert') continue;
    const count = (inserted.get(step.table) ?? 0) + 1;
    inserted.set(step.table, count);
    const bound = most.get(step.table) ?? 0;
    if (of.tables.has(step.table) && count === bound + 1)
      findings.add(
        'WLD0003',
        `the table '${step.table}' may hold ${bound === 0 ? 'no row' : `${String(bound)} rows`} here`,
        step.span,
        `write ${step.table}: ${String(count)} or more into rows`,
      );
  }
  return most;
}

function wordOf({ word }: WorldSyntax, findings: Findings): Word {
  const { bits, page, at, span } = word;
  const most = 2 ** bits - 1;
  const hugePage = word.hugePage ?? 2 * page;
  const powerOfTwo = (value: number): boolean => (value & (value - 1)) === 0;
  if (!powerOfTwo(page) || page > most / 4)
    findings.add(
      'WLD0004',
      `a page of ${String(page)} is no power of two, or ${String(bits)} bits have no room for four of them`,
      at['page'] ?? span,
    );
  else if (!powerOfTwo(hugePage) || hugePage < page || hugePage > most)
    findings.add(
      'WLD0004',
      `a huge page of ${String(hugePage)} is no power of two from ${String(page)} to ${String(most)}`,
      at['huge-page'] ?? span,
    );
  const symbols: Record<SymbolName, bigint> = {
    PAGE_SIZE: BigInt(page),
    HPAGE_SIZE: BigInt(hugePage),
    ULONG_MAX: BigInt(most),
    U64_MAX: BigInt(most),
    SIZE_MAX: BigInt(most),
    U32_MAX: BigInt(most),
  };
  return { bits, symbols };
}
