import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AbiwrightCommand, type Outcome } from '../../src/commands/support/abiwright-command.ts';
import { finding } from '../../src/diagnostics/finding.ts';
import { UsageError } from '../../src/host/errors.ts';

let outcome: () => Outcome;

class Sample extends AbiwrightCommand {
  override async run(): Promise<object> {
    await this.parse(Sample);
    const made = outcome();
    return this.finish({ ...made, json: { ...made.json, findings: this.findingsJson(made.findings ?? []) } });
  }
}

const options = {
  root: import.meta.dirname,
  pjson: { name: 'sample', version: '1.0.0', oclif: { bin: 'sample' } },
  userPlugins: false,
  devPlugins: false,
};
const span = { file: '/specs/a.yaml', line: 1, column: 1, endLine: 1, endColumn: 4 };
const sources = new Map([['/specs/a.yaml', 'abc']]);
const error = finding('SPEC0006', 'unknown', span);
const warning = finding('SPEC0012', 'no tests', span);

let output = '';
let statusBefore: typeof process.exitCode;

beforeEach(() => {
  output = '';
  statusBefore = process.exitCode;
  process.exitCode = undefined;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((output += String(text)), true));
  vi.stubEnv('NO_COLOR', '1');
});

afterEach(() => {
  process.exitCode = statusBefore;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function run(made: Outcome, ...words: string[]): Promise<typeof process.exitCode> {
  outcome = () => made;
  await Sample.run(words, options);
  return process.exitCode;
}

test('prints the text and ends with status 0 where nothing was found', async () => {
  expect(await run({ json: {}, text: '100% of %s' })).toBeUndefined();
  expect(output).toBe('100% of %s\n');
});

test('prints findings first, then how many, and an error makes the status 1', async () => {
  expect(await run({ json: {}, text: 'checked', findings: [warning, error], sources })).toBe(1);
  expect(output).toMatch(/^\/specs\/a\.yaml:1:1: error SPEC0006: unknown\n {4}1 \| abc\n/);
  expect(output).toMatch(/\n\n1 error, 1 warning\n\nchecked\n$/);
});

test('warnings alone leave the status 0', async () => {
  expect(await run({ json: {}, text: '', findings: [warning], sources })).toBeUndefined();
  expect(output).toMatch(/1 warning\n$/);
});

test('a command may fail without a finding, as for drift', async () => {
  expect(await run({ json: {}, text: 'differs', failed: true })).toBe(1);
});

test('with --json, prints that and nothing else', async () => {
  expect(await run({ json: { n: 1 }, text: 'text', findings: [error], sources }, '--json')).toBe(1);
  expect(JSON.parse(output)).toEqual({
    n: 1,
    findings: [{ code: 'SPEC0006', severity: 'error', message: 'unknown', ...span }],
  });
});

test('wrong usage found on the way ends with status 2', async () => {
  outcome = () => {
    throw new UsageError('CLI0003', 'no proposal x', 'name another');
  };
  await Sample.run(['--json'], options);
  expect(process.exitCode).toBe(2);
  expect(JSON.parse(output)).toEqual({ error: { code: 'CLI0003', message: 'no proposal x', fix: 'name another' } });
});
