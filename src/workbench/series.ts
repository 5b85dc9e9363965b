import { dirname, join, resolve } from 'node:path';
import { finding, hasErrors, type Finding } from '../diagnostics/finding.ts';
import { wholeFile } from '../diagnostics/span.ts';
import { tellsChanges } from '../emit/cover-letter/cover-letter.ts';
import { ioctlFragments } from '../emit/kernel/ioctl-fragments.ts';
import type { Printer } from '../emit/template.ts';
import { uapiHeader } from '../emit/uapi/header.ts';
import { UsageError } from '../host/errors.ts';
import { packageVersion } from './package-version.ts';
import { embeddedFiles } from '../series/embedded/files.ts';
import { withEmbeddedTree } from '../series/embedded/embedded-tree.ts';
import { gitIn } from '../series/git/git.ts';
import { readIdentity } from '../series/git/identity.ts';
import { userSettings } from '../series/git/isolation.ts';
import { openTree, type Tree } from '../series/git/open-tree.ts';
import { makeSeries, type Series, type SeriesRequest } from '../series/make-series.ts';
import { materialOf, type Material } from '../series/plan/material.ts';
import type { Interface, Proposal } from '../spec/interface.ts';
import type { Comparison } from '../telling/comparison.ts';
import { check, type Checked } from './check.ts';
import { exploreProposal } from './explored.ts';
import type { SeriesSubject } from './series-text.ts';
import { templatePrinter } from './templates.ts';
import { rememberVectors } from './vectors.ts';

export interface SeriesOptions {
  /** The top folder of a kernel repository; null for the base that is made from the specs. */
  readonly tree: string | null;
  /** Version of the series, from 1 up. */
  readonly version: number;
  /** Where the mails go; null for `outgoing/<proposal>-v<version>`. */
  readonly out: string | null;
  /** Where the mails of the version before are; null for beside those of this one. */
  readonly previous: string | null;
  readonly signOff: boolean;
  readonly force: boolean;
  /** Makes a series also of a proposal that breaks a property; its letter says so. */
  readonly allowViolations: boolean;
  readonly onStage: (stage: string) => void;
}

export interface SeriesOutcome extends Checked {
  /** What was made; null where the findings have an error. */
  readonly made: { readonly subject: SeriesSubject; readonly series: Series } | null;
  /** How it stands beside its base and its alternatives; null where that was not explored. */
  readonly comparison: Comparison | null;
}

/** Checks a proposal, and makes its mails. */
export async function makeSeriesOf(name: string, from: string, options: SeriesOptions): Promise<SeriesOutcome> {
  options.onStage('checking the spec');
  const checked = check([name], from);
  const subject = checked.subjects[0];
  if (subject && subject.kind !== 'proposal')
    throw new UsageError('CLI0002', `${name} is a ${subject.kind}, and a series is of a proposal`);
  const proposal = subject?.proposal;
  const findings = [
    ...checked.findings,
    ...(proposal === undefined ? [] : changeLogFindings(proposal, options.version)),
  ];
  if (subject === undefined || proposal === undefined || hasErrors(findings))
    return { ...checked, findings, made: null, comparison: null };
  const { explored, comparison, ...found } = exploreProposal(proposal, from, options.onStage);
  const refused = [...found.findings, ...(options.allowViolations ? [] : found.violations)];
  if (hasErrors(refused)) return { ...checked, findings: [...findings, ...refused], made: null, comparison };
  const print = templatePrinter();
  const material = (): Material => {
    rememberVectors(subject, checked, options.onStage);
    return materialOf(proposal, print);
  };
  const series = await onTree(proposal.base, print, from, options, (tree, embedded) =>
    request({ proposal, material, explored, print, tree, embedded }, from, options).then(makeSeries),
  );
  const shown = { name, title: proposal.title, base: proposal.base.name, explored };
  return { ...checked, findings, made: { subject: shown, series }, comparison };
}

function changeLogFindings(proposal: Proposal, version: number): readonly Finding[] {
  if (version === 1 || tellsChanges(proposal.changelog, version)) return [];
  const file = join(dirname(proposal.span.file), 'changelog.md');
  return [
    finding(
      'SER0016',
      `the change log does not say what changed in v${version}`,
      wholeFile(file),
      `add a section '## v${version}'`,
    ),
  ];
}

function onTree<Value>(
  base: Interface,
  print: Printer,
  from: string,
  options: SeriesOptions,
  work: (tree: Tree, embedded: boolean) => Promise<Value>,
): Promise<Value> {
  if (options.tree !== null) return openTree(resolve(from, options.tree)).then((tree) => work(tree, false));
  options.onStage('making the embedded base');
  const header = uapiHeader({ interface: base, proposal: null, explored: null }, print).map((file) => file.text);
  const fragments = base.ioctls.map((ioctl) => ioctlFragments(base, ioctl, print));
  return withEmbeddedTree(embeddedFiles(base, header.join(''), fragments, print), base.name, (tree) =>
    work(tree, true),
  );
}

async function request(
  of: Pick<SeriesRequest, 'proposal' | 'material' | 'explored' | 'print' | 'tree' | 'embedded'>,
  from: string,
  options: SeriesOptions,
): Promise<SeriesRequest> {
  const { proposal, tree, embedded } = of;
  const { version, signOff, force, onStage } = options;
  const out = options.out ?? join('outgoing', `${proposal.name}-v${version}`);
  return {
    ...of,
    version,
    out,
    previous: options.previous ?? join(dirname(out), `${proposal.name}-v${version - 1}`),
    // The embedded base has no settings, so the user is who they are where the command is run.
    identity: await readIdentity(embedded ? gitIn(from, userSettings) : tree.git),
    signOff,
    force,
    generator: `abiwright ${packageVersion()}`,
    onStage,
  };
}
