import { describe, expect, test } from 'vitest';
import { changesOf } from '../../../src/emit/change.ts';
import { changeMessage, documentationMessage, selftestMessage } from '../../../src/emit/cover-letter/commit-message.ts';
import { coverLetter, tellsChanges, type CoverLetterFacts } from '../../../src/emit/cover-letter/cover-letter.ts';
import { coverLetterPage } from '../../../src/emit/cover-letter/page.ts';
import type { Proposal } from '../../../src/spec/interface.ts';
import { freezing, unmapFlags } from '../../series/support/proposals.ts';
import { printer } from '../../support/templates.ts';

const facts: CoverLetterFacts = { version: 1, open: [], explored: null, generator: 'abiwright 0.0' };

function letter(proposal: Proposal, change: Partial<CoverLetterFacts> = {}): string {
  return coverLetter(proposal, { ...facts, ...change }, printer());
}

function titles(text: string): string[] {
  const lines = text.split('\n');
  return lines.filter((_, at) => /^=+$/.test(lines[at + 1] ?? ''));
}

describe('the cover letter', () => {
  test('begins with the problem, and has the sections that a maintainer looks for', () => {
    const text = letter(freezing());
    expect(text.startsWith('Programs that *must* stop devices')).toBe(true);
    expect(titles(text)).toEqual([
      'Interface',
      'Semantics',
      'Discovery',
      'Alternatives',
      'Tests',
      'Verification',
      'How this was made',
    ]);
  });

  test('lists what is new', () => {
    expect(letter(freezing())).toContain(
      '- IOMMU_IOAS_FREEZE (0x95) with struct iommu_ioas_freeze: Keeps the\n  mappings',
    );
    expect(letter(unmapFlags())).toContain(
      '- flags and __reserved at the end of struct iommu_ioas_unmap\n- IOMMU_IOAS_UNMAP_QUIETLY in enum iommufd_ioas_unmap_flags',
    );
  });

  test('names what only a person can fill, and what made it', () => {
    const text = coverLetter(
      freezing(),
      { ...facts, open: [{ place: 'iommufd_x() in y.c', what: 'the effect.' }] },
      printer(),
    );
    expect(text).toContain('- iommufd_x() in y.c: the effect.');
    expect(text).toContain('abiwright 0.0, a generator');
  });

  test('shows change logs up to its version, newest first', () => {
    expect(letter(freezing())).not.toContain('Changes since');
    expect(titles(letter(freezing(), { version: 3 })).slice(-2)).toEqual(['Changes since v2', 'Changes since v1']);
    expect(letter(freezing(), { version: 2 })).not.toContain('Third time');
  });

  test('has other sections of the rationale, but not those for commits', () => {
    const proposal = {
      ...freezing(),
      rationale: `${freezing().rationale}\n## Userspace\n\nQEMU.\n\n## Commit selftest\n\nHidden.\n\n## Open\n\nMuch.\n`,
    };
    const text = letter(proposal);
    expect(titles(text)).toEqual([
      'Interface',
      'Semantics',
      'Discovery',
      'Alternatives',
      'Tests',
      'Verification',
      'Userspace',
      'Open',
      'How this was made',
    ]);
    expect(text).not.toContain('Hidden');
  });

  test('says what exploring found: the table as it is, the rest as text', () => {
    const table = ['                   base    ours', 'no-user-wedge      holds   VIOLATED 4'];
    const explored = {
      worlds: '2 worlds',
      states: '1,234 states',
      table,
      notes: ['ours: declared in a_world: *as it says*', `assuming: ${'pages of 4; '.repeat(12)}`],
      violations: ['no-user-wedge in live-update, in 4 steps'],
    };
    const text = letter(freezing(), { explored });
    expect(text).toContain(`\n\n${table.map((line) => `    ${line}`).join('\n')}\n\n`);
    expect(text).toContain('\n- ours: declared in a_world: *as it says*\n- assuming: pages');
    expect(text).toMatch(/explored in 2\nworlds: .*\n1,234 states in all/);
    const [, verification] = /\nVerification\n=+\n\n(.*?)\n\n/s.exec(text) ?? [];
    expect(verification).toBe('This proposal breaks what it is held to, and is sent all the same:');
    expect(text).toContain('\n- no-user-wedge in live-update, in 4 steps\n');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(75);
    expect(letter(freezing(), { explored: { ...explored, violations: [] } })).not.toContain('all the same');
    expect(letter(freezing())).toContain('Nothing was explored: no world is made for this proposal.');
  });

  test('has no line wider than 75 columns', () => {
    for (const proposal of [freezing(), unmapFlags()]) {
      expect(
        Math.max(
          ...letter(proposal, { version: 3 })
            .split('\n')
            .map((line) => line.length),
        ),
      ).toBeLessThanOrEqual(75);
    }
  });
});

test('tellsChanges finds the section of a version', () => {
  const { changelog } = freezing();
  expect([1, 2, 3, 4].map((version) => tellsChanges(changelog, version))).toEqual([false, true, true, false]);
  expect(tellsChanges('## v2\n\n## v3\n\ntext\n', 2)).toBe(false);
});

describe('commit messages', () => {
  const print = printer();

  function ofChange(proposal: Proposal): { subject: string; body: string } {
    const [change] = changesOf(proposal);
    if (change === undefined) throw new Error('no change');
    return changeMessage(proposal, change, print);
  }

  test('say in the subject what is added', () => {
    expect(ofChange(freezing()).subject).toBe('iommufd: Add IOMMU_IOAS_FREEZE');
    expect(ofChange(unmapFlags()).subject).toBe('iommufd: Add IOMMU_IOAS_UNMAP_QUIETLY');
    expect(selftestMessage(freezing(), changesOf(freezing()), print).subject).toBe(
      'iommufd/selftest: Cover IOMMU_IOAS_FREEZE',
    );
    expect(documentationMessage(freezing(), changesOf(freezing()), print).subject).toBe(
      'Documentation: userspace-api: iommufd: Describe IOMMU_IOAS_FREEZE',
    );
  });

  test('give the reason and what is left open', () => {
    const { body } = ofChange(freezing());
    expect(body.startsWith('Programs that *must*')).toBe(true);
    expect(body).toMatch(/Its effect is left open:\s+after the last check it returns EOPNOTSUPP/);
    expect(ofChange(unmapFlags()).body).toMatch(/still ends with length,\s+so\s+a call of the old size/);
    expect(ofChange(unmapFlags()).body).toContain('The effect of IOMMU_IOAS_UNMAP_QUIETLY is left open');
  });

  test('take a reason of their own from the rationale', () => {
    const rationale = `${freezing().rationale}\n## Commit IOMMU_IOAS_FREEZE\n\nBecause.\n\n## Commit selftest\n\nMeasured.\n`;
    const proposal = { ...freezing(), rationale };
    expect(ofChange(proposal).body.startsWith('Because.\n\nAdd IOMMU_IOAS_FREEZE')).toBe(true);
    expect(
      selftestMessage(proposal, changesOf(proposal), print).body.startsWith('Measured.\n\nTest IOMMU_IOAS_FREEZE'),
    ).toBe(true);
  });

  test('have no line wider than 75 columns and no blank at the end of one', () => {
    for (const proposal of [freezing(), unmapFlags()]) {
      const changes = changesOf(proposal);
      const all = [
        ofChange(proposal),
        selftestMessage(proposal, changes, print),
        documentationMessage(proposal, changes, print),
      ];
      for (const line of all.flatMap(({ subject, body }) => [subject, ...body.split('\n')])) {
        expect(line.length).toBeLessThanOrEqual(75);
        expect(line).toBe(line.trimEnd());
      }
    }
  });

  test('shorten a subject that many names would make too long', () => {
    const proposal = freezing();
    const changes = changesOf(proposal);
    const subjectOf = (times: number): string =>
      selftestMessage(proposal, Array<typeof changes>(times).fill(changes).flat(), print).subject;
    expect(subjectOf(3)).toBe('iommufd/selftest: Cover IOAS_FREEZE and IOAS_FREEZE and IOAS_FREEZE');
    expect(subjectOf(4)).toBe('iommufd/selftest: Cover ioas-freeze');
  });
});

describe('the generated page', () => {
  test('is the letter of the last version, of proposals only', () => {
    const proposal = freezing();
    const [page, ...others] = coverLetterPage({ interface: proposal.result, proposal, explored: null }, printer());
    expect(others).toEqual([]);
    expect(page?.path).toBe('ioas-freeze/cover-letter/cover-letter.txt');
    expect(page?.text).toContain('Changes since v2');
    expect(page?.text.endsWith('\n')).toBe(true);
    expect(coverLetterPage({ interface: proposal.base, proposal: null, explored: null }, printer())).toEqual([]);
  });
});
