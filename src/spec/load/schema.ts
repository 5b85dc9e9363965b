import { isNode, type Node } from 'yaml';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { finding, type Finding } from '../../diagnostics/finding.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Span } from '../../diagnostics/span.ts';
import { keyNode, type YamlFile } from './yaml.ts';
import { stepKinds } from '../syntax.ts';
import { validator, type SchemaName } from './validators.ts';

/** So many errors of one file are looked at: many more than are told, and few enough to find each in the file. */
const mostErrors = 1000;

/** Checks a file against its JSON Schema; every finding stands at the node it is about. */
export function checkSchema(yaml: YamlFile, schema: SchemaName): Finding[] {
  const validate: ValidateFunction = validator(schema);
  if (validate(yaml.document.toJS())) return [];
  const errors = new SchemaErrors(
    (validate.errors ?? []).filter((error) => error.keyword !== 'if').slice(0, mostErrors),
  );
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const error of [...missingKeys(errors), ...errors.all.filter(({ keyword }) => keyword !== 'required')]) {
    const made = errors.insideAnyOf(error) ? null : describe(yaml, error);
    if (!made) continue;
    const key = `${made.code}:${String(made.span.line)}:${String(made.span.column)}:${made.message}`;
    if (!seen.has(key)) findings.push(made);
    seen.add(key);
  }
  return findings;
}

/** One error a mapping for all the keys that it lacks. A key that is misspelt is not told as missing too. */
function missingKeys(errors: SchemaErrors): ErrorObject[] {
  const byPlace = new Map<string, { readonly error: ErrorObject; readonly names: string[] }>();
  for (const error of errors.all) {
    if (error.keyword !== 'required' || errors.insideAnyOf(error)) continue;
    const name = String((error.params as { missingProperty?: unknown }).missingProperty);
    if (errors.unknownKeysAt(error.instancePath).some((key) => nearest(key, [name]) !== null)) continue;
    const place = byPlace.get(error.instancePath);
    if (!place) byPlace.set(error.instancePath, { error, names: [name] });
    else if (!place.names.includes(name)) place.names.push(name);
  }
  return [...byPlace.values()].map(({ error, names }) => ({ ...error, params: { missingProperty: names } }));
}

/** What the validator says of one file. */
class SchemaErrors {
  readonly all: readonly ErrorObject[];
  private readonly anyOfs: ReadonlySet<string>;
  private readonly unknownKeys = new Map<string, string[]>();

  constructor(all: readonly ErrorObject[]) {
    this.all = all;
    this.anyOfs = new Set(all.filter(({ keyword }) => keyword === 'anyOf').map(({ schemaPath }) => `${schemaPath}/`));
    for (const { keyword, instancePath, params } of all) {
      if (keyword !== 'additionalProperties') continue;
      const key = String((params as { additionalProperty?: unknown }).additionalProperty);
      this.unknownKeys.set(instancePath, [...(this.unknownKeys.get(instancePath) ?? []), key]);
    }
  }

  /** True of what one arm of an `anyOf` misses, which is told by one finding for all of them. */
  insideAnyOf({ schemaPath }: ErrorObject): boolean {
    return [...this.anyOfs].some((anyOf) => schemaPath.startsWith(anyOf));
  }

  /** Keys of the mapping at a place that the schema does not know. */
  unknownKeysAt(instancePath: string): readonly string[] {
    return this.unknownKeys.get(instancePath) ?? [];
  }
}

function describe(yaml: YamlFile, error: ErrorObject): Finding | null {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const node = nodeAt(yaml, path);
  const span = yaml.spanOf(node);
  // Of a key that is no name, one finding says so.
  if (error.propertyName !== undefined && error.keyword !== 'propertyNames') return null;
  const parameters = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(yaml, error, node);
    case 'required': {
      const names = parameters['missingProperty'] as readonly string[];
      return finding(
        'SPEC0002',
        `${names.map((name) => `'${name}'`).join(', ')} ${names.length === 1 ? 'is' : 'are'} missing here`,
        span,
        `add ${names.map((name) => `${name}: ...`).join(', ')}`,
      );
    }
    case 'dependencies':
      return finding(
        'SPEC0002',
        `'${String(parameters['missingProperty'])}' is missing here, beside '${String(parameters['property'])}'`,
        span,
        `add ${String(parameters['missingProperty'])}: ...`,
      );
    case 'anyOf': {
      const kinds = Array.isArray(error.schema)
        ? error.schema.flatMap((arm: { required?: string[] }) => arm.required ?? [])
        : [];
      if (kinds.length === 0) return finding('SPEC0003', notAllowed(error), span);
      const [first] = kinds.length === stepKinds.length ? Object.keys((error.data as object | null) ?? {}) : [];
      if (first === undefined)
        return finding('SPEC0003', `one of ${kinds.map((kind) => `'${kind}'`).join(', ')} is needed here`, span);
      const close = nearest(first, kinds);
      return finding(
        'SPEC0004',
        `'${shown(first)}' is no step; steps are ${kinds.join(', ')}`,
        spanOfKey(yaml, node, first),
        close === null ? undefined : `did you mean '${close}'?`,
      );
    }
    case 'enum':
      return finding(
        'SPEC0003',
        `'${shown(error.data)}' may not stand here; use one of ${(parameters['allowedValues'] as unknown[]).map(String).join(', ')}`,
        span,
      );
    case 'type':
      return finding('SPEC0003', `${expected(parameters['type'])} is expected here`, span, quoted(error));
    case 'pattern':
    case 'maxLength':
    case 'minLength':
    case 'maximum':
    case 'minimum':
    case 'const':
    case 'minItems':
    case 'minProperties':
      return finding('SPEC0003', notAllowed(error), span);
    case 'maxProperties':
      return finding('SPEC0003', `more keys than may stand here${expectedHere(error)}`, span);
    case 'propertyNames': {
      const name = String(parameters['propertyName']);
      return finding('SPEC0003', `'${shown(name)}' is no name that may stand here`, spanOfKey(yaml, node, name));
    }
    default:
      return finding('SPEC0003', error.message ?? 'not a value that may stand here', span);
  }
}

/** What JSON Schema calls a type, as YAML does. */
const typeNames: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function expected(types: unknown): string {
  return [types]
    .flat()
    .map((type) => typeNames[String(type)] ?? String(type))
    .join(' or ');
}

/** YAML reads true, 7 and null as no texts, unless they are in quotes. */
function quoted({ params, data, parentSchema }: ErrorObject): string | undefined {
  const { type } = params as { type?: unknown };
  if (data === null && Array.isArray(type)) return 'write "null", if the absence of a row is meant';
  if (type !== 'string') return undefined;
  if (typeof data !== 'boolean' && typeof data !== 'number') return undefined;
  const { pattern } = (parentSchema ?? {}) as { pattern?: string };
  const fits = pattern === undefined || new RegExp(pattern, 'u').test(String(data));
  return fits ? `write "${String(data)}"` : undefined;
}

/** The value, the limit that it breaks, and what the schema wants. A regular expression says less than its description. */
function notAllowed(error: ErrorObject): string {
  const { data, keyword, message } = error;
  const says = (message ?? '').replace(/must NOT have fewer than 1 \w+/, 'must not be empty').replaceAll('NOT', 'not');
  const limit = keyword === 'pattern' || keyword === 'anyOf' ? '' : `: ${says}`;
  return `'${shown(data)}' may not stand here${limit}${expectedHere(error)}`;
}

/** What the schema says of the place, in its first sentence. */
function expectedHere({ parentSchema }: ErrorObject): string {
  const { description } = (parentSchema ?? {}) as { description?: string };
  const wanted = description?.split(/\.(?:\s|$)/)[0] ?? '';
  return wanted === '' ? '' : `; expected: ${withSmallStart(wanted)}`;
}

function withSmallStart(text: string): string {
  return text.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
}

function unknownKey(yaml: YamlFile, error: ErrorObject, node: Node): Finding {
  const name = String((error.params as { additionalProperty?: unknown }).additionalProperty);
  const kinds = Object.keys(error.data as object).filter((key) => stepKinds.some((kind) => kind === key));
  const [first, second] = kinds;
  const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
  if (first !== undefined && second !== undefined && kinds.some((kind) => known.includes(kind)))
    return finding(
      'SPEC0004',
      `'${first}' and '${second}' are two steps`,
      spanOfKey(yaml, node, second),
      'make each an item of the list',
    );
  const close = nearest(name, known);
  return finding(
    'SPEC0001',
    `unknown key '${shown(name)}'`,
    spanOfKey(yaml, node, name),
    close === null ? keysHere(known) : `did you mean '${close}'?`,
  );
}

/** A list that is not too long to be read. */
function keysHere(known: readonly string[]): string | undefined {
  return known.length > 0 && known.length <= 8 ? `the keys here are ${known.join(', ')}` : undefined;
}

function spanOfKey(yaml: YamlFile, node: Node, name: string): Span {
  return yaml.spanOf(keyNode(node, name) ?? node);
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

function nodeAt(yaml: YamlFile, path: readonly string[]): Node {
  const found: unknown =
    path.length === 0
      ? yaml.document.contents
      : yaml.document.getIn(
          path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
          true,
        );
  if (isNode(found)) return found;
  const byName: unknown = yaml.document.getIn(path, true);
  if (isNode(byName)) return byName;
  return nodeAt(yaml, path.slice(0, -1));
}
