import { join } from 'node:path';
import { EnvironmentError } from '../../host/errors.ts';
import { writeFiles } from '../../host/write.ts';
import type { ConformReport } from './report.ts';

/** Writes the files of a report below a folder, which is made if there are any; one that cannot be is a trouble of the report. */
export function keepFiles(report: ConformReport, folder: string): ConformReport {
  try {
    writeFiles(report.files.map(({ path, text }) => ({ path: join(folder, path), content: text })));
    return report;
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    const { code, message } = error;
    if (code !== 'CLI0006' && code !== 'CLI0007') throw error;
    return { ...report, troubles: [...report.troubles, { code, message, lines: [] }], unsaved: report.files };
  }
}
