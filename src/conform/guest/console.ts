import type { Trouble } from '../trouble.ts';

/** Reads the console of a guest line by line: finds what the kernel reports of itself, and what the first program says. */
export class GuestConsole {
  private partial = '';
  private readonly decoder = new TextDecoder();
  private readonly lines: string[] = [];
  private readonly found: Report[] = [];
  /** The report that is still being printed. */
  private open: Report | null = null;
  private readonly words: string[] = [];
  private readonly mark: string;
  private readonly onWord: (word: string) => void;

  /**
   * @param mark what the lines of the guest's first program begin with
   * @param onWord called with the rest of each such line
   */
  constructor(mark: string, onWord: (word: string) => void) {
    this.mark = mark;
    this.onWord = onWord;
  }

  /** Bytes as they come. */
  take(chunk: Uint8Array): void {
    const lines = (this.partial + this.decoder.decode(chunk, { stream: true })).split('\n');
    this.partial = lines.pop()?.slice(-longestLine) ?? '';
    for (const line of lines) this.line(line);
  }

  /** Whether anything was printed that is no blank and no control sequence of a terminal. */
  get printed(): boolean {
    return this.lines.length > 0 || plain(this.partial).trim() !== '';
  }

  /** What the first program has said, in order. */
  get said(): readonly string[] {
    return this.words;
  }

  /** The last lines. */
  get tail(): readonly string[] {
    return this.lines.slice(-tailLength);
  }

  get troubles(): readonly Trouble[] {
    return this.found.map(({ kind, lines }) => ({
      code: kind.code,
      message: `${kind.what}: ${(lines[0] ?? '').replace(kind.repeated, '')}`,
      lines,
    }));
  }

  private line(raw: string): void {
    const line = plain(raw);
    if (line.trim() === '') return;
    this.lines.push(line);
    if (this.lines.length > 2 * tailLength) this.lines.splice(0, tailLength);
    const at = line.indexOf(this.mark);
    if (at >= 0) {
      const word = line.slice(at + this.mark.length).trim();
      this.words.push(word);
      this.onWord(word);
      return;
    }
    this.report(line);
  }

  private report(line: string): void {
    const kind = kinds.find(({ begins }) => begins.test(line));
    if (kind) {
      this.open = { kind, lines: [] };
      if (this.found.length < mostReports) this.found.push(this.open);
    }
    if (this.open === null) return;
    if (this.open.lines.length < mostLines) this.open.lines.push(line);
    if (ends.test(line)) this.open = null;
  }
}

interface Kind {
  readonly code: Trouble['code'];
  readonly what: string;
  readonly begins: RegExp;
  /** What of the first line the message says already. */
  readonly repeated: RegExp;
}

interface Report {
  readonly kind: Kind;
  readonly lines: string[];
}

const tailLength = 60;
const mostReports = 20;
const mostLines = 150;
const longestLine = 4096;

/** How reports of the kernel begin (kernel/panic.c, kernel/locking/lockdep.c, lib/bug.c, mm/kasan/report.c and others). */
const kinds: readonly Kind[] = [
  {
    code: 'CON0101',
    what: 'the kernel panicked',
    begins: /\bKernel panic - not syncing\b/,
    repeated: /^Kernel panic - not syncing:\s*/,
  },
  {
    code: 'CON0104',
    what: 'the kernel warned',
    // Newer kernels say first where.
    begins: /\bWARNING: (?:CPU: |(?:\S+:\d+ )?at .*, CPU#\d+:)/,
    repeated: /^WARNING:\s*/,
  },
  {
    code: 'CON0102',
    what: 'the kernel checks its locks, and reports',
    begins:
      /\bWARNING: (?!CPU: |(?:\S+:\d+ )?at .*, CPU#\d+:)(?=.*(?:lock|depend|RCU|context|contention|chain_key|irq))|\bINFO: (?:possible|trying to register)|\bBUG: (?:Invalid wait context|MAX_\w+ too low)|\bBUG: .*(?:lock held|still has locks)/i,
    repeated: /^(?:WARNING|INFO):\s*/,
  },
  {
    code: 'CON0105',
    what: 'something in the kernel does not go on',
    begins:
      /\bINFO: task .* blocked for more than\b|\bsoft lockup\b|\bhard LOCKUP\b|\bdetected stalls?\b|\bself-detected stall\b/,
    repeated: /^(?:INFO|BUG):\s*/,
  },
  {
    code: 'CON0103',
    what: 'the kernel found a fault of its own',
    begins:
      /\bBUG: |\bkernel BUG at |\bOops: |\bgeneral protection fault\b|\bKASAN: |\bKCSAN: |\bUBSAN: |\bkmemleak: \d|\b(?:list_add|list_del) corruption\b/,
    repeated: /^BUG:\s*/,
  },
];

const ends = /---\[ end (?:trace|Kernel panic)|<\/TASK>\s*$/;

/** Without the time that printk may print, and without what only moves a terminal's cursor. */
function plain(line: string): string {
  return line
    .replace(/\u001b(?:\[[0-9;?]*[A-Za-z]|[()][A-Za-z0-9]|c)|[\u0000-\u0008\u000b-\u001f]/g, '')
    .replace(/^(?:<\d>)?\[ *\d+\.\d+\](?:\[[^\]]*\])? /, '')
    .trimEnd();
}
