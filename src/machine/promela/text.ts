/** Texts of expressions, as short as they can be where a part is known. Truth is 0 or 1. */

export function and(left: string, right: string): string {
  if (left === '0' || right === '0') return '0';
  if (left === '1') return right;
  if (right === '1') return left;
  return `(${left} && ${right})`;
}

export function or(left: string, right: string): string {
  if (left === '1' || right === '1') return '1';
  if (left === '0') return right;
  if (right === '0') return left;
  return `(${left} || ${right})`;
}

export function not(text: string): string {
  if (text === '0') return '1';
  if (text === '1') return '0';
  // Two of them are a word of their own in Promela.
  return text.startsWith('!') ? `!(${text})` : `!${text}`;
}

export function compare(left: string, operator: string, right: string): string {
  if (!isNumber(left) || !isNumber(right)) return `(${left} ${operator} ${right})`;
  const [a, b] = [Number(left), Number(right)];
  const holds = { '==': a === b, '!=': a !== b, '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[operator];
  return holds === true ? '1' : '0';
}

export function either(test: string, yes: string, no: string): string {
  if (test === '1') return yes;
  if (test === '0') return no;
  return `(${test} -> ${yes} : ${no})`;
}

/** The low bits of a number, as many as the mask has. */
export function low(text: string, mask: number): string {
  if (isNumber(text) && Number(text) <= mask) return text;
  return text.endsWith(` & ${mask})`) ? text : `(${text} & ${mask})`;
}

/** A number that is not below 0. */
export function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
