import type { Explored } from '../emit/explored.ts';
import type { Check } from '../series/checks/check.ts';
import type { Series } from '../series/make-series.ts';

const labelColumns = 11;

function row(label: string, text: string): string {
  return `  ${label.padEnd(labelColumns)}${text}`;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

function checkLines({ tool, notRun, errors, warnings, checks, messages }: Check): string[] {
  if (notRun !== null) return [`${tool}: not run, ${notRun}`];
  const allowed = messages.filter((each) => each.allowed !== null);
  const counts = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(checks, 'check')}`;
  const reasons = new Map(allowed.map((each) => [each.type, each.allowed ?? '']));
  const faults = messages.filter((each) => each.allowed === null);
  return [
    `${tool}: ${counts}${allowed.length === 0 ? '' : `, and ${allowed.length} allowed`}`,
    ...faults.map(
      (each) => `  ${each.file}${each.line === null ? '' : `:${each.line}`}: ${each.severity} ${each.text}`,
    ),
    ...[...reasons].map(([type, reason]) => `  ${type}: ${reason}`),
  ];
}

function recipients({ recipients: { to, cc, notRun } }: Series): string {
  if (notRun !== null) return `nobody yet: ${notRun}`;
  const people = cc.filter((each) => each.name !== '').length;
  return `${counted(to.length, 'maintainer')}, ${counted(people, 'reviewer')}, ${counted(cc.length - people, 'list')}`;
}

function exploredLines(explored: Explored | null): string[] {
  if (explored === null) return ['nothing: no world is made for it'];
  const { worlds, states, violations } = explored;
  return [`${worlds}, ${states}`, ...violations.map((each) => `VIOLATED: ${each}`)];
}

/** The command that mails the series, or what is to be done before. */
function next(series: Series, name: string): string[] {
  const { directory, signed, embedded } = series;
  if (embedded)
    return [
      `${signed ? 'Signed' : 'Not signed'}, and on a base that nobody else has. Read it, then make it for a kernel:`,
      `  abiwright series ${name} --tree ~/linux`,
    ];
  if (!signed) return [`Not sent, and not signed: read it, then run the command again with --sign-off`];
  return [`Read it, then  git send-email ${directory}/*.patch`];
}

/** What a series is of, in words. */
export interface SeriesSubject {
  readonly name: string;
  readonly title: string;
  /** `iommufd@v6.12` */
  readonly base: string;
  /** Null where no world is made for it. */
  readonly explored: Explored | null;
}

/** What `abiwright series` prints. */
export function seriesText(series: Series, { name, title, base, explored }: SeriesSubject): string {
  const where = series.embedded ? 'embedded; use --tree for a kernel tree' : series.base.slice(0, 12);
  const checks = series.embedded
    ? ['not run: they are scripts of a kernel tree (--tree)']
    : series.checks.flatMap(checkLines);
  return [
    `${name}: ${title}`,
    row('base', `${base} (${where})`),
    row('series', `${series.directory}/`),
    ...[series.coverLetter, ...series.patches].map((each) => row('', `  ${each.file}`)),
    ...exploredLines(explored).map((line, index) => row(index === 0 ? 'explored' : '', line)),
    row('from', `${series.from.name} <${series.from.email}>`),
    row('to', recipients(series)),
    ...checks.map((line, index) => row(index === 0 ? 'checks' : '', line)),
    ...next(series, name),
  ].join('\n');
}
