import type { Interface, Ioctl, Proposal } from '../../spec/interface.ts';
import type { Step } from '../../spec/step.ts';
import { capitalised } from '../text/title.ts';
import { conditionText, type Condition } from '../conditions.ts';
import { errnoRows, type ErrnoRow } from '../errnos.ts';
import { restCell, restText } from './rest-text.ts';

/** Rows under one condition. */
interface ErrnoGroupView {
  /** A sentence that ends in a colon; null before the first rows where these are under no condition. */
  readonly lead: string | null;
  readonly rows: readonly { readonly errno: string; readonly when: string }[];
}

/** What templates/documentation/errnos.hbs prints. */
export interface ErrnoTableView {
  readonly groups: readonly ErrnoGroupView[];
  /** Effects that a failure does not take back. */
  readonly leaves: readonly string[];
}

function lead(given: readonly Condition[], isFirst: boolean): string | null {
  if (given.length > 0) return restText(`${conditionText(given)}:`);
  return isFirst ? null : 'Then, in any case:';
}

/** What the caller finds in the argument after the failure; empty where that is what was passed. */
function afterwards({ written }: ErrnoRow): string {
  if (written === null) return '';
  const { fields, certain } = written;
  const what = fields === null ? 'the argument' : fields.map((field) => `\`${field}\``).join(' and ');
  const have = fields !== null && fields.length > 1 ? 'have' : 'has';
  return ` By then ${what} ${certain ? have : 'may have'} been written back.`;
}

/** Runs of rows under the same conditions. */
function groupViews(rows: readonly ErrnoRow[]): ErrnoGroupView[] {
  const runs: ErrnoRow[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run !== undefined && conditionText(run[0]?.given ?? []) === conditionText(row.given)) run.push(row);
    else runs.push([row]);
  }
  return runs.map((run, index) => ({
    lead: lead(run[0]?.given ?? [], index === 0),
    rows: run.map((row) => ({
      errno: row.errno === 'driver' ? "driver's" : row.errno,
      when: restCell(row.when.trim() + afterwards(row)),
    })),
  }));
}

/** The ways in which a list of steps fails, in the order in which they are tested. */
export function errnoTable(steps: readonly Step[], subject: Interface): ErrnoTableView {
  return tableOf(errnoRows(steps, subject));
}

/** The ways in which an ioctl fails with a proposal and not without it; null where there are none. */
export function newErrnoTable(ioctl: Ioctl, { base, result }: Proposal): ErrnoTableView | null {
  const text = ({ errno, when, given }: ErrnoRow): string => [errno, when, conditionText(given)].join('\n');
  const before = base.ioctls.find((each) => each.name === ioctl.name);
  const known = new Set(errnoRows(before?.steps ?? [], base).map(text));
  const rows = errnoRows(ioctl.steps, result).filter((row) => !known.has(text(row)));
  return rows.length === 0 ? null : tableOf(rows.map((row) => ({ ...row, kept: [] })));
}

function tableOf(rows: readonly ErrnoRow[]): ErrnoTableView {
  const kept = [...new Set(rows.flatMap((row) => row.kept))];
  return {
    groups: groupViews(rows),
    leaves: kept.map((what) => restText(`- ${capitalised(what.trim())}.`)),
  };
}
