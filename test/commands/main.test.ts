import { spawnSync } from 'node:child_process';
import { expect, inject, test } from 'vitest';
import { abiwright } from '../support/abiwright.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('without a command, and for --help, prints a table of contents', () => {
  const help = abiwright(['--help']);
  expect(help).toMatchObject({ status: 0, errors: '' });
  expect(help.output).toContain('Usage: abiwright COMMAND');
  expect(help.output).toMatch(/^ {2}explain +say what a diagnostic means/m);
  expect(help.output).toMatch(/Exit status: 0 clean, 1 findings to fix, 2 wrong usage or environment/);
  expect(abiwright([])).toEqual(help);
  expect(abiwright(['help'])).toEqual(help);
  expect(abiwright(['-h'])).toEqual(help);
});

test('every command says in one line what it does, and has a page of its own', () => {
  const lines = abiwright(['--help']).output.split('\n');
  const commands = lines.flatMap((line) => /^ {2}([a-z]+) +\S/.exec(line)?.slice(1) ?? []);
  expect(commands).toContain('explain');
  for (const command of commands) {
    const page = abiwright([command, '--help']);
    expect(page).toMatchObject({ status: 0, errors: '' });
    expect(page.output).toContain(`$ abiwright ${command}`);
    expect(abiwright(['help', command])).toEqual(page);
  }
});

test('prints its version', () => {
  expect(abiwright(['--version']).output).toMatch(/^abiwright \d+\.\d+\.\d+\n$/);
});

test('an unknown command ends with status 2 and the one that was probably meant', () => {
  expect(abiwright(['explian', 'X'])).toEqual({
    status: 2,
    output: '',
    errors: [
      'error CLI0001: unknown command explian',
      '  fix: did you mean abiwright explain?',
      '  why: abiwright explain CLI0001',
      '',
    ].join('\n'),
  });
  expect(abiwright(['--help', 'explian'])).toMatchObject({ status: 2, output: '' });
});

test.each([['constructor'], ['__proto__'], ['toString'], ['--strict'], ['explain:x']])('%s is no command', (word) => {
  const run = abiwright([word]);
  expect(run).toMatchObject({ status: 2, output: '' });
  expect(run.errors).toContain('CLI0001');
});

test('an unknown flag ends with status 2 and the one that was probably meant', () => {
  const run = abiwright(['explain', '--jsno']);
  expect(run).toMatchObject({ status: 2, output: '' });
  expect(run.errors).toBe(
    [
      'error CLI0002: unknown flag --jsno; did you mean --json?',
      '  fix: see abiwright explain --help',
      '  why: abiwright explain CLI0002',
      '',
    ].join('\n'),
  );
});

test('an argument too many ends with status 2', () => {
  const run = abiwright(['explain', 'CLI0001', 'CLI0002']);
  expect(run).toMatchObject({ status: 2, output: '' });
  expect(run.errors).toMatch(/^error CLI0002: unexpected argument: CLI0002\n/);
});

test('a missing argument is named', () => {
  const run = abiwright(['series']);
  expect(run).toMatchObject({ status: 2, output: '' });
  expect(run.errors).toMatch(/^error CLI0002: missing PROPOSAL \(a proposal\)\n/);
});

test('with --json, errors are JSON on standard output', () => {
  const run = abiwright(['explian', '--json']);
  expect(run).toMatchObject({ status: 2, errors: '' });
  expect(JSON.parse(run.output)).toEqual({
    error: { code: 'CLI0001', message: 'unknown command explian', fix: 'did you mean abiwright explain?' },
  });
  expect(JSON.parse(abiwright(['explain', '--json', '--jsno']).output)).toMatchObject({ error: { code: 'CLI0002' } });
});

test('what a user types never reaches the terminal as control characters', () => {
  const run = abiwright(['\u001b[2Jx']);
  expect(run.errors).toContain('unknown command \\x1b[2Jx');
});

test('colours only where that is wanted', () => {
  expect(abiwright(['explian']).errors).not.toContain('\u001b');
  expect(abiwright(['explian'], { environment: { FORCE_COLOR: '1' } }).errors).toContain('\u001b[31m');
  expect(abiwright(['explian'], { environment: { FORCE_COLOR: '1', NO_COLOR: '1' } }).errors).not.toContain('\u001b');
});

test('says so when the output cannot be written', () => {
  const run = spawnSync('sh', ['-c', `"${process.execPath}" "${inject('bundle')}" explain > /dev/full`], {
    encoding: 'utf8',
  });
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(/^error CLI0006: cannot write the output \(ENOSPC\)\n/);
});

test('a reader that stops early is no failure', () => {
  const script = `("${process.execPath}" "${inject('bundle')}" explain; echo "status $?" >&2) | true`;
  const run = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  expect(run.stderr).toBe('status 0\n');
});

test('works in an empty folder and without a home', () => {
  const folder = temporaryFolder();
  const environment = { HOME: '/no/such/home', XDG_CACHE_HOME: undefined };
  expect(abiwright(['explain', 'CLI0001'], { folder, environment })).toMatchObject({ status: 0, errors: '' });
});
