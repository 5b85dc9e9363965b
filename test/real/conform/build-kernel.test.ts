import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { abiwright } from '../../support/abiwright.ts';
import { bootImage, spins } from '../../support/boot-image.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const script = join(import.meta.dirname, '../../../templates/conform/build-kernel');

/**
 * A source tree that is made like a kernel's, of two objects that take half a second each. What is compiled is noted in
 * the folder of objects; the image is made of the objects, which hold their sources.
 */
const files: Readonly<Record<string, string>> = {
  Kbuild: '',
  'scripts/kconfig/merge_config.sh': '#!/bin/sh\nshift 4\ncat "$@" >.config\n',
  Makefile: `tinyconfig olddefconfig syncconfig:
	@mkdir -p $(O)/arch/x86/boot
	@[ $@ != tinyconfig ] || touch $(O)/.config
bzImage: $(O)/arch/x86/boot/bzImage
objects := $(patsubst %.c,$(O)/%.o,$(sort $(wildcard *.c)))
$(O)/arch/x86/boot/bzImage: $(objects) FORCE
	@cat $(objects) >$@
FORCE:
$(O)/%.o: %.c
	@echo $* >>$(O)/compiled
	@grep -q ERROR $< && { echo "$<:1: error: as it says" >&2; exit 1; } || :
	@head -c 3 $< >$@
	@sleep 0.5
	@cat $< >$@
`,
  'one.c': 'one, first\n',
  'two.c': 'two, first\n',
};

interface Tree {
  readonly folder: string;
  readonly cache: string;
}

function tree(repository: boolean): Tree {
  const folder = join(temporaryFolder(), 'linux');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
  }
  const made = { folder, cache: temporaryFolder() };
  if (repository) {
    git(made, 'init', '--quiet');
    commit(made);
  }
  return made;
}

function git({ folder }: Tree, ...words: readonly string[]): string {
  const run = spawnSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  return run.stdout;
}

function commit(of: Tree): void {
  git(of, 'add', '--all');
  git(of, 'commit', '--quiet', '--allow-empty', '--message', 'a change');
}

function build(of: Tree): string {
  const { status, stdout, stderr } = spawnSync('sh', [script, of.folder], {
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: of.cache },
  });
  expect(status, stderr).toBe(0);
  return readFileSync(stdout.trim(), 'utf8');
}

function kernelFolder({ cache }: Tree): string {
  return join(cache, 'abiwright/kernel');
}

/** What was compiled so far, in order of names. */
function compiled(of: Tree): readonly string[] {
  const folder = kernelFolder(of);
  const objects = readdirSync(folder).find((name) => name.startsWith('objects-')) ?? '';
  return readFileSync(join(folder, objects, 'compiled'), 'utf8')
    .trim()
    .split('\n')
    .sort();
}

/** Everything of a tree, with its content and its times. */
function snapshot({ folder }: Tree): string {
  const { stdout } = spawnSync('find', ['.', '-path', './.git', '-prune', '-o', '-printf', '%p %s %T@ %m\n'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout.split('\n').sort().join('\n');
}

describe.each([
  ['a repository', true],
  ['a folder that is no repository', false],
])('the kernel of %s', (_what, repository) => {
  const keep = (of: Tree): void => {
    if (repository) commit(of);
  };

  test('is built, and is there at once the next time', () => {
    const of = tree(repository);
    const before = snapshot(of);
    expect(build(of)).toBe('one, first\ntwo, first\n');
    expect(build(of)).toBe('one, first\ntwo, first\n');
    expect(compiled(of)).toEqual(['one', 'two']);
    expect(snapshot(of)).toBe(before);
  });

  test('is compiled again where a change is, and only there, back and forth', () => {
    const of = tree(repository);
    build(of);
    writeFileSync(join(of.folder, 'two.c'), 'two, patched\n');
    keep(of);
    expect(build(of)).toBe('one, first\ntwo, patched\n');
    expect(compiled(of)).toEqual(['one', 'two', 'two']);
    writeFileSync(join(of.folder, 'two.c'), 'two, first\n');
    writeFileSync(join(of.folder, 'one.c'), 'one, patched\n');
    keep(of);
    expect(build(of)).toBe('one, patched\ntwo, first\n');
    expect(compiled(of)).toEqual(['one', 'one', 'two', 'two', 'two']);
  });

  test('has nothing of a file that is gone', () => {
    const of = tree(repository);
    build(of);
    rmSync(join(of.folder, 'two.c'));
    keep(of);
    expect(build(of)).toBe('one, first\n');
  });

  test('is built once by two that begin together', async () => {
    const of = tree(repository);
    const two = [0, 1].map(() =>
      spawn('sh', [script, of.folder], { env: { ...process.env, XDG_CACHE_HOME: of.cache } }),
    );
    const printed = await Promise.all(
      two.map(async (child) => {
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
        await new Promise((resolve) => child.on('close', resolve));
        return output.trim();
      }),
    );
    expect(printed[0]).toBe(printed[1]);
    expect(readFileSync(printed[0] ?? '', 'utf8')).toBe('one, first\ntwo, first\n');
    expect(compiled(of)).toEqual(['one', 'two']);
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'has nothing that was half made when a build was ended: %s',
    async (signal) => {
      const of = tree(repository);
      build(of);
      writeFileSync(join(of.folder, 'two.c'), 'two, patched\n');
      keep(of);
      const child = spawn('sh', [script, of.folder], {
        detached: true,
        env: { ...process.env, XDG_CACHE_HOME: of.cache },
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => child.on('close', resolve));
      while (compiled(of).length < 3) await sleep(20);
      await sleep(100);
      process.kill(-(child.pid ?? 0), signal);
      await ended;
      expect(
        readdirSync(kernelFolder(of)).filter((name) => name.startsWith('image-') && name.endsWith('bzImage')),
      ).toEqual([]);
      expect(build(of)).toBe('one, first\ntwo, patched\n');
    },
  );
});

test('files that git does not know yet, or that are changed only, are built as they are', () => {
  const of = tree(true);
  build(of);
  writeFileSync(join(of.folder, 'one.c'), 'one, edited\n');
  rmSync(join(of.folder, 'two.c'));
  writeFileSync(join(of.folder, 'two.c'), 'two, new\n');
  expect(build(of)).toBe('one, edited\ntwo, new\n');
  git(of, 'checkout', '--quiet', '.');
  expect(build(of)).toBe('one, first\ntwo, first\n');
});

test('what was built in the tree itself is not taken', () => {
  const of = tree(true);
  writeFileSync(join(of.folder, '.gitignore'), '*.o\n');
  writeFileSync(join(of.folder, 'one.o'), 'of another configuration\n');
  commit(of);
  build(of);
  const copy = readdirSync(kernelFolder(of)).find((name) => name.startsWith('source-')) ?? '';
  expect(existsSync(join(kernelFolder(of), copy, 'one.o'))).toBe(false);
});

test('what the source cannot be configured with is said in the report, the next time too', () => {
  const of = tree(true);
  // What is built of these begins with a kernel that QEMU takes, and that hangs.
  cpSync(bootImage(spins), join(of.folder, 'one.c'));
  const merge = '#!/bin/sh\nshift 4\ncat "$@" | grep -v CONFIG_IOMMUFD_TEST >.config\n';
  writeFileSync(join(of.folder, 'scripts/kconfig/merge_config.sh'), merge);
  commit(of);
  for (const _time of ['first', 'next']) {
    const words = ['conform', '--tree', of.folder, '--only', 'random', '--boot-limit', '1', '--json'];
    const { output } = abiwright(words, { environment: { XDG_CACHE_HOME: of.cache } });
    expect(JSON.parse(output)).toMatchObject({
      kernel: { booted: { warnings: ['this source has no CONFIG_IOMMUFD_TEST=y'] } },
    });
  }
});

test('what does not compile is told with what the compiler says', () => {
  const of = tree(true);
  writeFileSync(join(of.folder, 'two.c'), 'ERROR\n');
  commit(of);
  const { status, output } = abiwright(['conform', '--tree', of.folder], { environment: { XDG_CACHE_HOME: of.cache } });
  expect(status).toBe(1);
  expect(output).toMatch(/^error CON0113: the kernel of .* does not build: make ended with status \d+$/m);
  expect(output).toMatch(/two\.c:1: error: as it says/);
});

test('what is no tree is said to be none', () => {
  const { status, errors } = abiwright(['conform', '--tree', temporaryFolder()]);
  expect(status).toBe(2);
  expect(errors).toMatch(/error CON0110: .* is not a source tree of the kernel/);
});

test('the configuration has what a guest needs', () => {
  const config = readFileSync(join(script, '../kernel.config'), 'utf8').split('\n');
  for (const option of ['IOMMUFD', 'IOMMUFD_TEST', 'NET_9P_VIRTIO', '9P_FS', 'PROVE_LOCKING', 'FAULT_INJECTION'])
    expect(config).toContain(`CONFIG_${option}=y`);
  expect(statSync(script).mode & 0o111).toBe(0o111);
});
