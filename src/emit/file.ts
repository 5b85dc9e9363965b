import type { Interface, Proposal } from '../spec/interface.ts';
import type { Explored } from './explored.ts';
import type { Printer } from './template.ts';

/** One generated file. */
export interface EmittedFile {
  /** Relative to `generated/`, with `/` between folders: `iommufd@v6.12/uapi/iommufd.h`. */
  readonly path: string;
  /** The name of the emitter that made it, as in targets.ts. */
  readonly target: string;
  /** Ends in one newline. */
  readonly text: string;
}

/** What an emitter turns into files. */
export interface Subject {
  /** The base, or the base with the proposal's delta. */
  readonly interface: Interface;
  /** Null for a base. */
  readonly proposal: Proposal | null;
  /** What exploring the proposal found; null of a base, and where no world is made for the proposal. */
  readonly explored: Explored | null;
}

/** Makes the files of one target. Pure: the same subject gives the same bytes. */
export type Emitter = (subject: Subject, print: Printer) => readonly EmittedFile[];
