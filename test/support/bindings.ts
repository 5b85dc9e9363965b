import ts from 'typescript';
import { typescriptBindings } from '../../src/emit/typescript/bindings.ts';
import type { Interface, Struct } from '../../src/spec/interface.ts';
import { scenarioInput } from './scenario.ts';
import { baseIn } from './specs.ts';
import { printer } from './templates.ts';

type Endian = 'little' | 'big';

/** One struct of generated bindings, as a test that knows no names sees it. */
export interface BoundStruct {
  readonly name: string;
  readonly size: number;
  readonly minSize: number;
  readonly encode: (value: object, endian?: Endian) => Uint8Array;
  readonly decode: (bytes: Uint8Array, endian?: Endian) => object;
}

export interface Bindings {
  readonly structs: Readonly<Record<string, BoundStruct>>;
  readonly ioctls: Readonly<
    Record<string, BoundStruct & { readonly number: number; readonly request: Readonly<Record<string, number>> }>
  >;
}

/** The source of the bindings of an interface. */
export function bindingsSource(subject: Interface): string {
  return typescriptBindings({ interface: subject, proposal: null, explored: null }, printer())
    .map((file) => file.text)
    .join('');
}

/** An interface that has these structs and no ioctls. */
export function interfaceOf(structs: readonly Struct[]): Interface {
  return { ...baseIn(scenarioInput('vault')).interface, declarations: inOrder(structs), ioctls: [] };
}

/** Structs and those that they hold, each after what it holds. */
function inOrder(structs: readonly Struct[]): Struct[] {
  const ordered = new Set<Struct>();
  const visit = (struct: Struct): void => {
    visitFields(struct.fields);
    ordered.add(struct);
  };
  const visitFields = (fields: Struct['fields']): void => {
    for (const { type } of fields) {
      if (type.kind === 'struct') visit(type.struct);
      if (type.kind === 'anonymous') visitFields(type.fields);
    }
  };
  structs.forEach(visit);
  return [...ordered];
}

/** Runs generated bindings. */
export async function runBindings(source: string): Promise<Bindings> {
  const options = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext };
  const javascript = ts.transpileModule(source, { compilerOptions: options }).outputText;
  return (await import(`data:text/javascript,${encodeURIComponent(javascript)}`)) as Bindings;
}
