import type { Interface, Ioctl, Proposal } from '../../spec/interface.ts';
import { changesOf } from '../change.ts';
import type { Emitter } from '../file.ts';
import type { Printer } from '../template.ts';
import { printProgram } from './program.ts';

/** A program of kselftests. */
export interface SelftestProgram {
  /** Of the program; its file has `.c` behind it. */
  readonly name: string;
  readonly text: string;
}

/** The ioctls that a proposal adds or changes, in the order of their numbers. */
function touchedIoctls(proposal: Proposal): readonly Ioctl[] {
  const names = new Set(changesOf(proposal).flatMap(({ ioctl }) => (ioctl === null ? [] : [ioctl.name])));
  return proposal.result.ioctls.filter(({ name }) => names.has(name));
}

function identifier(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
}

/** The program that tests what a proposal adds and changes; null where it changes no ioctl. */
export function proposalSelftest(proposal: Proposal, print: Printer): SelftestProgram | null {
  const ioctls = touchedIoctls(proposal);
  if (ioctls.length === 0) return null;
  const { result } = proposal;
  return {
    name: identifier(`${result.family.name} ${proposal.name}`),
    text: printProgram(result, proposal, ioctls, print),
  };
}

function baseSelftests(base: Interface, print: Printer): readonly SelftestProgram[] {
  return base.ioctls.map((ioctl) => ({
    name: identifier(`${base.family.name} ${ioctl.command}`),
    text: printProgram(base, null, [ioctl], print),
  }));
}

/** kselftests: of a base a program for each ioctl (`iommufd@v6.12/selftest/iommufd_ioas_map.c`), of a proposal one. */
export const selftestPrograms: Emitter = ({ interface: subject, proposal }, print) => {
  const own = proposal === null ? baseSelftests(subject, print) : [proposalSelftest(proposal, print)];
  return own.flatMap((program) =>
    program === null
      ? []
      : [{ path: `${subject.name}/selftest/${program.name}.c`, target: 'selftest', text: program.text }],
  );
};
