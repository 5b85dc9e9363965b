import { join } from 'node:path';
import { writeFiles } from '../../host/write.ts';
import type { ConformReport } from './report.ts';

/** Writes the files of a report below a folder, which is made if there are any. */
export function keepFiles({ files }: ConformReport, folder: string): void {
  writeFiles(files.map(({ path, text }) => ({ path: join(folder, path), content: text })));
}
