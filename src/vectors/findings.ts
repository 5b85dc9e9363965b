import { finding, inOrder, type Finding } from '../diagnostics/finding.ts';
import type { Interface } from '../spec/interface.ts';
import type { SymbolicCall } from './call.ts';
import { findVectors } from './find.ts';
import { printValue } from './print.ts';
import type { Contradiction, LeftOut } from './vector.ts';

/** What the search for vectors shows to be wrong with the steps of an interface: each step is reported once. */
export function vectorFindings(of: Interface): readonly Finding[] {
  const reports = of.ioctls.map((ioctl) => findVectors(of, ioctl));
  const missed = reports.flatMap((each) => each.leftOut).filter((each) => each.why === 'not-found');
  const findings = [...missed.map(unreached), ...reports.flatMap((each) => each.contradictions).map(contradicted)];
  const bySpan = new Map(findings.map((each) => [JSON.stringify([each.code, each.span]), each]));
  return inOrder([...bySpan.values()]);
}

function unreached({ target }: LeftOut): Finding {
  return finding(
    'GEN0101',
    `no call was found that ends in ${target.errno} here`,
    target.step.span,
    'say `needs:` or `unreachable:`, or put the step where something comes to it',
  );
}

function contradicted({ target, setup, call }: Contradiction): Finding {
  const calls = [...setup, call].map(printCall).join(', then ');
  const claim = target.unreachable === null ? `needs: ${target.needs ?? ''}` : `unreachable: ${target.unreachable}`;
  return finding(
    'GEN0102',
    `'${claim}', but ${calls} ends in ${target.errno} here`,
    target.step.span,
    'remove the claim',
  );
}

/** A call on one line: the members that are not 0. */
function printCall({ ioctl, values }: SymbolicCall): string {
  const members = [...values].flatMap(([key, value]) =>
    value.kind === 'number' && value.value === 0n ? [] : `${key} ${printValue(value)}`,
  );
  return `${ioctl.name}(${members.join(', ')})`;
}
