import type { Kernel } from '../../conform/kernel.ts';
import type { LoadedSubjects } from '../load.ts';
import type { ConformSubject } from './make-calls.ts';
import type { Message, PartName, PartOutcome } from './message.ts';
import type { ConformOptions } from './options.ts';
import { runRandomCalls } from './parts/random.ts';
import { runVectors } from './parts/vectors.ts';

/** What a part of a run is given. */
export interface PartContext {
  readonly subject: ConformSubject;
  readonly loaded: LoadedSubjects;
  readonly kernel: Kernel;
  readonly options: ConformOptions;
  readonly onStage: (stage: string) => void;
  readonly tell: (message: Message) => void;
}

export const partRunners: Readonly<Record<PartName, (context: PartContext) => Promise<PartOutcome>>> = {
  vectors: runVectors,
  random: runRandomCalls,
  faults: notYet,
  selftests: notYet,
};

function notYet(): Promise<PartOutcome> {
  return Promise.resolve({ json: {}, text: 'to come', failed: true });
}
