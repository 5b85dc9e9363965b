import { CLIError, ExitError } from '@oclif/core/errors';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { jsonText } from '../../src/commands/support/json-text.ts';
import { reportFailure } from '../../src/commands/support/report-failure.ts';
import { EnvironmentError } from '../../src/host/errors.ts';

let output = '';
let errors = '';
let statusBefore: typeof process.exitCode;

beforeEach(() => {
  output = '';
  errors = '';
  statusBefore = process.exitCode;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((output += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((errors += String(text)), true));
  vi.stubEnv('NO_COLOR', '1');
});

afterEach(() => {
  process.exitCode = statusBefore;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test('an error of the environment prints its code and its mend', () => {
  reportFailure(new EnvironmentError('CLI0006', 'cannot write /x', 'choose another'), false, 'generate');
  expect(errors).toBe('error CLI0006: cannot write /x\n  fix: choose another\n  why: abiwright explain CLI0006\n');
  expect(process.exitCode).toBe(2);
});

test('an unexpected error is one message without a stack trace', () => {
  reportFailure(new TypeError('x is not a function'), false, 'check');
  expect(errors).toMatch(
    /^error CLI0011: internal error: x is not a function\n {2}fix: .*please report.*ABIWRIGHT_TRACE=1/,
  );
  expect(errors).not.toMatch(/^ +at /m);
  expect(process.exitCode).toBe(2);
});

test('ABIWRIGHT_TRACE=1 adds the stack trace', () => {
  vi.stubEnv('ABIWRIGHT_TRACE', '1');
  reportFailure(new TypeError('x is not a function'), false, 'check');
  expect(errors).toMatch(/\n {4}at .*support\.test\.ts/);
});

test('what is thrown and is no Error is reported as well', () => {
  reportFailure('text', true, null);
  expect(JSON.parse(output)).toMatchObject({ error: { code: 'CLI0011', message: 'internal error: text' } });
});

test('a message of the parser becomes one line', () => {
  reportFailure(
    new CLIError('Missing 1 required arg:\nNAME  what to check\nSee more help with --help'),
    false,
    'check',
  );
  expect(errors).toMatch(
    /^error CLI0002: missing 1 required arg: NAME {2}what to check\n {2}fix: see abiwright check --help\n/,
  );
});

test('an exit that a command asked for is no failure', () => {
  reportFailure(new ExitError(1), false, null);
  expect({ output, errors, status: process.exitCode }).toEqual({ output: '', errors: '', status: 1 });
});

test('JSON text keeps all digits of a 64-bit number', () => {
  expect(JSON.parse(jsonText({ value: 0xffff_ffff_ffff_ffffn }))).toEqual({ value: '18446744073709551615' });
});
