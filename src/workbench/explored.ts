import { finding, type Finding } from '../diagnostics/finding.ts';
import type { Explored } from '../emit/explored.ts';
import type { Proposal } from '../spec/interface.ts';
import { comparisonNotes, comparisonTables } from '../telling/comparison-text.ts';
import type { Comparison } from '../telling/comparison.ts';
import { painterOf } from '../telling/painter.ts';
import { standings, type WorldVerdict } from '../telling/standing.ts';
import type { Verification } from '../telling/verification.ts';
import { compare } from './compare/compare.ts';

/** Columns of the comparison in a letter, where it is indented by four more. */
const tableColumns = 68;

export interface ExploredProposal {
  /** For the letter; null where no world is made for the proposal. */
  readonly explored: Explored | null;
  readonly comparison: Comparison | null;
  /** Each property of the proposal that is violated is a finding, of SER0018. */
  readonly violations: readonly Finding[];
  /** What is wrong with the specs, and only shows when they are explored. */
  readonly findings: readonly Finding[];
}

/** Explores a proposal with its base and its alternatives, or takes what was found when the specs were the same. */
export function exploreProposal(
  proposal: Proposal,
  from: string,
  onProgress: (text: string) => void,
): ExploredProposal {
  const names = [proposal.name, ...proposal.alternatives.map((each) => each.name)];
  const { comparison, verifications, findings } = compare(names, from, onProgress);
  const wrong = findings.filter((each) => each.severity === 'error');
  const own = verifications.find((each) => each.name === proposal.name);
  if (!comparison || !own || own.worlds.length === 0)
    return { explored: null, comparison, violations: [], findings: wrong };
  const violated = standings(own).flatMap(({ outcome, decisive }) =>
    outcome === 'violated' ? decisive.slice(0, 1) : [],
  );
  return {
    explored: {
      ...sizeOf(own),
      table: comparisonTables(comparison, tableColumns, painterOf(false)).flatMap((lines, index) =>
        index === 0 ? lines : ['', ...lines],
      ),
      notes: comparisonNotes(comparison),
      violations: violated.map(violationText),
    },
    comparison,
    violations: violated.map((each) =>
      finding(
        'SER0018',
        `${proposal.name} breaks what it is held to: ${violationText(each)}`,
        proposal.span,
        `abiwright verify ${proposal.name} --property ${each.verdict.id}`,
      ),
    ),
    findings: wrong,
  };
}

function sizeOf({ worlds }: Verification): Pick<Explored, 'worlds' | 'states'> {
  const states = worlds.reduce((sum, each) => sum + each.states, 0);
  return {
    worlds: worlds.length === 1 ? '1 world' : `${worlds.length} worlds`,
    states: `${states.toLocaleString('en')} states`,
  };
}

function violationText({ world, verdict }: WorldVerdict): string {
  return `${verdict.id} in ${world.name}${verdict.steps === null ? '' : `, in ${verdict.steps} step${verdict.steps === 1 ? '' : 's'}`}`;
}
