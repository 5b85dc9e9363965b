import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { GuestRun } from '../../../src/conform/guest/run-in-guest.ts';
import { runInGuest } from '../../../src/conform/guest/run-in-guest.ts';
import { parseRecording } from '../../../src/recording/parse.ts';
import { replay } from '../../../src/recording/replay.ts';
import { kernelImage } from '../../support/kernel-image.ts';
import { iommufd } from '../../support/specs.ts';
import { printer } from '../../support/templates.ts';
import { buildUpstreamSelftest, type UpstreamTest } from '../../support/upstream-selftest.ts';

/**
 * Upstream's selftest of iommufd is run on a real kernel under `abiwright record`, and what was recorded is replayed.
 *
 * RECORD=1 runs all of it, and writes test/recording/selftest anew; RECORD=iommufd_ioas does so with the fixtures whose
 * names begin so. Else the tests are left out that make most of the calls, which are many of few kinds.
 */
const record = process.env['RECORD'] ?? '';
const isWanted = ({ name, group }: UpstreamTest): boolean =>
  record === '' ? !long.test(name) : record === '1' || group.startsWith(record);
const long = /\.(?:access_rw|copy_sweep|ioas_iova_alloc)$/;
const stored = join(import.meta.dirname, '../../recording/selftest');

/** Tests that do not come to their end on this kernel: they ask it for a type of hardware data, which it has no idea of. */
const endEarly = /^iommufd_ioas\.(?:mock_domain|two_mock_domain|mock_domain_limit)\.get_hw_info$/;

const script = join(import.meta.dirname, 'record-selftest.sh');
const minute = 60_000;
/** Behind the names of the tests that failed, and before the recording. */
const separator = '\n--\n';

let folder: string;
let tests: readonly UpstreamTest[];
let run: GuestRun;
let failed: readonly string[];
let recording: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abiwright-selftest-'));
  tests = buildUpstreamSelftest(folder).filter(isWanted);
  const list = join(folder, 'list');
  writeFileSync(list, tests.map(({ name, program }) => `${name} ${program}\n`).join(''));
  run = await runInGuest({
    kernel: kernelImage(),
    parameters: '',
    command: {
      words: ['sh', script, process.execPath, inject('bundle'), list],
      folder: import.meta.dirname,
      present: ['/dev/iommu'],
      cache: [],
    },
    limits: { firstLine: 5 * minute, begin: 10 * minute, silence: 20 * minute, overall: 100 * minute },
    print: printer(),
    onProgress: () => undefined,
  });
  const output = run.ended?.output ?? '';
  const at = output.indexOf(separator);
  failed = output.slice(0, Math.max(at, 0)).split('\n').filter(Boolean);
  recording = output.slice(at + separator.length);
  if (record !== '') store();
}, 120 * minute);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The lines of each test, from that which names it. */
function scenarios(): ReadonlyMap<string, string> {
  const parts = recording.split(/^(?=\{"pid":\d+,"op":"test",)/m).slice(1);
  return new Map(parts.map((part) => [(JSON.parse(part.slice(0, part.indexOf('\n'))) as { name: string }).name, part]));
}

function store(): void {
  const own = scenarios();
  for (const group of new Set(tests.map((each) => each.group))) {
    const text = tests.flatMap((each) => (each.group === group ? (own.get(each.name) ?? '') : [])).join('');
    const size = Buffer.byteLength(text);
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: size, [constants.BROTLI_PARAM_LGWIN]: 24 };
    writeFileSync(join(stored, `${group}.jsonl.br`), brotliCompressSync(text, { params }));
  }
}

test('upstream runs through under the recorder, fault injection included', () => {
  expect(run.troubles).toEqual([]);
  expect(run.ended?.status).toBe(0);
  expect(failed.filter((name) => !endEarly.test(name))).toEqual([]);
  expect([...scenarios().keys()]).toEqual(tests.map(({ name }) => name));
});

test('what was recorded is what the base does, byte for byte', () => {
  const { events, findings } = parseRecording('selftest', recording);
  expect(findings).toEqual([]);
  const results = replay(iommufd().interface, 'selftest', events).slice(1);
  expect(results.map(({ name }) => name)).toEqual(tests.map(({ name }) => name));
  for (const { name, calls, differences } of results) {
    expect(calls, name).toBeGreaterThan(0);
    expect(differences, name).toEqual([]);
  }
});

test('the stored recordings have the same tests', () => {
  const names = new Set(tests.map((each) => each.group));
  for (const group of names) expect(readFileSync(join(stored, `${group}.jsonl.br`)).length, group).toBeGreaterThan(100);
});
