import type { Ajv, ValidateFunction } from 'ajv';
import { createAjv, type SchemaName } from './schemas.ts';

export type { SchemaName } from './schemas.ts';

let ajv: Ajv | null = null;

/** The validator of one kind of file, compiled on first use. In the bundle, esbuild.config.mjs has compiled them all. */
export function validator(name: SchemaName): ValidateFunction {
  ajv ??= createAjv();
  const found = ajv.getSchema(name);
  if (!found) throw new Error(`no schema ${name}`);
  return found;
}
