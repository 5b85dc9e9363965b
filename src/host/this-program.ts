import { realpathSync } from 'node:fs';

/** What starts this very program again: Node, its flags and the script. */
export function thisProgram(): readonly string[] {
  const script = process.argv[1];
  if (script === undefined) throw new Error('no script was started');
  return [realpathSync(process.execPath), ...process.execArgv, realpathSync(script)];
}
