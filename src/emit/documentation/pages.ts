import type { Emitter } from '../file.ts';
import { printProposalSection } from './proposal.ts';
import { printReference } from './reference.ts';

/**
 * Documentation for users: of a base the whole reference (`iommufd@v6.12/documentation/iommufd.rst`), of a
 * proposal the section that its series adds to the kernel's page.
 */
export const documentationPages: Emitter = ({ interface: subject, proposal }, print) => {
  const file = proposal === null ? subject.family.name : proposal.name;
  const text = proposal === null ? printReference(subject, print) : printProposalSection(proposal, print);
  return [{ path: `${subject.name}/documentation/${file}.rst`, target: 'documentation', text }];
};
