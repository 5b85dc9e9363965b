import { simpleGit } from 'simple-git';
import { EnvironmentError } from '../../host/errors.ts';
import { onInterrupt } from '../../host/interrupt.ts';

/** Runs git in one folder, and gives what it prints. Rejects with GitFailure where git ends with another status than 0. */
export type Git = (...commandArguments: readonly string[]) => Promise<string>;

/** git ended with another status than 0. */
export class GitFailure extends EnvironmentError {
  /** What git printed, without blanks at its ends. */
  readonly output: string;
  /** The first line that says why: git's own `fatal:` or `error:`, without that word. */
  readonly reason: string;

  /** @param command as `git rev-parse` */
  constructor(command: string, output: string) {
    const lines = output.split('\n').filter((line) => line.trim() !== '');
    const said = lines.find((line) => /^(?:fatal|error):/.test(line)) ?? lines[0] ?? 'it does not say why';
    const reason = said.replace(/^(?:fatal|error): /, '');
    super('CLI0009', `${command} failed: ${reason}`);
    this.output = output;
    this.reason = reason;
  }
}

/** Settings that a command is run with, whatever the user's own say. */
export interface GitSettings {
  /** Variables beyond the user's. Of the user's, those that begin with GIT_ are taken away unless `keep` names them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly keep: readonly string[];
  /** As `core.abbrev=12`. */
  readonly config: readonly string[];
}

const allowed = {
  // All are ours: no hooks, no configuration but what is given, no monitor, and a repository made of no template.
  allowUnsafeHooksPath: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeTemplateDir: true,
};

/** git in a folder that exists. */
export function gitIn(folder: string, settings: GitSettings): Git {
  const abort = new AbortController();
  const environment = { ...process.env, ...settings.environment, LC_ALL: 'C', TZ: 'UTC', GIT_TERMINAL_PROMPT: '0' };
  const runner = simpleGit({
    baseDir: folder,
    config: [...settings.config],
    unsafe: allowed,
    allowEnvironment: [...settings.keep, ...Object.keys(settings.environment), 'GIT_TERMINAL_PROMPT'],
    abort: abort.signal,
    errors: (error, result) => {
      if (error === undefined && result.exitCode === 0) return undefined;
      if (error instanceof Error) return error;
      return new Error(
        Buffer.concat([...result.stdErr, ...result.stdOut])
          .toString('utf8')
          .trim(),
      );
    },
  });
  return async (...commandArguments) => {
    const settle = onInterrupt(() => abort.abort());
    try {
      // simple-git blocks a variable that is given to env() and guarded, so only what `keep` names may pass.
      return await runner.env(withoutGuarded(environment, settings)).raw([...commandArguments]);
    } catch (error) {
      throw failure(commandArguments, error);
    } finally {
      settle();
    }
  };
}

function withoutGuarded(environment: NodeJS.ProcessEnv, settings: GitSettings): NodeJS.ProcessEnv {
  const passes = new Set([...settings.keep, ...Object.keys(settings.environment), 'GIT_TERMINAL_PROMPT']);
  const guarded = /^(?:GIT_|EDITOR$|VISUAL$|PAGER$|SSH_ASKPASS$|PREFIX$)/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => passes.has(name) || !guarded.test(name)));
}

function failure(commandArguments: readonly string[], error: unknown): Error {
  const message = error instanceof Error ? error.message.trim() : String(error);
  if (/spawn git ENOENT/.test(message)) {
    return new EnvironmentError('CLI0005', 'git is not installed', 'install git (as root: apt-get install git)');
  }
  const verb = commandArguments.find((each) => !each.startsWith('-')) ?? '';
  return new GitFailure(`git ${verb}`, message);
}
