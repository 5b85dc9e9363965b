import { stringify } from 'yaml';

/** A text as a YAML scalar in one line, in quotes where it would be read as something else. */
export function yamlScalar(text: string): string {
  return stringify(text.trim().replaceAll(/\s+/g, ' '), { lineWidth: 0 }).trimEnd();
}
