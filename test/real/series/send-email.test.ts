import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeSeries, type Series } from '../../../src/series/make-series.ts';
import { fieldOf, parseMail } from '../../../src/series/mail/mail.ts';
import { smallTree } from '../../series/support/embedded.ts';
import { repository } from '../../series/support/repository.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { requestFor } from '../../series/support/request.ts';

/** Runs git send-email as a user without any settings would, delivering to a program of the test's. */
function sendEmail(
  folder: string,
  ...sendArguments: readonly string[]
): { readonly status: number | null; readonly output: string; readonly delivered: readonly string[] } {
  const sink = temporaryFolder();
  const program = join(sink, 'sendmail');
  writeFileSync(program, `#!/bin/sh\ncat > "$(mktemp "${sink}/mail.XXXXXX")"\n`);
  chmodSync(program, 0o755);
  const flags = [
    '--from=Ada Lovelace <ada@example.org>',
    `--smtp-server=${program}`,
    '--confirm=never',
    '--suppress-cc=self',
  ];
  const { status, stdout, stderr } = spawnSync('git', ['send-email', ...flags, ...sendArguments], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: sink, LC_ALL: 'C', GIT_SEND_EMAIL_NOTTY: '1', GIT_CONFIG_NOSYSTEM: '1' },
  });
  const delivered = readdirSync(sink).filter((name) => name.startsWith('mail.'));
  return {
    status,
    output: stdout + stderr,
    delivered: delivered.map((name) => readFileSync(join(sink, name), 'utf8')),
  };
}

function mails(series: Series): readonly string[] {
  return readdirSync(series.directory).map((name) => join(series.directory, name));
}

let tree: string;
beforeEach(() => {
  tree = repository(smallTree());
});

describe('a signed series', () => {
  test('is accepted in a dry run', async () => {
    const series = await makeSeries(await requestFor(tree));
    const { status, output, delivered } = sendEmail(tree, '--dry-run', '--to=sink@localhost.example', ...mails(series));
    expect(output).not.toMatch(/error|warning|fatal|What to do/i);
    expect(status).toBe(0);
    expect(output.match(/^Dry-OK/gm)).toHaveLength(4);
    expect(delivered).toEqual([]);
  });

  test('arrives as one thread, at everyone named', async () => {
    const series = await makeSeries(await requestFor(tree));
    const { status, delivered } = sendEmail(tree, '--to=sink@localhost.example', ...mails(series));
    expect(status).toBe(0);
    const arrived = delivered.map(parseMail);
    const cover = arrived.find((mail) => fieldOf(mail, 'Subject')?.includes(' 0/3] ') === true);
    expect(cover).toBeDefined();
    const id = cover === undefined ? null : fieldOf(cover, 'Message-Id');
    const replies = arrived.filter((mail) => mail !== cover);
    expect(replies.map((mail) => fieldOf(mail, 'In-Reply-To'))).toEqual([id, id, id]);
    for (const mail of arrived) expect(fieldOf(mail, 'Cc')).toContain('linux-api@vger.kernel.org');
  });
});

describe('a series that is not signed', () => {
  test.each([[[]], [['--to=sink@localhost.example']]])('is refused, with %j', async (flags) => {
    const series = await makeSeries(await requestFor(tree, { signOff: false }));
    for (const files of [mails(series), [series.directory], ...mails(series).map((mail) => [mail])]) {
      const { status, output, delivered } = sendEmail(tree, ...flags, ...files);
      expect(status).not.toBe(0);
      expect(output).toContain('Refusing to send');
      expect(delivered).toEqual([]);
    }
  });

  test('is not sent with --force either, and the reason is printed', async () => {
    const series = await makeSeries(await requestFor(tree, { signOff: false }));
    const { output, delivered } = sendEmail(tree, '--force', '--to=sink@localhost.example', ...mails(series));
    expect(output).toContain(
      'This series is not signed: read it, then run abiwright series ioas-freeze again with --sign-off',
    );
    expect(delivered).toEqual([]);
  });
});
