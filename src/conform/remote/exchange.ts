import { join } from 'node:path';
import type { Reason } from '../left-out.ts';
import type { Performed } from '../random/operation.ts';

/** What the guest answers: what came of it, or why it cannot be done there. */
export type Reply = { readonly performed: readonly Performed[] } | { readonly leftOut: Reason };

/**
 * How a host and its guest hand each other work: by files of a folder that both see, each renamed to its place when it is
 * complete. The guest says that it serves; the host asks, one request after the other, and says when there are no more.
 */
export function servingFile(folder: string): string {
  return join(folder, 'serving');
}

export function requestFile(folder: string, number: number): string {
  return join(folder, `request-${number}.json`);
}

export function replyFile(folder: string, number: number): string {
  return join(folder, `reply-${number}.json`);
}

export function stopFile(folder: string): string {
  return join(folder, 'stop');
}

/** How often each looks for a file of the other, in milliseconds. */
export const lookEvery = 5;
