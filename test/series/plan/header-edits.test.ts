import { describe, expect, test } from 'vitest';
import { changesOf } from '../../../src/emit/change.ts';
import { uapiHeader } from '../../../src/emit/uapi/header.ts';
import { headerEdits } from '../../../src/series/plan/header-edits.ts';
import type { Proposal } from '../../../src/spec/interface.ts';
import { proposals } from '../../support/proposals.ts';
import { printer } from '../../support/templates.ts';
import { freezing, moreWords, unmapFlags } from '../support/proposals.ts';

function headerOf(proposal: Proposal, which: 'base' | 'result'): string {
  const file = uapiHeader({ interface: proposal[which], proposal: null, explored: null }, printer())[0];
  return (file?.text ?? '').replace(/ \* By: abiwright generate .*\n/, '').replace(/ \* {3}specs\/proposals\/.*\n/, '');
}

/** The header of the base with the edits of all changes. */
function edited(proposal: Proposal): string {
  const edits = changesOf(proposal).flatMap((change) => headerEdits(proposal, change, 'header.h', printer()));
  expect(new Set(edits.map((each) => each.path))).toEqual(new Set(['header.h']));
  return edits.reduce((text, each) => each.apply(text), headerOf(proposal, 'base'));
}

/** Lines without comments, in which a grown struct's text is told in another order. */
function code(header: string): string {
  return header.replaceAll(/\/\*[\s\S]*?\*\/\n/g, '');
}

describe('the edits of the header', () => {
  test.each([freezing(), unmapFlags(), ...proposals()])(
    'give what the header of the proposal declares: $name',
    (proposal) => {
      expect(code(edited(proposal))).toBe(code(headerOf(proposal, 'result')));
    },
  );

  test.each([freezing(), ...proposals().filter((each) => each.delta.amended.length === 0)])(
    'of new ioctls give its comments too: $name',
    (proposal) => {
      expect(edited(proposal)).toBe(headerOf(proposal, 'result'));
    },
  );

  test('add words to an ioctl whose argument does not change', () => {
    const before = headerOf(moreWords(), 'base').split('\n');
    expect(
      edited(moreWords())
        .split('\n')
        .filter((line) => !before.includes(line)),
    ).toEqual([' * A @length of seven is refused.']);
  });
});
