import { columns, indentTo } from './columns.ts';

/** Something in brackets: a call, or what parentheses group. */
export interface Bracketed {
  /** What stands before the inside, the bracket included: `(`, `!(`, `fget(`. */
  readonly open: string;
  readonly inside: Breakable;
  readonly close: string;
}

/** Operands, each but the last followed by its separator: `||`, `+`, or a comma. */
export interface Chain {
  readonly operands: readonly Breakable[];
  readonly separators: readonly string[];
}

/** A piece of C that knows where a line may end in it: after an operator or a comma, and nowhere else. */
export type Breakable = string | Bracketed | Chain;

function after(separator: string | undefined): string {
  if (separator === undefined) return '';
  return separator === ',' ? separator : ` ${separator}`;
}

/** The piece on one line. */
export function flat(piece: Breakable): string {
  if (typeof piece === 'string') return piece;
  if ('open' in piece) return piece.open + flat(piece.inside) + piece.close;
  return piece.operands.map((operand, index) => flat(operand) + after(piece.separators[index])).join(' ');
}

/** Puts text in front, as of a unary operator. A chain must be in brackets for that. */
export function prefixed(prefix: string, piece: Exclude<Breakable, Chain>): Exclude<Breakable, Chain> {
  return typeof piece === 'string' ? prefix + piece : { ...piece, open: prefix + piece.open };
}

/** Operands with commas between. */
export function commaList(operands: readonly Breakable[]): Breakable {
  return { operands, separators: operands.slice(1).map(() => ',') };
}

class Lines {
  text: string;
  private column: number;
  private readonly width: number;

  constructor(start: string, width: number) {
    this.text = start;
    this.column = columns(start);
    this.width = width;
  }

  /** `tail` columns must be left at the end of the piece. */
  write(piece: Breakable, tail: number): void {
    const line = flat(piece);
    if (typeof piece === 'string' || this.fits(line, tail)) this.append(line);
    else if ('open' in piece) {
      this.append(piece.open);
      this.write(piece.inside, tail + columns(piece.close));
      this.append(piece.close);
    } else this.writeChain(piece, tail);
  }

  private writeChain({ operands, separators }: Chain, tail: number): void {
    const indent = this.column;
    let broken = false;
    for (const [index, operand] of operands.entries()) {
      const end = after(separators[index]);
      const room = index === operands.length - 1 ? tail : columns(end);
      if (index > 0) {
        if (broken || !this.fits(` ${flat(operand)}`, room)) this.newLine(indent);
        else this.append(' ');
      }
      const before = this.text.split('\n').length;
      this.write(operand, room);
      broken = this.text.split('\n').length > before;
      this.append(end);
    }
  }

  private fits(text: string, tail: number): boolean {
    return this.column + columns(text) + tail <= this.width;
  }

  private append(text: string): void {
    this.text += text;
    this.column += columns(text);
  }

  private newLine(indent: number): void {
    this.text += `\n${indentTo(indent)}`;
    this.column = indent;
  }
}

/**
 * Prints a piece in the kernel's style: as few lines as fit, each broken after an operator or a comma, and what follows
 * aligned with the operand that the line begins with. What has no place to break stays whole, however long.
 *
 * @param start what stands on the line already, from column 0
 * @param end what must stand on the last line
 * @param width columns that a line may take
 */
export function wrapBreakable(start: string, piece: Breakable, end: string, width: number): string {
  const lines = new Lines(start, width);
  lines.write(piece, columns(end));
  return lines.text + end;
}
