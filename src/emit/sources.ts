import type { Interface } from '../spec/interface.ts';

/** The spec folders that an interface is made of, for the banner of a generated file. */
export function sourcesOf({ name, family }: Interface): readonly string[] {
  const base = `specs/${family.name}/`;
  return name.includes('@') ? [base] : [base, `specs/proposals/${name}/`];
}
