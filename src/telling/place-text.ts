import type { Place } from './verification.ts';

/** A place as a reader of the specs knows it: below the folder of the specs. */
export function placeText({ file, line }: Place): string {
  const below = file.replaceAll('\\', '/').replace(/^(?:.*\/)?specs\//, '');
  return `${below}:${line}`;
}
