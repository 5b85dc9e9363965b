import type { KernelFragments } from '../../emit/kernel/fragments.ts';

/** A program of selftests. */
export interface TestProgram {
  /** Its name, which is also that of its file but for `.c`. */
  readonly name: string;
  readonly text: string;
}

/** What the emitters make of a proposal, for its series. */
export interface Material {
  readonly kernel: KernelFragments;
  readonly selftest: TestProgram;
  /** A subsection of reST. */
  readonly documentation: string;
}
