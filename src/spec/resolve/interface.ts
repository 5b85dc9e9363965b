import type { Finding } from '../../diagnostics/finding.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Scope } from '../expression/scope.ts';
import { boolean, integer } from '../expression/type-rules.ts';
import {
  isIoctl,
  type Constant,
  type Declaration,
  type Interface,
  type Ioctl,
  type LookupKind,
  type StateEnum,
  type Table,
  type Verb,
} from '../interface.ts';
import type { FamilySyntax, PartsSyntax } from '../syntax.ts';
import { checkCalls } from './calls.ts';
import { Declarations, type IoctlHead } from './declarations.ts';
import { Findings } from './findings.ts';
import { columnTypes, Functions } from './functions.ts';
import { argumentScope, callerScope, globalScope, parameterScope } from './names.ts';
import { ioctlNumbers } from './numbers.ts';
import { resolveMeasure, resolveProperty } from './properties.ts';
import type { StepWorld } from './step-values.ts';
import { StepResolver } from './steps.ts';
import { parameters } from './types.ts';

export interface Resolved {
  readonly interface: Interface;
  readonly findings: readonly Finding[];
}

/**
 * Resolves an interface from a family and the files that make it up, in header order. `added` is the one of them that is
 * a proposal's: where it takes a name that another file has, the finding is about the proposal.
 */
export function resolveInterface(
  name: string,
  family: FamilySyntax,
  files: readonly PartsSyntax[],
  added: PartsSyntax | null = null,
): Resolved {
  const findings = new Findings(added?.file ?? null);
  const byAge = [...files.filter((file) => file !== added), ...(added ? [added] : [])];
  const of = <T>(pick: (file: PartsSyntax) => readonly T[]): readonly T[] => byAge.flatMap(pick);
  const lookupSyntax = findings.unique(
    'look-up',
    of((file) => file.lookups),
    (each) => each.kind,
  );
  const declarations = new Declarations(byAge, new Set([...lookupSyntax.keys(), 'any']), findings);

  const stateSyntax = findings.unique(
    'state enum',
    of((file) => file.stateEnums),
    (each) => each.name,
  );
  const stateEnums = new Map<string, StateEnum>(
    [...stateSyntax].map(([key, each]) => [
      key,
      { ...each, since: null, values: each.values.map((value) => value.text) },
    ]),
  );
  findings.unique(
    'model value',
    [...stateSyntax.values()].flatMap((each) => each.values),
    (each) => each.text,
  );
  const tableSyntax = findings.unique(
    'table',
    of((file) => file.tables),
    (each) => each.name,
  );
  const tableNames = new Set(tableSyntax.keys());
  const enumNames = new Set(stateEnums.keys());
  const typed = (types: Parameters<typeof parameters>[0]) => parameters(types, tableNames, enumNames, findings);
  const tables = new Map<string, Table>(
    [...tableSyntax].map(([key, each]) => [key, { ...each, since: null, columns: typed(each.columns) }]),
  );
  const columns = new Map([...tables].map(([key, table]) => [key, columnTypes(table.columns)]));

  const ofTests = new Set(
    of((file) => (file.testKernel ? [...file.declarations, ...file.ioctls] : [])).map((each) => each.name),
  );
  const numbers = ioctlNumbers(
    of((file) => file.ioctls),
    family,
    findings,
    ofTests,
  );
  const heads = headerOrder(files, declarations, family, numbers);
  const constants = heads.filter((each): each is Constant => 'declares' in each && each.declares === 'constant');
  const functions = new Functions(
    findings.unique(
      'function',
      of((file) => file.functions),
      (each) => each.name,
    ),
    (each) => typed(each.takes),
    findings,
  );
  const stateScope = globalScope(
    declarations.enums.values(),
    constants,
    stateEnums.values(),
    columns,
    functions.resolved,
  );
  const scope = callerScope(stateScope);
  functions.resolveAll(scope);

  const lookups = new Map<string, LookupKind>();
  for (const [kind, syntax] of lookupSyntax) {
    if (!tableNames.has(syntax.table))
      findings.unknown('table', syntax.table, syntax.at['table'] ?? syntax.span, tableNames);
    const { expression, findings: wrong } = parseExpression(
      syntax.where,
      scope.withVariable(syntax.table, { kind: 'row', table: syntax.table }).withVariable('key', integer(64)),
    );
    findings.addAll(wrong);
    lookups.set(kind, {
      ...syntax,
      since: null,
      where: expression ?? { op: 'boolean', value: false, type: boolean, span: syntax.where.span },
    });
  }

  const verbSyntax = findings.unique(
    'verb',
    of((file) => file.verbs),
    (each) => each.name,
  );
  const verbHeads = new Map(
    [...verbSyntax].map(([key, each]) => [key, { ...each, takes: typed(each.takes), gives: typed(each.gives) }]),
  );
  const world: StepWorld = { findings, structs: declarations.structs, lookups, verbs: verbHeads };
  const verbs = new Map<string, Verb>(
    [...verbHeads].map(([key, each]) => [
      key,
      {
        ...each,
        steps: new StepResolver(world, false).list(
          each.steps,
          parameterScope(parameterScope(scope, each.takes), each.gives),
        ),
      },
    ]),
  );
  checkCalls(verbs, added?.file ?? null, findings);

  const propertySyntax = findings.unique(
    'property',
    of((file) => file.properties),
    (each) => each.name,
  );
  const measureSyntax = findings.unique(
    'measure',
    of((file) => file.measures),
    (each) => each.name,
  );

  // Of two ioctls with one name, the first.
  const syntaxOf = new Map([...of((file) => file.ioctls)].reverse().map((each) => [each.name, each]));
  const finish = (declared: Declaration | IoctlHead): Declaration | Ioctl =>
    'declares' in declared
      ? declared
      : {
          ...declared,
          steps: new StepResolver(world, true).list(
            syntaxOf.get(declared.name)?.steps ?? [],
            argumentScope(scope, declared.struct),
          ),
        };
  const finished = heads.map(finish);
  const shown = finished.filter((each) => !ofTests.has(each.name));
  const ioctls = finished.filter(isIoctl).sort((a, b) => a.number - b.number);
  return {
    interface: {
      name,
      version: family.version,
      family: {
        name: family.family,
        title: family.title,
        doc: family.doc,
        header: family.header,
        ioctl: family.ioctl,
        device: family.device,
        errnos: family.errnos,
        taken: family.taken,
        entry: new StepResolver(world, true).list(family.entry, entryScope(scope)),
      },
      declarations: shown,
      ioctls: ioctls.filter((each) => !ofTests.has(each.name)),
      testIoctls: ioctls.filter((each) => ofTests.has(each.name)),
      verbs,
      tables,
      stateEnums,
      lookups,
      functions: functions.resolved,
      properties: [...propertySyntax.values()].map((each) => resolveProperty(each, stateScope, findings)),
      measures: [...measureSyntax.values()].map((each) => resolveMeasure(each, stateScope, findings)),
    },
    findings: findings.list,
  };
}

/** What is known of a call before its argument is: the sizes. */
function entryScope(scope: Scope): Scope {
  return scope.with(
    (['size', 'min_size'] as const).map((which) => [which, { kind: 'call-size', which, type: integer(32) }] as const),
  );
}

function headerOrder(
  files: readonly PartsSyntax[],
  declarations: Declarations,
  family: FamilySyntax,
  numbers: ReadonlyMap<string, number>,
): readonly (Declaration | IoctlHead)[] {
  return files.flatMap((file) => [
    ...file.declarations.flatMap((each) => declarations.resolved(each, file) ?? []),
    ...file.ioctls.flatMap(
      (each) => declarations.ioctl(each, numbers.get(each.name) ?? 0, file, family.header.ioctlPrefix) ?? [],
    ),
  ]);
}
