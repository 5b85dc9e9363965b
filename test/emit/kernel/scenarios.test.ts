import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kernelFragments } from '../../../src/emit/kernel/kernel-fragments.ts';
import { kernelSide } from '../../../src/emit/kernel/kernel-side.ts';
import type { EmittedFile } from '../../../src/emit/file.ts';
import { proposals } from '../../support/proposals.ts';
import { iommufd, iommufdProposal, proposalIn } from '../../support/specs.ts';
import { printer } from '../../support/templates.ts';
import { golden } from './support/golden.ts';

function byName(files: readonly EmittedFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [basename(path), text]));
}

describe.each(['ioas-freeze', 'unmap-quietly'])('%s', (name) => {
  const proposal = proposalIn(`test/emit/kernel/scenarios/${name}`, name, iommufd());

  it('has the kernel side that was read and approved', () => {
    const files = kernelSide({ interface: proposal.result, proposal, explored: null }, printer());
    const open = kernelFragments(proposal, printer()).open.map(({ place, what }) => `${place}: ${what}\n`);
    const made = new Map([...byName(files), ['open-points.txt', open.join('')]]);
    expect(made).toEqual(golden(name, made));
    expect(made.size).toBe(files.length + 1);
    expect(files.map(({ path, target }) => [path.split('/').slice(0, 2), target])).toEqual(
      files.map(() => [[name, 'kernel'], 'kernel']),
    );
  });
});

describe.each(['ioas-map-file', 'mdev-exclusion'])("the project's %s", (name) => {
  const proposal = iommufdProposal(name);

  it('says where each of its pieces goes, and where only a person can write', () => {
    const { ioctls, amendments, open } = kernelFragments(proposal, printer());
    expect(ioctls.length + amendments.length).toBeGreaterThan(0);
    for (const { anchor, text } of amendments) {
      expect(anchor).not.toEqual([]);
      expect(text).toMatch(/^\t/);
    }
    expect(open.map((each) => each.place)).toContain(
      name === 'ioas-map-file' ? 'iopt_map_file_pages()' : 'iopt_suspend_va()',
    );
  });
});

describe.each(proposals().map((each) => [each.name, each] as const))('the letter of %s', (_, proposal) => {
  it('speaks of functions, which its readers have, and of no verb of the spec', () => {
    const verbs = [...proposal.result.verbs.keys()].filter((each) => each.includes('-'));
    const told = kernelFragments(proposal, printer()).open.map(({ place, what }) => `${place}: ${what}`);
    expect(told.filter((each) => verbs.some((verb) => each.includes(verb)))).toEqual([]);
    expect(told.length).toBeGreaterThan(3);
  });
});

it('says what a function that only stops doing something is to go on for', () => {
  const { open } = kernelFragments(iommufdProposal('mdev-exclusion'), printer());
  expect(open.find(({ place }) => place === 'iommufd_hw_pagetable_put()')?.what).toMatch(
    /^To be changed: what it does so far is done only if !\(hwpt\.kind == HWPT_PAGING && .*\)\.$/,
  );
});

it('needs what a later release has, and asks nobody to write it', () => {
  const { open } = kernelFragments(iommufdProposal('ioas-change-process'), printer());
  const needed = open.filter(({ what }) => what === 'Needed as it is in Linux v6.13.');
  expect(needed.map(({ place }) => place)).toEqual(['iopt_map_file_pages()', 'pfn_reader_user_pin()']);
  expect(open.filter((each) => needed.some(({ place }) => place === each.place))).toEqual(needed);
});
