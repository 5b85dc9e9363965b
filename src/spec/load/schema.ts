import { isNode, type Node } from 'yaml';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { finding, type Finding } from '../../diagnostics/finding.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { keyNode, type YamlFile } from './yaml.ts';
import { stepKinds } from '../syntax.ts';
import { validator, type SchemaName } from './validators.ts';

/** Checks a file against its JSON Schema; every finding stands at the node it is about. */
export function checkSchema(yaml: YamlFile, schema: SchemaName): Finding[] {
  const validate: ValidateFunction = validator(schema);
  if (validate(yaml.document.toJS())) return [];
  const errors = (validate.errors ?? []).filter((error) => error.keyword !== 'if');
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const error of errors) {
    const made = describe(yaml, error, errors);
    if (!made) continue;
    const key = `${made.code}:${String(made.span.line)}:${String(made.span.column)}:${made.message}`;
    if (!seen.has(key)) findings.push(made);
    seen.add(key);
  }
  return findings;
}

function describe(yaml: YamlFile, error: ErrorObject, all: readonly ErrorObject[]): Finding | null {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const node = nodeAt(yaml, path);
  const span = yaml.spanOf(node);
  // An `anyOf` is told by one finding of its own; its arms only say what each of them misses.
  if (
    all.some(
      (other) => other !== error && other.keyword === 'anyOf' && error.schemaPath.startsWith(`${other.schemaPath}/`),
    )
  )
    return null;
  const parameters = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(parameters['additionalProperty']);
      const key = keyNode(node, name);
      const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
      const close = nearest(name, known);
      return finding(
        'SPEC0001',
        `unknown key '${name}'`,
        key ? yaml.spanOf(key) : span,
        close === null ? undefined : `did you mean '${close}'?`,
      );
    }
    case 'required':
      return finding(
        'SPEC0002',
        `'${String(parameters['missingProperty'])}' is missing here`,
        span,
        `add ${String(parameters['missingProperty'])}: ...`,
      );
    case 'anyOf': {
      const kinds = Array.isArray(error.schema)
        ? error.schema.flatMap((arm: { required?: string[] }) => arm.required ?? [])
        : [];
      const keys = Object.keys((error.data as object | null) ?? {});
      if (kinds.length === stepKinds.length && keys.length > 0) {
        const first = keys[0] ?? '';
        const close = nearest(first, kinds);
        const key = keyNode(node, first);
        return finding(
          'SPEC0004',
          `'${first}' is no step; steps are ${kinds.join(', ')}`,
          key ? yaml.spanOf(key) : span,
          close === null ? undefined : `did you mean '${close}'?`,
        );
      }
      return finding(
        'SPEC0003',
        kinds.length > 0 ? `one of ${kinds.join(', ')} is needed here` : 'not a value that may stand here',
        span,
      );
    }
    case 'enum':
      return finding(
        'SPEC0003',
        `'${shown(error.data)}' may not stand here; use one of ${(parameters['allowedValues'] as unknown[]).map(String).join(', ')}`,
        span,
      );
    case 'type':
      return finding('SPEC0003', `a ${[parameters['type']].flat().map(String).join(' or ')} is expected here`, span);
    case 'pattern':
    case 'maxLength':
    case 'minLength':
    case 'maximum':
    case 'minimum':
    case 'const':
    case 'minItems':
    case 'minProperties':
      return finding('SPEC0003', `'${shown(error.data)}' may not stand here: ${meaning(error)}`, span);
    case 'propertyNames': {
      const name = String(parameters['propertyName']);
      const key = keyNode(node, name);
      return finding('SPEC0003', `'${shown(name)}' is no name that may stand here`, key ? yaml.spanOf(key) : span);
    }
    default:
      return error.propertyName === undefined
        ? finding('SPEC0003', error.message ?? 'not a value that may stand here', span)
        : null;
  }
}

/** What the schema says of the value, and the limit it breaks. */
function meaning(error: ErrorObject): string {
  const description = (error.parentSchema as { description?: string } | undefined)?.description;
  const limit = error.message ?? 'it does not match';
  return description === undefined ? limit : `${limit}. ${description}`;
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
