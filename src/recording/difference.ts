import { finding, type Finding } from '../diagnostics/finding.ts';
import type { Span } from '../diagnostics/span.ts';
import { x86_64 } from '../layout/abi/x86_64.ts';
import { readFields, scalarPlaces } from '../model/argument.ts';
import type { Ioctl } from '../spec/interface.ts';

/** One thing that a call did otherwise than the model says. */
export interface Difference {
  /** Counts the calls of the scenario from 1. */
  readonly call: number;
  /** The ioctl's name, or its request word where no spec has it. */
  readonly ioctl: string;
  /**
   * `errno`, a member of the argument, `argument` for bytes that no member has, `array`; `request` for what the model does
   * not know, and `model` for what it cannot run, after which a scenario ends.
   */
  readonly field: string;
  /** What was recorded. */
  readonly expected: string;
  /** What the model gives. */
  readonly actual: string;
  readonly recording: Span;
  /** The step that made the model answer so: that failed, or that set what was told; null where it was no step. */
  readonly step: Span | null;
}

/** What one scenario came to. */
export interface ScenarioResult {
  readonly name: string;
  readonly calls: number;
  readonly differences: readonly Difference[];
}

/** Of each scenario this many differences are shown: after the first, the model is in another state than the kernel was. */
const mostShown = 10;

/** The findings that stand for differences, for a terminal: of each scenario the first ones. */
export function differenceFindings(results: readonly ScenarioResult[]): readonly Finding[] {
  return results.flatMap(({ name, differences }) => [
    ...differences.slice(0, mostShown).map((each) => differenceFinding(name, each)),
    ...differences.slice(mostShown, mostShown + 1).map((each) => {
      const more = differences.length - mostShown;
      return finding(
        'REC0003',
        `${name}, from call ${each.call} on: ${more} more; --json has them all`,
        each.recording,
      );
    }),
  ]);
}

function differenceFinding(scenario: string, difference: Difference): Finding {
  const { field, expected, actual, recording, step } = difference;
  const where = `${scenario}, call ${difference.call} (${difference.ioctl})`;
  if (field === 'model' && step) return finding('SEM0009', `${actual} (in ${where})`, step);
  const by = step ? ` (${step.file}:${step.line})` : '';
  return finding(
    field === 'request' ? 'REC0004' : 'REC0003',
    `${where}: ${field} is ${expected} in the recording, ${actual} in the model${by}`,
    recording,
  );
}

type ArgumentDifference = Pick<Difference, 'field' | 'expected' | 'actual'>;

/** In which members an argument that was recorded differs from the one that the model gives. */
export function argumentDifferences(
  ioctl: Ioctl | null,
  recorded: Uint8Array,
  computed: Uint8Array,
): readonly ArgumentDifference[] {
  const differing = new Set([...recorded.keys()].filter((at) => recorded[at] !== computed[at]));
  if (differing.size === 0) return [];
  const found: ArgumentDifference[] = [];
  const [expected, actual] = [recorded, computed].map((bytes) =>
    ioctl ? readFields(ioctl.struct, bytes, x86_64) : new Map<string, bigint>(),
  );
  for (const { name, offset, bytes } of ioctl ? scalarPlaces(ioctl.struct, x86_64) : []) {
    const own = Array.from({ length: bytes }, (_, index) => offset + index).filter((at) => differing.has(at));
    if (own.length === 0) continue;
    found.push({ field: name, expected: number(expected?.get(name)), actual: number(actual?.get(name)) });
    // Members of a union lie over each other; the first of them speaks for the bytes.
    for (const at of own) differing.delete(at);
  }
  if (differing.size === 0) return found;
  return [...found, { field: 'argument', expected: hex(recorded), actual: hex(computed) }];
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function number(value = 0n): string {
  return `0x${value.toString(16)}`;
}
