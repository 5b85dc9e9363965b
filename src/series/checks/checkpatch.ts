import { basename } from 'node:path';
import { check, notRun, type Check, type CheckMessage } from './check.ts';
import type { TreeScripts } from './scripts.ts';

const script = 'scripts/checkpatch.pl';
const tool = 'checkpatch.pl --strict';

/** What checkpatch.pl says of every series like this one, and why it is no fault. */
const allowed: Readonly<Record<string, string>> = {
  LINE_SPACING: 'the uAPI header has each #define right after its struct, throughout',
};

/** A question that checkpatch.pl asks of every new file; the answer is looked up in MAINTAINERS. */
const pathQuestion = 'FILE_PATH_CHANGES';

export interface CheckpatchOptions {
  /** The mails as files. */
  readonly files: readonly string[];
  /** False of a series that is not signed: then a missing sign-off is no news. */
  readonly signed: boolean;
  /** True where MAINTAINERS has an entry for every new file. */
  readonly newFilesMaintained: boolean;
  /** Where the range-diff starts, which git writes into the cover letter; null where there is none. */
  readonly rangeDiff: { readonly file: string; readonly line: number } | null;
}

const severities = { ERROR: 'error', WARNING: 'warning', CHECK: 'check' } as const;

function reason(type: string, file: string, line: number, options: CheckpatchOptions): string | null {
  const { rangeDiff } = options;
  if (rangeDiff !== null && file === rangeDiff.file && line >= rangeDiff.line) return 'git writes the range-diff so';
  if (type === pathQuestion && options.newFilesMaintained) return 'MAINTAINERS has an entry for every new file';
  return allowed[type] ?? null;
}

/** Lines as `checkpatch.pl --terse --show-types` prints them: `file:12: WARNING:TYPE: text`. */
export function readCheckpatch(output: string, options: CheckpatchOptions): CheckMessage[] {
  return output.split('\n').flatMap((printed): CheckMessage[] => {
    const [, path, number, severity, type, text] =
      /^(.*?):(\d+): (ERROR|WARNING|CHECK):([A-Z0-9_]+): (.*)$/.exec(printed) ?? [];
    if (path === undefined || severity === undefined || type === undefined) return [];
    const kind = severities[severity as keyof typeof severities];
    const [file, line] = [basename(path), Number(number)];
    return [{ severity: kind, type, file, line, text: text ?? '', allowed: reason(type, file, line, options) }];
  });
}

/** Runs the tree's checkpatch.pl on every mail. */
export async function runCheckpatch(scripts: TreeScripts, options: CheckpatchOptions): Promise<Check> {
  if (!scripts.has(script)) return notRun(tool, `the tree has no ${script}`);
  const unsigned = options.signed ? [] : ['--no-signoff'];
  const flags = ['--strict', '--terse', '--show-types', '--no-summary', '--color=never', ...unsigned];
  const result = await scripts.run(script, null, [...flags, ...options.files]);
  const messages = readCheckpatch(result.output, options);
  // Its status is 1 for findings; anything else it ends with means that it did not get so far.
  if (result.status !== 0 && messages.length === 0)
    return notRun(tool, `${script} ${result.detail}: ${result.errors.trim().split('\n')[0] ?? ''}`);
  return check(tool, messages);
}
