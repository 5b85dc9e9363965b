import { spawnSync } from 'node:child_process';

/** What docutils makes of a text, as XML, and what it says about it from a level on: 1 is for information. */
export function docutils(text: string, level = 1): { readonly output: string; readonly complaints: string } {
  const options = [
    '-m',
    'docutils',
    '--writer=xml',
    `--report=${level}`,
    '--halt=5',
    '--input-encoding=utf-8',
    '--output-encoding=utf-8',
  ];
  const run = spawnSync('python3', options, { input: text, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error !== undefined || (run.status ?? 1) > 1)
    throw new Error(`docutils: ${run.stderr}: run .ci/install-system-packages`);
  return { output: run.stdout, complaints: run.stderr };
}
