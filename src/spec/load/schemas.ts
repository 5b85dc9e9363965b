import { Ajv } from 'ajv';
import shared from '../../../specs/schema/abiwright.schema.json' with { type: 'json' };
import family from '../../../specs/schema/family.schema.json' with { type: 'json' };
import parts from '../../../specs/schema/parts.schema.json' with { type: 'json' };
import proposal from '../../../specs/schema/proposal.schema.json' with { type: 'json' };
import system from '../../../specs/schema/system.schema.json' with { type: 'json' };
import world from '../../../specs/schema/world.schema.json' with { type: 'json' };

const schemas = { family, parts, proposal, system, world };

export type SchemaName = keyof typeof schemas;

export const schemaNames = Object.keys(schemas);

/** A validator that knows the schemas of specs/schema by their names. The build compiles them ahead with it. */
export function createAjv(): Ajv {
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, code: { source: true }, schemas: [shared] });
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);
  return ajv;
}
