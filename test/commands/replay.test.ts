import { appendFileSync, cpSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { abiwright, type Run } from '../support/abiwright.ts';
import { called, opened, traces } from '../support/recordings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const good = [opened(), called({ nr: 0x81, words: [0, 0], after: [0, 1] })].join('\n');

/** Replays one file of its own. */
function replayed(content: string | Buffer, ...words: string[]): Run {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'made.jsonl'), content);
  return abiwright(['replay', 'made.jsonl', ...words], { folder });
}

it('prints each scenario with its calls and differences, and is clean where there are none', () => {
  const name = 'iommufd_ioas.no_domain.area';
  const run = abiwright(['replay', `${traces}/${name}.jsonl`], { folder: root });
  expect(run).toEqual({ status: 0, output: `${name}     44 calls    0 differences\n`, errors: '' });
});

it('replays all recordings of a folder without a difference', () => {
  const run = abiwright(['replay', traces], { folder: root });
  expect(run).toMatchObject({ status: 0, errors: '' });
  const counts = [...run.output.matchAll(/^(\S+) +(\d+) calls +(\d+) differences$/gm)].map((each) => each.slice(1));
  expect(counts).toHaveLength(9);
  for (const [name, calls, differences] of counts) {
    expect(differences, name).toBe('0');
    expect(Number(calls), name).toBeGreaterThan(1);
  }
});

/** A folder of recordings, one of them of a kernel that gives another errno for the first call. */
function withAnotherErrno(): string {
  const folder = temporaryFolder();
  cpSync(join(root, traces), folder, { recursive: true });
  const file = join(folder, 'iommufd.cmd_fail.jsonl');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('"errno":2,');
  writeFileSync(file, text.replace('"errno":2,', '"errno":19,'));
  return folder;
}

it('fails where a recording of a folder differs', () => {
  const folder = withAnotherErrno();
  const run = abiwright(['replay', folder], { folder: root });
  expect(run.status).toBe(1);
  const counts = [...run.output.matchAll(/^(\S+) +(\d+) calls +(\d+) differences$/gm)].map((each) => each.slice(1));
  expect(counts).toHaveLength(9);
  for (const [name, , differences] of counts) expect(differences, name).toBe(name === 'iommufd.cmd_fail' ? '1' : '0');
  expect(run.output).toMatch(/iommufd\.cmd_fail\.jsonl:3:1: error REC0003/);
});

it('is told by a proposal what the model is', () => {
  const run = abiwright(['replay', `${traces}/iommufd.cmd_fail.jsonl`, '--with', 'ioas-map-file'], { folder: root });
  expect(run).toMatchObject({ status: 0, errors: '' });
  const unknown = abiwright(['replay', traces, '--with', 'ioas-map-files'], { folder: root });
  expect(unknown).toMatchObject({ status: 2, output: '' });
  expect(unknown.errors).toContain("did you mean 'ioas-map-file'?");
});

it('tells machines each difference', () => {
  const folder = withAnotherErrno();
  const run = abiwright(['replay', join(folder, 'iommufd.cmd_fail.jsonl'), '--json'], { folder: root });
  const { scenarios } = JSON.parse(run.output) as { scenarios: { differences: object[] }[] };
  expect(run.status).toBe(1);
  expect(scenarios).toMatchObject([{ name: 'iommufd.cmd_fail' }]);
  expect(scenarios[0]!.differences).toMatchObject([
    {
      call: 1,
      ioctl: 'IOMMU_DESTROY',
      field: 'errno',
      expected: 'ENODEV',
      actual: 'ENOENT',
      file: 'specs/iommufd/destroy.yaml',
    },
  ]);
});

it('shows the first differences of a scenario, and how many more there are', () => {
  const calls = Array.from({ length: 15 }, () => called({ nr: 0x80, words: [9], errno: 22 }));
  const run = replayed([opened(), ...calls].join('\n'));
  expect(run.output.match(/REC0003: made\.jsonl, call/g)).toHaveLength(10);
  expect(run.output).toContain(
    'made.jsonl:12:1: error REC0003: made.jsonl, from call 11 on: 5 more; --json has them all',
  );
  expect(run.output).toContain('made.jsonl     15 calls   15 differences');
});

it('points at a line that is cut, and compares nothing of that recording', () => {
  const run = replayed(good.slice(0, -20));
  expect(run).toMatchObject({ status: 1, errors: '' });
  expect(run.output).toMatch(/^made\.jsonl:2:1: error REC0001: .*\n +2 \| \{"pid":1,/);
  expect(run.output).not.toContain('calls');
});

it('tells machines what is wrong with a recording', () => {
  const run = replayed('{}', '--json');
  expect(run.status).toBe(1);
  expect(JSON.parse(run.output)).toMatchObject({
    scenarios: [],
    findings: [{ code: 'REC0002', file: 'made.jsonl', line: 1 }],
  });
});

it('says that a recording is empty', () => {
  const run = replayed('');
  expect(run).toMatchObject({ status: 1, errors: '' });
  expect(run.output).toContain('error REC0005: the recording has no call');
});

it.each([
  [
    'is not UTF-8',
    Buffer.concat([Buffer.from(`${good}\n`), Buffer.of(0xff, 0xfe)]),
    'made.jsonl is not UTF-8 (line 3)',
  ],
  ['is binary', Buffer.of(0x1f, 0x8b, 8, 0, 0xff), 'made.jsonl is not UTF-8 (line 1)'],
])('says that a recording %s', (_, content, message) => {
  const run = replayed(content);
  expect(run).toMatchObject({ status: 1, errors: '' });
  expect(run.output).toContain(`error REC0006: ${message}`);
});

it('reads nothing of a file that is too large', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'made.jsonl');
  writeFileSync(path, '');
  truncateSync(path, (256 << 20) + 1);
  const run = abiwright(['replay', 'made.jsonl'], { folder });
  expect(run).toMatchObject({ status: 1, errors: '' });
  expect(run.output).toContain('error REC0006: made.jsonl is larger than 268435456 bytes');
});

it('does not let a recorded name steer the terminal', () => {
  const test = JSON.stringify({ op: 'test', pid: 1, name: 'one\u001b[2J\ntwo' });
  const run = replayed([test, good].join('\n'));
  expect(run.output).toBe('one\\x1b[2J\\x0atwo      1 calls    0 differences\n');
});

it.each([
  ['a file that is not there', ['nowhere.jsonl'], 'CLI0008', 'nowhere.jsonl does not exist'],
  ['no recording named', [], 'CLI0002', 'recording'],
  ['a folder without recordings', ['empty'], 'CLI0002', 'empty holds no recordings (*.jsonl)'],
])('refuses %s as wrong usage', (_, words, code, message) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'empty'));
  const run = abiwright(['replay', ...words], { folder });
  expect(run).toMatchObject({ status: 2, output: '' });
  expect(run.errors).toContain(`error ${code}: `);
  expect(run.errors).toContain(message);
});

it('points at the step of a spec that cannot be run', () => {
  const folder = temporaryFolder();
  cpSync(join(root, 'specs'), join(folder, 'specs'), { recursive: true });
  const spec = join(folder, 'specs/iommufd/ioas_alloc.yaml');
  const text = readFileSync(spec, 'utf8').replace('{ reject: flags,', '{ reject: 5 / flags,');
  writeFileSync(spec, text);
  writeFileSync(join(folder, 'made.jsonl'), good);
  const run = abiwright(['replay', 'made.jsonl'], { folder });
  expect(run).toMatchObject({ status: 1, errors: '' });
  expect(run.output).toContain('error SEM0009: a division by 0 (in made.jsonl, call 1 (IOMMU_IOAS_ALLOC))');
  expect(run.output).toMatch(/specs\/iommufd\/ioas_alloc\.yaml:\d+:\d+: error/);
  expect(run.output).toContain('5 / flags');
});

it('is told by check what cannot be run, where that shows without running it', () => {
  const folder = temporaryFolder();
  cpSync(join(root, 'specs'), join(folder, 'specs'), { recursive: true });
  const verbs = `
  - verb: half-done
    stands-for: iopt_half
    doc: Undoes by what may fail.
    steps:
      - undo:
          - { fault: ENOMEM }
`;
  appendFileSync(join(folder, 'specs/iommufd/model/verbs/unmap.yaml'), verbs);
  const run = abiwright(['check', 'iommufd@v6.12'], { folder });
  expect(run.status).toBe(1);
  expect(run.output).toContain('error SEM0009: an undo cannot fail, and this step can, with ENOMEM');
  expect(run.output).toContain('- { fault: ENOMEM }');
});
