import { finding, hasErrors, inOrder, type Finding } from '../diagnostics/finding.ts';
import { wholeFile } from '../diagnostics/span.ts';
import { EnvironmentError, UsageError } from '../host/errors.ts';
import { filesBelow, listFolder, readText } from '../host/read.ts';
import { differenceFindings, type ScenarioResult } from '../recording/difference.ts';
import { parseRecording } from '../recording/parse.ts';
import { replay as replayEvents } from '../recording/replay.ts';
import { interfaceOf, SpecLoader, type LoadedSubjects } from './load.ts';
import { shownPath } from './specs-folder.ts';

export interface Replayed extends LoadedSubjects {
  readonly scenarios: readonly ScenarioResult[];
}

/** A recording may be this large, in bytes. */
export const maximumRecording = 256 << 20;

/**
 * Runs recorded traffic through the model: that of the first base, or of `withName`. A folder stands for the recordings
 * (*.jsonl) below it.
 */
export function replay(recordings: readonly string[], withName: string | null, from: string): Replayed {
  const loader = new SpecLoader(from);
  const loaded = loader.load([withName ?? loader.familyNames()[0] ?? '']);
  const subject = loaded.subjects[0];
  if (subject?.kind === 'system')
    throw new UsageError('CLI0002', `${subject.system.name} is a system, and has no ioctls that could be replayed`);
  if (!subject || hasErrors(loaded.findings)) return { ...loaded, scenarios: [] };
  const findings: Finding[] = [...loaded.findings];
  const sources = new Map(loaded.sources);
  const scenarios: ScenarioResult[] = [];
  for (const path of recordings.flatMap(expand)) {
    const shown = shownPath(path);
    const text = readRecording(path, findings);
    if (text === null) continue;
    sources.set(shown, text);
    const { events, findings: wrong } = parseRecording(shown, text);
    findings.push(...wrong);
    // What follows a line that is lost would be compared with the wrong state.
    if (hasErrors(wrong)) continue;
    const results = replayEvents(interfaceOf(subject), shown, events);
    scenarios.push(...results);
    findings.push(...differenceFindings(results));
  }
  return { ...loaded, sources, findings: inOrder(findings), scenarios };
}

/** The text of a recording; null, with a finding, where the file holds none. */
function readRecording(path: string, findings: Finding[]): string | null {
  const shown = shownPath(path);
  const read = readText(path, maximumRecording);
  if (read.ok) return read.text;
  if (read.problem !== 'not-utf-8' && read.problem !== 'too-large')
    throw new EnvironmentError('CLI0008', `${shown} ${read.detail}`);
  findings.push(finding('REC0006', `${shown} ${read.detail}`, wholeFile(shown)));
  return null;
}

function expand(path: string): readonly string[] {
  if (listFolder(path) === null) return [path];
  const below = filesBelow(path).filter((each) => each.endsWith('.jsonl'));
  if (below.length > 0) return below;
  throw new UsageError('CLI0002', `${path} holds no recordings (*.jsonl)`);
}
