import type { RecordedEvent } from '../../recording/event.ts';
import { vfioContainer } from './library.ts';

/** What a recording has. */
export interface RecordingSummary {
  /** Of ioctl(2). */
  readonly calls: number;
  /** How many times the family's device was opened, and how many times VFIO's container. */
  readonly contexts: number;
  readonly containers: number;
  /** Processes that did anything that was recorded. */
  readonly processes: number;
  /** Calls in which fault injection made something fail. */
  readonly failed: number;
}

export function summarize(events: readonly RecordedEvent[]): RecordingSummary {
  const opened = events.flatMap((event) => (event.op === 'open' ? [event.path] : []));
  const calls = events.filter((event) => event.op === 'ioctl');
  const containers = opened.filter((path) => path === vfioContainer).length;
  // That a program began, or a test, is nothing that it did.
  const acting = events.filter(({ op }) => op !== 'exec' && op !== 'test');
  return {
    calls: calls.length,
    contexts: opened.length - containers,
    containers,
    processes: new Set(acting.map(({ pid }) => pid)).size,
    failed: calls.filter(({ failed }) => failed).length,
  };
}
