import { CLIError, ExitError } from '@oclif/core/errors';
import pc from 'picocolors';
import { visible } from '../../diagnostics/visible.ts';
import { EnvironmentError, UsageError } from '../../host/errors.ts';
import { systemErrorCode } from '../../host/system-error.ts';
import { wantsColour } from '../../host/terminal.ts';
import { jsonText } from './json-text.ts';
import { usageMessage } from './usage-message.ts';

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly fix: string | null;
}

/**
 * Says why a command could not do its work, on stderr or, for `--json`, as `{ error: { code, message, fix } }` on
 * stdout, and makes the exit status 2. Never shows a stack trace, unless ABIWRIGHT_TRACE is set.
 */
export function reportFailure(error: unknown, json: boolean, command: string | null): void {
  if (error instanceof ExitError) {
    process.exitCode = error.oclif.exit ?? 0;
    return;
  }
  process.exitCode = 2;
  const failure = describe(error, command);
  if (json) process.stdout.write(`${jsonText({ error: failure })}\n`);
  else process.stderr.write(`${failureText(failure)}\n`);
  const trace = process.env['ABIWRIGHT_TRACE'] ?? '';
  if (trace !== '' && error instanceof Error) process.stderr.write(`${error.stack ?? error.message}\n`);
}

function describe(error: unknown, command: string | null): Failure {
  if (error instanceof UsageError || error instanceof EnvironmentError)
    return { code: error.code, message: error.message, fix: error.fix };
  if (error instanceof CLIError) {
    const help = command === null ? 'abiwright --help' : `abiwright ${command} --help`;
    return { code: 'CLI0002', message: usageMessage(error), fix: `see ${help}` };
  }
  if (error instanceof Error && 'syscall' in error && error.syscall === 'write')
    return { code: 'CLI0006', message: `cannot write the output (${systemErrorCode(error)})`, fix: null };
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'CLI0011',
    message: `internal error: ${message}`,
    fix: 'this is a mistake of abiwright: please report it, with what ABIWRIGHT_TRACE=1 adds',
  };
}

function failureText({ code, message, fix }: Failure): string {
  const colours = pc.createColors(wantsColour(process.stderr));
  const lines = [`${colours.red(`error ${code}:`)} ${visible(message)}`];
  if (fix !== null) lines.push(`  ${colours.green('fix:')} ${visible(fix)}`);
  if (code !== 'CLI0011') lines.push(`  ${colours.dim('why:')} abiwright explain ${code}`);
  return lines.join('\n');
}
