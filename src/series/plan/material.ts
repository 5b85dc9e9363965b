import { printProposalSection } from '../../emit/documentation/proposal.ts';
import type { KernelFragments } from '../../emit/kernel/fragments.ts';
import { kernelFragments } from '../../emit/kernel/kernel-fragments.ts';
import { proposalSelftest, type SelftestProgram } from '../../emit/selftest/selftest.ts';
import type { Printer } from '../../emit/template.ts';
import type { Proposal } from '../../spec/interface.ts';

/** What the emitters make of a proposal, for its series. */
export interface Material {
  readonly kernel: KernelFragments;
  /** Null of a proposal that changes nothing a test could call. */
  readonly selftest: SelftestProgram | null;
  /** A subsection of reST. */
  readonly documentation: string;
}

export function materialOf(proposal: Proposal, print: Printer): Material {
  return {
    kernel: kernelFragments(proposal, print),
    selftest: proposalSelftest(proposal, print),
    documentation: printProposalSection(proposal, print),
  };
}
