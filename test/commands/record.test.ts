import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { abiwright, type Run } from '../support/abiwright.ts';
import { called, opened } from '../support/recordings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/**
 * What a compiler is taken for here writes a library that the dynamic linker does not load, so that these tests need none.
 * test/real/conform/record.test.ts has a real one.
 */
const compiler = `#!/bin/sh
cat > /dev/null
while [ "$1" != -o ]; do shift; done
echo 'no library' > "$2"
`;

/** A folder with a compiler of its own. */
function prepared(text = compiler): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'compiler'), text);
  chmodSync(join(folder, 'compiler'), 0o755);
  mkdirSync(join(folder, 'tmp'));
  return folder;
}

function recorded(folder: string, words: readonly string[], environment: NodeJS.ProcessEnv = {}): Run {
  const own = { CC: join(folder, 'compiler'), TMPDIR: join(folder, 'tmp'), ...environment };
  const { errors, ...run } = abiwright(['record', ...words], { folder, environment: own });
  return { ...run, errors: errors.replaceAll(/^ERROR: ld\.so: .*\n/gm, '') };
}

/** A program that writes, in the place of the recorder, what it would have written. */
const writes = (lines: readonly string[]): string[] => [
  process.execPath,
  '-e',
  'require("fs").appendFileSync(process.env.ABIWRIGHT_RECORD_TO, process.argv[1])',
  lines.map((line) => `${line}\n`).join(''),
];
const call = called({ nr: 0x81, words: [0, 0], after: [0, 1] });

it('says how many calls of how many contexts were recorded, on standard error', () => {
  const folder = prepared();
  const program = writes([opened(), opened(1, 4), call, call, opened(1, 5, '/dev/vfio/vfio')]);
  expect(recorded(folder, ['--', ...program])).toEqual({
    status: 0,
    output: '',
    errors: 'recorded 2 calls of 2 contexts and 1 VFIO container in recording.jsonl\n',
  });
  expect(readFileSync(join(folder, 'recording.jsonl'), 'utf8').split('\n')).toHaveLength(6);
});

it('leaves its input, output and errors to the program, and nothing in the temporary folder', () => {
  const folder = prepared();
  writeFileSync(join(folder, 'input'), 'a line\n');
  const run = recorded(folder, ['--', 'sh', '-c', 'cat input; echo an error >&2; exit 0']);
  expect(run.output).toBe('a line\n');
  expect(run.errors).toMatch(/^an error\n/);
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
});

it.each([
  ['its exit status', 'exit 7', 7],
  ['the signal that ended it', 'kill -KILL $$', 137],
])('hands on %s', (_, script, status) => {
  const folder = prepared();
  expect(recorded(folder, ['--', 'sh', '-c', script]).status).toBe(status);
});

it('fails where all went well and nothing was recorded, and says why', () => {
  const run = recorded(prepared(), ['--', 'true']);
  expect(run).toMatchObject({ status: 1, output: '' });
  expect(run.errors).toContain('recording.jsonl:1:1: error REC0007: the program has not loaded the recorder');
  expect(run.errors).toContain('recorded 0 calls of 0 contexts in recording.jsonl');
  const idle = recorded(prepared(), ['--', ...writes([opened()])]);
  expect(idle.status).toBe(1);
  expect(idle.errors).toContain('error REC0005: the recording has no call');
});

it('replaces a recording that is there, where it is told to', () => {
  const folder = prepared();
  writeFileSync(join(folder, 'mine.jsonl'), 'what was there\n');
  recorded(folder, ['--out', 'mine.jsonl', '--', ...writes([opened(), call])]);
  expect(readFileSync(join(folder, 'mine.jsonl'), 'utf8')).toBe(`${opened()}\n${call}\n`);
  expect(existsSync(join(folder, 'recording.jsonl'))).toBe(false);
});

it('tells machines what it recorded and how the program ended, behind what that printed', () => {
  const folder = prepared();
  const good = recorded(folder, ['--json', '--', ...writes([opened(), call])]);
  expect(good).toMatchObject({ status: 0, errors: '' });
  expect(JSON.parse(good.output)).toEqual({
    findings: [],
    recording: { file: 'recording.jsonl', calls: 1, contexts: 1, containers: 0, processes: 1, failed: 0 },
    program: { status: 0, signal: null },
  });
  const killed = recorded(folder, ['--json', '--', 'sh', '-c', 'kill -TERM $$']);
  expect(JSON.parse(killed.output)).toMatchObject({ program: { status: null, signal: 'SIGTERM' } });
});

it('gives the program its own flags', () => {
  const run = recorded(prepared(), ['--', 'echo', '--json', 'b', 'a', '--out', '--', 'b', '-x']);
  expect(run.output).toBe('--json b a --out -- b -x\n');
});

it('loads the library before those that the user has loaded', () => {
  const run = recorded(prepared(), ['--', 'sh', '-c', 'echo "$LD_PRELOAD"'], { LD_PRELOAD: '/nowhere.so' });
  expect(run.output).toMatch(/^\/.*\/recorder\.so:\/nowhere\.so\n$/);
});

/** Ends with 5 when it is told to end. */
const patient = 'trap "echo interrupted; exit 5" INT TERM; echo ready; while :; do sleep 0.1; done';

/** The status and the output of a recording of `patient`, with what is done when that runs. */
async function told(folder: string, tell: (recording: number) => void): Promise<[number | null, string]> {
  const run = spawn(process.execPath, [inject('bundle'), 'record', '--', 'sh', '-c', patient], {
    cwd: folder,
    env: { ...process.env, CC: join(folder, 'compiler'), TMPDIR: join(folder, 'tmp') },
    detached: true,
  });
  let output = '';
  run.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (output === '' && run.pid !== undefined) tell(run.pid);
    output += text;
  });
  return new Promise((resolve) => run.on('close', (status) => resolve([status, output])));
}

it('is not ended by what its terminal says to the program', async () => {
  const folder = prepared();
  // As the terminal does it: to all of the group. A request to end is for abiwright alone.
  const interrupted = await told(folder, (recording) => process.kill(-recording, 'SIGINT'));
  expect(interrupted).toEqual([5, 'ready\ninterrupted\n']);
  const ended = await told(folder, (recording) => process.kill(recording, 'SIGTERM'));
  expect(ended).toEqual([5, 'ready\ninterrupted\n']);
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
});

it('is not ended by an interrupt that it hears of behind the end of the program', async () => {
  // Which of the two a process hears of first is open where both wait for it: without care, one in three was ended.
  const heard = Array.from({ length: 12 }, () =>
    told(prepared(), (recording) => {
      process.kill(recording, 'SIGSTOP');
      process.kill(-recording, 'SIGINT');
      setTimeout(() => process.kill(recording, 'SIGCONT'), 1000);
    }),
  );
  for (const each of await Promise.all(heard)) expect(each).toEqual([5, 'ready\ninterrupted\n']);
});

it.each([
  ['no program', [], {}, 'CLI0002', 'missing PROGRAM'],
  ['a program that is not there', ['--', 'no-such-program'], {}, 'CLI0005', 'no-such-program is not installed'],
  ['a program that is none', ['--', './compiler/'], {}, 'CLI0009', './compiler/ cannot be started (ENOTDIR)'],
  [
    'no compiler',
    ['--', 'true'],
    { CC: 'no-such-compiler -O' },
    'CLI0005',
    'the C compiler no-such-compiler is not installed',
  ],
  ['a folder in the place of the recording', ['--out', 'tmp', '--', 'true'], {}, 'CLI0007', 'tmp: it is a directory'],
  ['a system', ['--with', 'vfio-update-vaddr', '--', 'true'], {}, 'CLI0002', 'has no ioctls that could be recorded'],
  ['a name that nothing has', ['--with', 'nothing', '--', 'true'], {}, 'CLI0003', "is called 'nothing'"],
])('refuses %s', (_, words, environment, code, message) => {
  const folder = prepared();
  const run = recorded(folder, words, environment);
  expect(run).toMatchObject({ status: 2, output: '' });
  expect(run.errors).toContain(`error ${code}: `);
  expect(run.errors).toContain(message);
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
});

it('says what the compiler says that cannot make the library', () => {
  const broken = '#!/bin/sh\ncat > /dev/null\necho "<stdin>:12:10: fatal error: dlfcn.h: No such file" >&2\nexit 1\n';
  const folder = prepared(broken);
  const run = recorded(folder, ['--', 'true']);
  expect(run).toMatchObject({ status: 2, output: '' });
  expect(run.errors).toContain('error CLI0009: the C compiler');
  expect(run.errors).toContain('cannot compile the recorder: <stdin>:12:10: fatal error: dlfcn.h: No such file');
  expect(existsSync(join(folder, 'recording.jsonl'))).toBe(false);
});

it('refuses a temporary folder that LD_PRELOAD cannot name', () => {
  const folder = prepared();
  mkdirSync(join(folder, 'with a space'));
  const run = recorded(folder, ['--', 'true'], { TMPDIR: join(folder, 'with a space') });
  expect(run.status).toBe(2);
  expect(run.errors).toContain('error CLI0010: LD_PRELOAD cannot name a library in');
});
