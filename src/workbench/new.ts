import { dirname, join, relative, sep } from 'node:path';
import { hasErrors } from '../diagnostics/finding.ts';
import { visible } from '../diagnostics/visible.ts';
import { UsageError } from '../host/errors.ts';
import { exists } from '../host/find.ts';
import { packageRoot } from '../host/package-root.ts';
import { writeFiles } from '../host/write.ts';
import type { Interface } from '../spec/interface.ts';
import { interfaceOf, SpecLoader, type LoadedSubjects } from './load.ts';
import { enumFor, planFlag } from './new/flag.ts';
import { ownerIn, planField, splitField } from './new/field.ts';
import { planIoctl } from './new/ioctl.ts';
import { checkProposal, existsError } from './new/names.ts';
import type { Plan } from './new/plan.ts';
import { yamlScalar } from './new/yaml-scalar.ts';
import { nearestSpecsFolder, shownPath } from './specs-folder.ts';
import { templatePrinter } from './templates.ts';

/** What can be scaffolded. */
export type NewKind = 'ioctl' | 'flag' | 'field' | 'proposal';

export interface NewRequest {
  readonly kind: NewKind;
  /** `IOMMU_IOAS_FREEZE`, `IOMMU_IOAS_MAP_NOEXEC`, `IOMMU_IOAS_UNMAP.deadline`, `ioas-freeze`. */
  readonly name: string;
  /** Of the proposal, in one line; null for one made from the name. */
  readonly title: string | null;
  /** `iommufd@v6.12`; null for the first base that has what the name asks for. */
  readonly base: string | null;
}

export interface Scaffold extends Pick<LoadedSubjects, 'findings' | 'sources'> {
  /** What was made; null where the base has errors, and nothing was. */
  readonly made: {
    readonly proposal: string;
    readonly base: string;
    readonly files: readonly { readonly path: string; readonly what: string }[];
    /** What the author should know before the first check. */
    readonly notes: readonly string[];
  } | null;
}

/** Longest title that a proposal may have, in characters. */
const longestTitle = 60;

/**
 * Writes a proposal for one new thing into the nearest specs folder, or into a new one in `from`.
 *
 * @throws UsageError CLI0012 for a name that cannot be used, CLI0013 for something that exists, CLI0003 for an unknown
 *   base; EnvironmentError where it cannot be written. No file is left then
 */
export function scaffold(request: NewRequest, from: string): Scaffold {
  if (request.kind === 'field') splitField(request.name);
  if (request.kind === 'proposal') checkProposal(request.name);
  if (request.title !== null) checkTitle(request.title);
  const loader = new SpecLoader(from);
  if (loader.familyNames().includes(request.name))
    throw existsError(`${request.name} is a base`, 'choose another name');
  const loaded = loader.load(request.base === null ? loader.familyNames() : [request.base]);
  const { findings, sources } = loaded;
  if (hasErrors(findings)) return { findings, sources, made: null };
  const bases = loaded.subjects.flatMap((each) => (each.kind === 'base' ? [interfaceOf(each)] : []));
  const base = bases.find((each) => hasPlaceFor(each, request)) ?? bases[0];
  if (!base) throw new UsageError('CLI0003', `'${request.base ?? ''}' is a proposal; something new stands on a base`);
  const plan = planOf(request, base, sources);
  const folder = join(nearestSpecsFolder(from) ?? join(from, 'specs'), 'proposals', plan.proposal);
  if (exists(folder)) throw existsError(`${shownPath(folder)} is there already`, 'choose another name, or edit it');
  const files = print(plan, request, base, folder);
  writeFiles(files.map(({ name, text }) => ({ path: join(folder, name), content: text })));
  const shown = files.map(({ name, what }) => ({ path: shownPath(join(folder, name)), what }));
  return { findings, sources, made: { proposal: plan.proposal, base: base.name, files: shown, notes: plan.notes } };
}

function hasPlaceFor(base: Interface, { kind, name }: NewRequest): boolean {
  switch (kind) {
    case 'ioctl':
      return name.startsWith(base.family.header.ioctlPrefix);
    case 'flag':
      return enumFor(base, name) !== null;
    case 'field':
      return ownerIn(base, splitField(name).owner) !== null;
    case 'proposal':
      return true;
  }
}

function planOf({ kind, name }: NewRequest, base: Interface, sources: ReadonlyMap<string, string>): Plan {
  switch (kind) {
    case 'ioctl':
      return planIoctl(base, name);
    case 'flag':
      return planFlag(base, name, sources);
    case 'field':
      return planField(base, name);
    case 'proposal':
      return {
        proposal: name,
        title: name.replaceAll('-', ' '),
        template: 'new/proposal',
        view: { family: base.family.name, prefix: base.family.header.ioctlPrefix },
        discovery: 'How does a program find out whether a kernel has it, without changing anything?',
        notes: [],
      };
  }
}

function print(plan: Plan, request: NewRequest, base: Interface, folder: string) {
  const print = templatePrinter();
  const short = plan.title.length <= longestTitle ? plan.title : `add one ${request.kind}`;
  const common = {
    schema: schemaFor(folder),
    name: plan.proposal,
    title: yamlScalar(request.title ?? short),
    base: base.name,
  };
  return [
    {
      name: 'proposal.yaml',
      what: 'the interface, commented',
      text: print(plan.template, { ...common, ...plan.view }),
    },
    {
      name: 'rationale.md',
      what: 'why; becomes the cover letter',
      text: print('new/rationale', { discovery: plan.discovery }),
    },
    { name: 'changelog.md', what: 'what changes from version to version', text: print('new/changelog', {}) },
  ];
}

/** How an editor finds the schema from the proposal's folder; null where the path cannot stand in a comment. */
function schemaFor(folder: string): string | null {
  const schema = join(packageRoot(), 'specs', 'schema', 'proposal.schema.json');
  const project = dirname(dirname(dirname(folder)));
  const near = packageRoot() === project || packageRoot().startsWith(`${project}${sep}`);
  const path = near ? relative(folder, schema).split(sep).join('/') : schema;
  return visible(path) === path ? path : null;
}

function checkTitle(title: string): void {
  const wrong =
    title.trim() === '' || title !== title.trim()
      ? 'has no blanks around it'
      : visible(title) !== title
        ? 'is one line of characters that can be seen'
        : title.length > longestTitle
          ? `has at most ${longestTitle} characters`
          : null;
  if (wrong !== null) throw new UsageError('CLI0002', `--title is the subject of a mail: it ${wrong}`);
}
