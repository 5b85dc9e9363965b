import { check, notRun, type Check, type CheckMessage } from './check.ts';
import type { TreeScripts } from './scripts.ts';

const script = 'scripts/kernel-doc';
const tool = 'kernel-doc -none -Wall';

/** Lines as kernel-doc prints them: `file:12: warning: text`, in newer kernels with `Warning:` first. */
export function readKernelDoc(output: string): CheckMessage[] {
  return output.split('\n').flatMap((line): CheckMessage[] => {
    const [, path, number, severity, text] =
      /^(?:[Ww]arning: |[Ee]rror: )?(.*?):(\d+):? (warning|error)?:?\s*(.*)$/i.exec(line) ?? [];
    if (path === undefined || text === undefined) return [];
    const isError = severity?.toLowerCase() === 'error' || /^error:/i.test(line);
    return [
      { severity: isError ? 'error' : 'warning', type: '', file: path, line: Number(number), text, allowed: null },
    ];
  });
}

/** What kernel-doc says of files below a folder; null where the tree has no such script, or it fails. */
export async function runKernelDoc(
  scripts: TreeScripts,
  folder: string,
  files: readonly string[],
): Promise<readonly CheckMessage[] | null> {
  if (!scripts.has(script) || files.length === 0) return null;
  const result = await scripts.run(script, folder, ['-none', '-Wall', ...files]);
  const messages = readKernelDoc(`${result.output}\n${result.errors}`);
  return result.status === 0 || messages.length > 0 ? messages : null;
}

/** What kernel-doc says after the series and did not say before it, wherever in the file. */
export function newKernelDoc(before: readonly CheckMessage[] | null, after: readonly CheckMessage[] | null): Check {
  if (before === null || after === null) return notRun(tool, `the tree has no ${script} that runs here`);
  const known = before.map((each) => `${each.file} ${each.text}`);
  const fresh = after.filter((each) => {
    const at = known.indexOf(`${each.file} ${each.text}`);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
  return check(tool, fresh);
}
