/** Joins the lines of an example. */
export function lines(...each: readonly string[]): string {
  return each.join('\n');
}
