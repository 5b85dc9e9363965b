import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeSeries, type Series } from '../../src/series/make-series.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { smallTree } from './support/embedded.ts';
import { git, repository } from './support/repository.ts';
import { requestFor } from './support/request.ts';

/** Stand-ins for the scripts of a kernel tree, which say what the tests need. */
const scripts: Readonly<Record<string, string>> = {
  'checkpatch.pl': `for word; do
	case $word in
	--no-signoff) echo "$0:1: CHECK:NO_SIGNOFF: asked not to look" ;;
	*/0001-*) grep -q QUIETLY "$word" && echo "$word:9: ERROR:QUIET: too quiet" ;;
	*/0002-*) echo "$word:7: WARNING:FILE_PATH_CHANGES: new file" ;;
	esac
done
[ -e "$HOME/.checkpatch.conf" ] && echo "$0:1: ERROR:CONFIGURED: by the user"
exit 1`,
  'get_maintainer.pl': `case "$*" in
*" -f "*) echo "Grace Hopper <grace@example.org> (maintainer:SELFTESTS)" ;;
*/0001-*/0002-*/0003-*)
	echo "Grace Hopper <grace@example.org> (maintainer:IOMMUFD)"
	echo "Jörg Ü <joerg@example.org> (reviewer:IOMMU)"
	echo "iommu@lists.example (open list:IOMMUFD)" ;;
esac`,
  'kernel-doc': `shift 2
for file; do
	echo "$file:$(wc -l < "$file"): warning: old"
	grep -q FREEZE "$file" && echo "$file:3: warning: freezing"
done
exit 0`,
};

let tree: string;
beforeEach(() => {
  tree = repository(smallTree());
  mkdirSync(join(tree, 'scripts'));
  for (const [name, text] of Object.entries(scripts)) write(name, text);
});

function write(name: string, text: string): void {
  writeFileSync(join(tree, 'scripts', name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(tree, 'scripts', name), 0o755);
  git(tree, 'add', '--all');
  git(tree, 'commit', '--quiet', '--allow-empty', '--message', `scripts: Add ${name}`);
}

function types({ checks }: Series): readonly (readonly string[])[] {
  return checks.map((check) => check.messages.map((message) => `${message.severity} ${message.type || message.text}`));
}

describe("the tree's scripts", () => {
  test('look at every mail, and at what is new in the files', async () => {
    const series = await makeSeries(await requestFor(tree));
    expect(types(series)).toEqual([
      ['error QUIET', 'warning FILE_PATH_CHANGES'],
      expect.arrayContaining(['warning freezing']),
    ]);
    expect(series.checks).toMatchObject([
      { notRun: null, errors: 1, warnings: 0, checks: 0 },
      { notRun: null, errors: 0 },
    ]);
    expect(types(series)[1]).not.toContain('warning old');
  });

  test('do not ask an unsigned series for a signature', async () => {
    expect(types(await makeSeries(await requestFor(tree, { signOff: false })))[0]).toContain('check NO_SIGNOFF');
  });

  test('are those of the commit, and do not see the settings of the user', async () => {
    writeFileSync(join(tree, 'scripts/checkpatch.pl'), '#!/bin/sh\necho "x:1: ERROR:LOCAL: a local change"\n');
    const home = temporaryFolder();
    writeFileSync(join(home, '.checkpatch.conf'), '--ignore ALL\n');
    const before = process.env['HOME'];
    process.env['HOME'] = home;
    try {
      expect(
        types(await makeSeries(await requestFor(tree, { identity: { name: 'Ada', email: 'ada@example.org' } })))[0],
      ).toEqual(['error QUIET', 'warning FILE_PATH_CHANGES']);
    } finally {
      process.env['HOME'] = before;
    }
  });

  test('that fail are not run, and why is said', async () => {
    write('checkpatch.pl', 'echo "cannot find spelling.txt" >&2; exit 2');
    write('get_maintainer.pl', 'echo "no MAINTAINERS" >&2; exit 3');
    write('kernel-doc', 'exit 1');
    const series = await makeSeries(await requestFor(tree));
    expect(series.checks.map((check) => check.notRun)).toEqual([
      'scripts/checkpatch.pl exited with status 2: cannot find spelling.txt',
      'the tree has no scripts/kernel-doc that runs here',
    ]);
    expect(series.recipients.notRun).toBe('scripts/get_maintainer.pl exited with status 3: no MAINTAINERS');
  });

  test('say who gets the mails, and linux-api does too', async () => {
    const series = await makeSeries(await requestFor(tree));
    for (const { file } of [series.coverLetter, ...series.patches]) {
      expect(readFileSync(join(series.directory, file), 'utf8')).toContain(
        'To: Grace Hopper <grace@example.org>\nCc: =?UTF-8?q?J=C3=B6rg_=C3=9C?= <joerg@example.org>,\n\tiommu@lists.example,\n\tlinux-api@vger.kernel.org\n',
      );
    }
  });

  test('do not excuse a new file that nobody maintains', async () => {
    write('get_maintainer.pl', 'exit 0');
    expect((await makeSeries(await requestFor(tree))).checks[0]).toMatchObject({ warnings: 1 });
  });
});
