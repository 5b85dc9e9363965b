import { delimiter, join, resolve } from 'node:path';
import { compileRecorder } from '../conform/record/compile.ts';
import { outputVariable, recorderSource } from '../conform/record/library.ts';
import { summarize, type RecordingSummary } from '../conform/record/summary.ts';
import { finding, hasErrors, type Finding } from '../diagnostics/finding.ts';
import { wholeFile } from '../diagnostics/span.ts';
import { EnvironmentError, UsageError } from '../host/errors.ts';
import { readText } from '../host/read.ts';
import { runInForeground } from '../host/run-in-foreground.ts';
import type { ProcessEnding } from '../host/start-process.ts';
import { withTemporaryFolder } from '../host/temporary-folder.ts';
import { writeFile } from '../host/write.ts';
import { parseRecording } from '../recording/parse.ts';
import { interfaceOf, SpecLoader, type LoadedSubjects } from './load.ts';
import { maximumRecording } from './replay.ts';
import { shownPath } from './specs-folder.ts';
import { templatePrinter } from './templates.ts';

export interface RecordRequest {
  readonly program: string;
  readonly programArguments: readonly string[];
  /** The recording; what is there is replaced. */
  readonly out: string;
  /** The proposal or base whose calls are recorded; the first base where null. */
  readonly withName: string | null;
}

export interface Recorded extends LoadedSubjects {
  /** As a reader at this terminal would write it. */
  readonly file: string;
  /** Null where the specs have errors, and nothing was run. */
  readonly ran: { readonly ending: ProcessEnding; readonly summary: RecordingSummary } | null;
}

/** Runs a program, and records its calls of an interface. */
export async function record(request: RecordRequest, from: string): Promise<Recorded> {
  const loader = new SpecLoader(from);
  const loaded = loader.load([request.withName ?? loader.familyNames()[0] ?? '']);
  const subject = loaded.subjects[0];
  const file = shownPath(resolve(request.out));
  if (subject?.kind === 'system')
    throw new UsageError('CLI0002', `${subject.system.name} is a system, and has no ioctls that could be recorded`);
  if (!subject || hasErrors(loaded.findings)) return { ...loaded, file, ran: null };
  const source = recorderSource(interfaceOf(subject), templatePrinter());
  const ending = await withTemporaryFolder((folder) => run(request, source, folder));
  const { summary, findings, text } = readBack(file);
  const sources = new Map([...loaded.sources, [file, text] as const]);
  return { ...loaded, findings: [...loaded.findings, ...findings], sources, file, ran: { ending, summary } };
}

async function run(
  { program, programArguments, out }: RecordRequest,
  source: string,
  folder: string,
): Promise<ProcessEnding> {
  const library = join(folder, 'recorder.so');
  if (/[\s:]/.test(library))
    throw new EnvironmentError(
      'CLI0010',
      `LD_PRELOAD cannot name a library in ${folder}: there is a space or a colon in the path`,
      'set TMPDIR to a folder without them',
    );
  await compileRecorder(source, library, process.env['CC']);
  writeFile(out, '');
  const others = process.env['LD_PRELOAD'] ?? '';
  const ending = await runInForeground(program, programArguments, {
    LD_PRELOAD: [library, ...(others === '' ? [] : [others])].join(delimiter),
    [outputVariable]: resolve(out),
  });
  if (ending.notStarted === 'ENOENT')
    throw new EnvironmentError('CLI0005', `${program} is not installed`, 'give the name or the path of a program');
  if (ending.notStarted !== null)
    throw new EnvironmentError('CLI0009', `${program} cannot be started (${ending.notStarted})`);
  return ending;
}

interface ReadBack {
  readonly summary: RecordingSummary;
  readonly findings: readonly Finding[];
  readonly text: string;
}

function readBack(file: string): ReadBack {
  const read = readText(file, maximumRecording);
  const nothing = { summary: summarize([]), text: '' };
  if (!read.ok) return { ...nothing, findings: [finding('REC0006', `${file} ${read.detail}`, wholeFile(file))] };
  if (read.text === '') {
    const message = 'the program has not loaded the recorder, so nothing was recorded';
    return { ...nothing, findings: [finding('REC0007', message, wholeFile(file))] };
  }
  const { events, findings } = parseRecording(file, read.text);
  return { summary: summarize(events), findings, text: read.text };
}
