import { finding, inOrder, type Finding } from '../diagnostics/finding.ts';
import type { Interface, Proposal } from '../spec/interface.ts';
import type { Context } from './rule.ts';
import { rules } from './rules.ts';

/**
 * Holds an interface against the rules of the kernel's user ABI. With a proposal, `subject` is its result, and what its
 * base promised must still hold. In the order of their place; pure.
 */
export function lint(subject: Interface, proposal: Proposal | null): Finding[] {
  const context: Context = { current: subject, base: proposal?.base ?? null };
  return inOrder(
    rules.flatMap((rule) =>
      [...rule.check(context)].map((remark) =>
        finding(rule.code, `${rule.name}: ${remark.message}`, remark.span, remark.fix),
      ),
    ),
  );
}
