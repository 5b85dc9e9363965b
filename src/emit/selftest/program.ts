import type { Interface, Ioctl, Proposal } from '../../spec/interface.ts';
import { findVectors } from '../../vectors/find.ts';
import { bufferPages } from '../../vectors/world.ts';
import { testFiles } from '../../vectors/files.ts';
import type { Vector } from '../../vectors/vector.ts';
import { sourcesOf } from '../sources.ts';
import type { Printer } from '../template.ts';
import { blockComment } from '../text/c-comment.ts';
import { comment } from './comment.ts';
import { dataMembers, fixturesOf, type Fixture } from './fixture.ts';
import { leftOutComment } from './left-out.ts';
import { Novelty } from './novelty.ts';
import { fill, invoke, outcome, statement, type StatementView } from './statement.ts';
import { Telling } from './telling.ts';
import { TestPrinter, type TestView } from './test-case.ts';

interface FixtureView {
  readonly comment: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly open: StatementView;
  readonly result: boolean;
  readonly setup: readonly StatementView[];
  readonly tests: readonly TestView[];
}

function fixtureView(fixture: Fixture, novelty: Novelty): FixtureView {
  const { ioctl, name } = fixture;
  const setup = fixture.setup.flatMap((held) => [
    ...fill(held),
    outcome({
      call: invoke('call', ['self->fd', held.call.ioctl.name, `&self->${held.member}`]),
      errno: null,
      doubts: novelty.doubts(held.call, 'effect'),
      must: true,
    }),
  ]);
  const calls = fixture.setup.map((held) => held.call.ioctl.name);
  const printer = new TestPrinter(fixture, novelty);
  return {
    comment: comment(`${ioctl.name}${calls.length === 0 ? ' on a device just opened' : ` after ${calls.join(', ')}`}`),
    name,
    members: dataMembers(fixture),
    open: statement('self->fd = ', invoke('open_device', ['_metadata', ioctl.name, JSON.stringify(ioctl.name)])),
    result: setup.some((each) => each.doubtful !== null),
    setup: [...setup, ...fill(fixture.start)],
    tests: fixture.vectors.map((vector) => printer.test(vector)),
  };
}

/** Which of the functions that tests share a program has a use for. */
function support(vectors: readonly Vector[], device: string): object {
  const calls = vectors.flatMap(({ setup, call, contrast }) => [...setup, call, ...(contrast ? [contrast.call] : [])]);
  const files = calls
    .flatMap((call) => [...call.values.values()])
    .flatMap((value) => (value.kind === 'descriptor' ? [value.file] : []));
  const opened = testFiles.filter(
    ({ name, backing }) => files.includes(name) || (name === 'memfd' && files.length > 0 && backing === 'SHMEM'),
  );
  return {
    device: JSON.stringify(device),
    pages: bufferPages.toString(),
    files: opened.length === 0 ? null : opened.map(({ name }) => name).join(', '),
    readOnlyFile: opened.some(({ name }) => name === 'memfd_read_only'),
    sealedFile: opened.some(({ name }) => name === 'memfd_sealed'),
    otherFile: opened.some(({ name }) => name === 'dev_null'),
    readOnly: calls.some(({ manner }) => manner.argument === 'read-only'),
    cutOff: calls.some(({ manner }) => manner.argument === 'cut'),
    otherWord: calls.some(({ manner }) => manner.request === 'other-word'),
    anyCapability: vectors.some((each) => each.capabilities.length > 0 || !each.call.manner.privileged),
    unprivileged: calls.some(({ manner }) => !manner.privileged),
    capabilities: vectors.some((each) => each.capabilities.length > 0),
  };
}

/** Prints a program with the tests of some ioctls. */
export function printProgram(
  subject: Interface,
  proposal: Proposal | null,
  ioctls: readonly Ioctl[],
  print: Printer,
): string {
  const novelty = new Novelty(proposal);
  const reports = ioctls.map((ioctl) => {
    const report = findVectors(subject, ioctl);
    return proposal === null ? report : new Telling(proposal).of(report);
  });
  const vectors = reports.flatMap((report) => report.vectors);
  return print('selftest/program', {
    license: '// SPDX-License-Identifier: GPL-2.0-only',
    banner: blockComment([
      'Generated; do not edit. From:',
      ...sourcesOf(subject).map((each) => `  ${each}`),
      `By: abiwright generate ${subject.name}`,
      '',
      'One test for each way to fail that needs nothing but the device file, made',
      'to pass every check before it, and for what succeeds. Where a failing call',
      'leaves nothing behind, it is made again without the mistake.',
    ]),
    header: subject.family.header.path.replace(/^include\/uapi\//, ''),
    support: support(vectors, subject.family.device),
    fixtures: reports.flatMap((report) =>
      fixturesOf(report.ioctl, report.vectors).map((fixture) => fixtureView(fixture, novelty)),
    ),
    leftOut: leftOutComment(reports, subject),
  });
}
