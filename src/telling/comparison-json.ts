import type { Comparison } from './comparison.ts';

/** What `compare --json` prints: members may be added, never renamed. */
export function comparisonJson({ subjects, rows, assumptions }: Comparison): object {
  return {
    proposals: subjects,
    rows: rows.map(({ kind, id, title, cells }) => ({
      property: id,
      kind,
      title,
      cells: cells.map(({ proposal, outcome, steps, ending, note }) => ({
        proposal,
        outcome,
        ...(steps === null ? {} : { steps }),
        ...(ending === null ? {} : { ending }),
        ...(note === null ? {} : { note }),
      })),
    })),
    assumptions,
  };
}
