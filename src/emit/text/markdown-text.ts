import { visible } from '../../diagnostics/visible.ts';

/** Plain text as Markdown that says the same: nothing in it marks anything up. */
export function markdownText(text: string): string {
  return visible(text).replaceAll(/[\\`*_{}[\]<>#|~]/g, (character) => `\\${character}`);
}
