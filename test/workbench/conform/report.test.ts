import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keepFiles } from '../../../src/workbench/conform/keep-files.ts';
import { messageLine, messagesIn, type Message, type PartName } from '../../../src/workbench/conform/message.ts';
import { reportJson } from '../../../src/workbench/conform/report-json.ts';
import { reportText } from '../../../src/workbench/conform/report-text.ts';
import { hasFailed, reportOf } from '../../../src/workbench/conform/report.ts';
import { painterOf } from '../../../src/telling/painter.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const boot = { image: 'bzImage', accelerator: 'tcg', seconds: 4, warnings: [] };
const kernel: Message = { kind: 'kernel', name: 'Linux 6.12.117 x86_64' };
const vectors: Message = {
  kind: 'part',
  part: 'vectors',
  json: { vectors: { agreed: 334 }, errnoCoverage: { reached: 212 } },
  text: 'contract vectors     334 of 334 agree',
  failed: false,
};
const random: Message = {
  kind: 'part',
  part: 'random',
  json: { random: { seed: 7 } },
  text: 'random sequences     100 calls',
  failed: false,
};
const left = (part: PartName): Message => ({
  ...{ kind: 'part', part, json: {}, text: `${part} left out`, failed: false },
  leftOut: { code: 'CON0005', message: 'not as this user', fix: null },
});
const panic = { code: 'CON0101', message: 'the kernel panicked', lines: ['Kernel panic'] } as const;

test('messages come through as lines, with the rest of what was printed left out, and half of one too', () => {
  const messages: readonly Message[] = [kernel, vectors, { kind: 'trouble', trouble: panic }, { kind: 'end' }];
  const lines = messages.map(messageLine);
  expect(messagesIn(`a warning\n${lines.join('\nanother\n')}\n`)).toEqual(messages);
  expect(messagesIn(`${lines[0] ?? ''}\n${(lines[1] ?? '').slice(0, 40)}`)).toEqual([kernel]);
});

describe('a report', () => {
  test('has the parts in their order, whoever was first', () => {
    const report = reportOf([kernel, random, vectors], boot, []);
    expect(reportText(report, painterOf(false))).toBe(
      [
        'booted Linux 6.12.117 x86_64 in 4.0 s (QEMU, no KVM)',
        'contract vectors     334 of 334 agree',
        'random sequences     100 calls',
      ].join('\n'),
    );
    expect(hasFailed(report)).toBe(false);
  });

  test('is the same for scripts, null where a part was not run', () => {
    expect(reportJson(reportOf([kernel, vectors], boot, []))).toEqual({
      kernel: { name: 'Linux 6.12.117 x86_64', booted: boot, troubles: [] },
      unsaved: [],
      vectors: { agreed: 334 },
      errnoCoverage: { reached: 212 },
      random: null,
      faults: null,
      selftests: null,
      leftOut: [],
    });
  });

  test('is whole where a difference cannot be kept, and has its calls', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const kept: Message = { kind: 'file', path: '7.jsonl', text: 'the calls' };
    const report = keepFiles(reportOf([kernel, random, kept], boot, []), join(folder, 'file'));
    expect(hasFailed(report)).toBe(true);
    expect(reportText(report, painterOf(false))).toMatch(/random sequences {5}100 calls\n[^]*CLI0007: .*\/file/);
    expect(reportJson(report)).toMatchObject({
      random: { seed: 7 },
      unsaved: [{ path: '7.jsonl', text: 'the calls' }],
    });
  });

  test('says which part was left out, and why, where another was not', () => {
    const report = reportOf([kernel, vectors, left('random')], boot, []);
    expect(hasFailed(report)).toBe(false);
    expect(reportJson(report)).toMatchObject({
      random: null,
      leftOut: [{ part: 'random', code: 'CON0005', message: 'not as this user', fix: null }],
    });
  });

  test('is none where all parts were left out, since nothing was compared', () => {
    const all = [kernel, left('random'), left('faults')];
    const none = expect.objectContaining({ code: 'CON0005', message: 'not as this user', exitStatus: 2 }) as unknown;
    expect(() => reportOf(all, boot, [])).toThrow(none);
    // But of a kernel that is in trouble that is told.
    expect(hasFailed(reportOf(all, boot, [panic]))).toBe(true);
  });

  test('has failed where a part has', () => {
    expect(hasFailed(reportOf([kernel, { ...vectors, failed: true }], boot, []))).toBe(true);
  });

  test('has failed where the kernel is in trouble, whoever noticed, and keeps what was found before', () => {
    const noticed = reportOf([kernel, vectors, { kind: 'trouble', trouble: panic }], boot, []);
    const seen = reportOf([kernel, vectors], boot, [panic]);
    for (const report of [noticed, seen]) {
      expect(hasFailed(report)).toBe(true);
      expect(reportText(report, painterOf(false))).toMatch(/334 of 334 agree\n\nerror CON0101: the kernel panicked/);
    }
  });

  test('is none where the command could not do its work', () => {
    const error: Message = { kind: 'error', code: 'CON0001', message: 'no device', fix: null };
    expect(() => reportOf([error], null, [])).toThrow(expect.objectContaining({ code: 'CON0001', exitStatus: 2 }));
  });
});
