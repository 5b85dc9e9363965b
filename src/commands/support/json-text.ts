/** JSON for `--json`: indented, numbers beyond 2^53 as decimal text. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? each.toString() : each), 2);
}
