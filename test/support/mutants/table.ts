import { toldCatcher } from './catch.ts';
import type { Interface } from '../../../src/spec/interface.ts';
import type { Mutant } from './mutant.ts';

/** A system, base or proposal, with the properties that hold of it in all its worlds. */
export interface Holds {
  readonly of: string;
  readonly properties: readonly string[];
}

/** What the release of the thread breaks: shown in test/specs/vfio.test.ts. */
const broken: Readonly<Record<string, readonly string[]>> = {
  'vfio-update-vaddr': ['accounting', 'dma-continuity-mdev', 'no-user-wedge', 'no-lock-to-user'],
  // Where an access must pin after exec, as the worlds expect.
  'iommufd@v6.12': ['dma-continuity-mdev'],
};

/** The properties that hold of an interface, those included that are broken only where that is declared. */
export function holding(of: string, { properties }: Interface): readonly string[] {
  const judged = ['no-user-wedge', 'no-lock-to-user', 'no-dangling-reference', 'kernel-work-ends'];
  return [...properties.map((each) => each.name), ...judged].filter((each) => broken[of]?.includes(each) !== true);
}

/** docs/mutants.md. */
export function mutantsTable(all: readonly Mutant[], holds: readonly Holds[]): string {
  const caught = all.filter((each) => each.caughtBy.kind !== 'nothing');
  const survivors = all.flatMap(({ name, of, caughtBy }) =>
    caughtBy.kind === 'nothing' ? [`- ${of.join(', ')}: it ${name}. ${sentence(caughtBy.because)}`] : [],
  );
  const breaking = holds.flatMap(({ of, properties }) =>
    properties.map((property) => ({ of, property, by: mutantsOf(caught, of, property) })),
  );
  const unbroken = breaking.flatMap(({ of, property, by }) => (by.length > 0 ? [] : [`- ${property} of ${of}.`]));
  return [
    '# Mutants',
    '',
    'A mutant is a spec that is wrong. It is caught by a property that a world finds broken (with others, where more than',
    'one is named), by a recording of a real kernel that goes otherwise, or by a call that was made to reach one errno.',
    'SEM0009 is a run that comes to something without a meaning, as a column of a row that is gone. The mutants are in',
    'test/mutants/changes; the test beside them runs all, and writes this page with RECORD=1.',
    '',
    '## Findings',
    '',
    ...(unbroken.length === 0
      ? ['Every property that holds is broken by a mutant.']
      : ['Properties that hold, and that no mutant breaks:', '', ...unbroken]),
    '',
    ...(survivors.length === 0 ? ['No mutant survives.'] : ['Mutants that survive:', '', ...survivors]),
    '',
    '## What catches which',
    '',
    '| area | it | of | caught by |',
    '|---|---|---|---|',
    ...caught.map(
      ({ area, name, of, caughtBy }) => `| ${area} | ${name} | ${of.join(', ')} | ${toldCatcher(caughtBy)} |`,
    ),
    '',
    '## What breaks each property that holds',
    '',
    '| of | property | a mutant that |',
    '|---|---|---|',
    ...breaking.map(({ of, property, by }) => `| ${of} | ${property} | ${by[0]?.name ?? '-'} |`),
    '',
  ].join('\n');
}

function mutantsOf(all: readonly Mutant[], of: string, property: string): readonly Mutant[] {
  return all.filter(
    (each) => each.of.includes(of) && each.caughtBy.kind === 'property' && each.caughtBy.property === property,
  );
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
