const width = 21;

/** A line that begins with what it is about. */
export function labelled(label: string, text: string): string {
  return `${label.padEnd(width)}${text}`;
}
