import { nearest } from '../../diagnostics/nearest.ts';
import type {
  AmendmentSyntax,
  DeclarationSyntax,
  FieldSyntax,
  IoctlSyntax,
  PartsSyntax,
  StepAmendmentSyntax,
  StepSyntax,
  StructSyntax,
  TableSyntax,
  VerbSyntax,
} from '../syntax.ts';
import type { Findings } from './findings.ts';

/**
 * Applies a proposal's amendments to the files of its base, as if the base had been written so.
 * Everything keeps its own place in a file, so findings still point at who wrote what.
 */
export function amend(
  files: readonly PartsSyntax[],
  amendments: readonly AmendmentSyntax[],
  findings: Findings,
): readonly PartsSyntax[] {
  return amendments.reduce((amended, each) => applyOne(amended, each, findings), files);
}

function applyOne(
  files: readonly PartsSyntax[],
  amendment: AmendmentSyntax,
  findings: Findings,
): readonly PartsSyntax[] {
  const found: string[] = [];
  const hit = <T extends { readonly name: string }>(element: T, change: (element: T) => T): T => {
    found.push(element.name);
    return change(element);
  };
  const appended = (struct: StructSyntax): StructSyntax => ({
    ...struct,
    fields: [...withFieldDocs(struct, amendment, findings), ...amendment.append],
    doc: withDoc(struct.doc, amendment.doc),
  });
  const declaration = (each: DeclarationSyntax): DeclarationSyntax => {
    if (each.name !== amendment.name) return each;
    if (amendment.target === 'struct' && each.declares === 'struct') return hit(each, appended);
    if (amendment.target === 'enum' && (each.declares === 'enum' || each.declares === 'flags'))
      return hit(each, (named) => ({ ...named, values: [...named.values, ...amendment.values] }));
    return each;
  };
  const ioctl = (each: IoctlSyntax): IoctlSyntax => {
    if (amendment.target === 'struct' && each.struct.name === amendment.name)
      return hit(each, (named) => ({ ...named, struct: appended(named.struct) }));
    if (amendment.target === 'ioctl' && each.name === amendment.name)
      return hit(each, (named) => ({
        ...named,
        struct: { ...named.struct, doc: withDoc(named.struct.doc, amendment.doc) },
        steps: amendSteps(named.steps, amendment.steps, findings),
      }));
    return each;
  };
  const verb = (each: VerbSyntax): VerbSyntax =>
    amendment.target === 'verb' && each.name === amendment.name
      ? hit(each, (named) => ({ ...named, steps: amendSteps(named.steps, amendment.steps, findings) }))
      : each;
  const result = files.map((file) => ({
    ...file,
    declarations: file.declarations.map(declaration),
    ioctls: file.ioctls.map(ioctl),
    verbs: file.verbs.map(verb),
    tables: file.tables.map((each) =>
      amendment.target === 'table' && each.name === amendment.name
        ? hit(each, (named) => ({ ...named, columns: withColumns(named, amendment, findings) }))
        : each,
    ),
    properties: file.properties.map((each) =>
      amendment.target === 'property' && each.name === amendment.name
        ? hit(each, (named) => ({ ...named, excuses: [...named.excuses, ...amendment.excuses] }))
        : each,
    ),
  }));
  if (found.length === 0) {
    const missing = `the base has no ${amendment.target} '${amendment.name}'`;
    findings.add('SPEC0009', missing, amendment.span, meant(amendment.name, candidates(files, amendment.target)));
  }
  return result;
}

function candidates(files: readonly PartsSyntax[], target: AmendmentSyntax['target']): readonly string[] {
  const declared = files.flatMap((file) => file.declarations);
  switch (target) {
    case 'struct':
      return [
        ...declared.filter((each) => each.declares === 'struct').map((each) => each.name),
        ...files.flatMap((file) => file.ioctls).map((each) => each.struct.name),
      ];
    case 'enum':
      return declared.filter((each) => each.declares === 'enum' || each.declares === 'flags').map((each) => each.name);
    case 'ioctl':
      return files.flatMap((file) => file.ioctls).map((each) => each.name);
    case 'verb':
      return files.flatMap((file) => file.verbs).map((each) => each.name);
    case 'table':
      return files.flatMap((file) => file.tables).map((each) => each.name);
    case 'property':
      return files.flatMap((file) => file.properties).map((each) => each.name);
  }
}

function meant(name: string, known: readonly string[]): string | undefined {
  const close = nearest(name, known);
  return close === null ? undefined : `did you mean '${close}'?`;
}

function placesIn(steps: readonly StepSyntax[]): readonly string[] {
  return steps.flatMap((step) => [
    ...(step.texts['place'] ? [step.texts['place'].text] : []),
    ...Object.values(step.blocks).flatMap(placesIn),
    ...step.cases.flatMap((each) => placesIn(each.steps)),
  ]);
}

function withColumns(table: TableSyntax, amendment: AmendmentSyntax, findings: Findings): TableSyntax['columns'] {
  for (const [name, { span }] of Object.entries(amendment.columns))
    if (Object.hasOwn(table.columns, name))
      findings.add('SPEC0005', `table '${table.name}' has a column '${name}' already`, span);
  return { ...amendment.columns, ...table.columns };
}

function withFieldDocs(
  struct: StructSyntax,
  { fieldDocs }: AmendmentSyntax,
  findings: Findings,
): readonly FieldSyntax[] {
  const names = struct.fields.flatMap((each) => each.name ?? []);
  for (const { text, span } of fieldDocs.map((each) => each.name))
    if (!names.includes(text))
      findings.add('SPEC0009', `${struct.name} has no member '${text}'`, span, meant(text, names));
  return struct.fields.map((field) => {
    const more = fieldDocs.filter((each) => each.name.text === field.name).map((each) => each.doc.trim());
    return more.length === 0 ? field : { ...field, doc: [field.doc.trim(), ...more].join(' ').trim() };
  });
}

function withDoc(doc: string, more: string): string {
  return more === '' ? doc : `${doc}\n\n${more}`;
}

function amendSteps(
  steps: readonly StepSyntax[],
  changes: readonly StepAmendmentSyntax[],
  findings: Findings,
): readonly StepSyntax[] {
  return changes.reduce((amended, change) => {
    const { list, found } = place(amended, change);
    const { text, span } = change.place;
    if (!found) findings.add('SPEC0009', `no step has the place '${text}'`, span, meant(text, placesIn(amended)));
    return list;
  }, steps);
}

/** Puts the replaced step where the amendment wants it. */
function stay(steps: readonly StepSyntax[], replaced: StepSyntax): readonly StepSyntax[] {
  return steps.map((step) =>
    step.texts['stays']?.text === replaced.texts['place']?.text
      ? replaced
      : {
          ...step,
          blocks: Object.fromEntries(Object.entries(step.blocks).map(([key, block]) => [key, stay(block, replaced)])),
          cases: step.cases.map((each) => ({ ...each, steps: stay(each.steps, replaced) })),
        },
  );
}

function place(
  steps: readonly StepSyntax[],
  change: StepAmendmentSyntax,
): { readonly list: readonly StepSyntax[]; readonly found: boolean } {
  let found = false;
  const inner = (list: readonly StepSyntax[]): readonly StepSyntax[] => {
    const placed = place(list, change);
    found ||= placed.found;
    return placed.list;
  };
  const list = steps.flatMap((step): readonly StepSyntax[] => {
    if (step.texts['place']?.text === change.place.text) {
      found = true;
      if (change.where === 'before') return [...change.steps, step];
      return change.where === 'after' ? [step, ...change.steps] : stay(change.steps, step);
    }
    return [
      {
        ...step,
        blocks: Object.fromEntries(Object.entries(step.blocks).map(([key, block]) => [key, inner(block)])),
        cases: step.cases.map((each) => ({ ...each, steps: inner(each.steps) })),
      },
    ];
  });
  return { list, found };
}
