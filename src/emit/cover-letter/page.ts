import type { Emitter } from '../file.ts';
import { kernelFragments } from '../kernel/kernel-fragments.ts';
import { coverLetter, latestVersion } from './cover-letter.ts';

/** The text of a proposal's cover letter, as its series has it: `ioas-map-file/cover-letter/cover-letter.txt`. */
export const coverLetterPage: Emitter = ({ proposal, explored }, print) => {
  if (proposal === null) return [];
  const facts = {
    version: latestVersion(proposal.changelog),
    open: kernelFragments(proposal, print).open,
    explored,
    generator: 'abiwright',
  };
  const text = `${coverLetter(proposal, facts, print)}\n`;
  return [{ path: `${proposal.name}/cover-letter/cover-letter.txt`, target: 'cover-letter', text }];
};
