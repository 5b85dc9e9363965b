import { Ajv, type ValidateFunction } from 'ajv';
import shared from '../../../specs/schema/abiwright.schema.json' with { type: 'json' };
import family from '../../../specs/schema/family.schema.json' with { type: 'json' };
import parts from '../../../specs/schema/parts.schema.json' with { type: 'json' };
import proposal from '../../../specs/schema/proposal.schema.json' with { type: 'json' };

export type SchemaName = 'family' | 'parts' | 'proposal';

const schemas = { family, parts, proposal };
const compiled = new Map<SchemaName, ValidateFunction>();
let ajv: Ajv | null = null;

/** The validator of one kind of file, compiled on first use. */
export function validator(name: SchemaName): ValidateFunction {
  let found = compiled.get(name);
  if (!found) {
    ajv ??= new Ajv({ allErrors: true, verbose: true, strict: false, schemas: [shared] });
    found = ajv.compile(schemas[name]);
    compiled.set(name, found);
  }
  return found;
}
