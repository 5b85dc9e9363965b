import { abis } from '../layout/abis.ts';

/** What was looked at and found in order: a line a subject. */
export function summary(names: readonly { readonly name: string; readonly ioctls: number }[]): string {
  const width = Math.max(0, ...names.map((each) => each.name.length)) + 2;
  return names
    .map(
      ({ name, ioctls }) =>
        `${name.padEnd(width)}0 errors, 0 warnings   ${String(ioctls)} ioctls, ${String(abis.length)} ABIs`,
    )
    .join('\n');
}
