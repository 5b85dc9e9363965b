/** What writing to a stream needs to know of the terminal behind it. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Columns of the terminal; 120 where the output goes to a file or a pipe. */
export function columnsOf(stream: TerminalStream): number {
  return stream.isTTY === true && stream.columns !== undefined && stream.columns > 0 ? stream.columns : 120;
}

/**
 * True where colour is wanted: NO_COLOR (no-color.org) and FORCE_COLOR decide, else whether the stream is a terminal
 * that can show it.
 */
export function wantsColour(stream: TerminalStream, environment: NodeJS.ProcessEnv = process.env): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}
