import { columnsOf, type TerminalStream } from './terminal.ts';

/** One line that says what long work is at. */
export interface Progress {
  report(text: string): void;
  /** Takes the line away, before other output. */
  clear(): void;
}

const silent: Progress = { report: () => undefined, clear: () => undefined };
const carriageReturnAndErase = '\r\u001b[K';

/** Shows progress where `stream` is a terminal, and does nothing elsewhere. `text` holds no control characters. */
export function progressOn(stream: TerminalStream & { write(text: string): unknown }): Progress {
  if (stream.isTTY !== true) return silent;
  return {
    report: (text) => stream.write(carriageReturnAndErase + text.slice(0, columnsOf(stream) - 1)),
    clear: () => stream.write(carriageReturnAndErase),
  };
}
