import pc from 'picocolors';

/** Marks up text for a terminal, or leaves it as it is. */
export interface Painter {
  good(text: string): string;
  bad(text: string): string;
  doubtful(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

export function painterOf(colour: boolean): Painter {
  const { green, red, yellow, bold, dim } = pc.createColors(colour);
  return { good: green, bad: red, doubtful: yellow, strong: bold, faint: dim };
}
