import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isIoctl, type Enum, type Interface } from '../../src/spec/interface.ts';
import { check } from '../../src/workbench/check.ts';
import { scaffold, type NewKind } from '../../src/workbench/new.ts';
import { abiwright, type Run } from '../support/abiwright.ts';
import { iommufd } from '../support/specs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const base = iommufd().interface;
const enums = (of: Interface): Enum[] =>
  of.declarations.filter(
    (each): each is Enum => !isIoctl(each) && (each.declares === 'enum' || each.declares === 'flags'),
  );

function make(folder: string, kind: NewKind, name: string): NonNullable<ReturnType<typeof scaffold>['made']> {
  const { made, findings } = scaffold({ kind, name, title: null, base: null }, folder);
  if (made === null) throw new Error(findings.map((each) => each.message).join('\n'));
  return made;
}

/** What check says of every proposal in a folder, a line a finding. */
function said(folder: string): string[] {
  return check([], folder).findings.map(({ code, message, span }) => `${span.file}:${span.line} ${code} ${message}`);
}

function read(folder: string, proposal: string, file = 'proposal.yaml'): string {
  return readFileSync(join(folder, 'specs/proposals', proposal, file), 'utf8');
}

/** What the package has that no proposal is about. */
const systems = ['vfio-update-vaddr', 'vfio-update-vaddr-v6.3'];

describe('a scaffold passes check as it stands', () => {
  const long = `IOMMU_${'A'.repeat(50)}`;
  test.each<[NewKind, readonly string[]]>([
    ['ioctl', [...base.ioctls.map(({ name }) => `${name}_AGAIN`), 'IOMMU_X', 'IOMMU_MAP', 'IOMMU_VIOMMU_ALLOC', long]],
    ['field', base.ioctls.map(({ name }) => `${name}.deadline`)],
    ['field', base.ioctls.map(({ struct }) => `${struct.name}.x`)],
    ['field', ['IOMMU_IOAS_MAP.out_pages', `IOMMU_DESTROY.${'a'.repeat(50)}`]],
    ['flag', enums(base).map(({ prefix }) => `${prefix}NOVEL`)],
    ['proposal', ['ioas-freeze', 'x', 'n9', 'a'.repeat(64)]],
  ])('%s %j', (kind, names) => {
    const folder = temporaryFolder();
    const made = names.map((name) => make(folder, kind, name).proposal);
    expect(said(folder)).toEqual([]);
    const proposals = [...new Set(made)].sort();
    expect(check([], folder).names.map(({ name }) => name)).toEqual(['iommufd@v6.12', ...proposals, ...systems]);
    expect(new Set(made).size).toBe(names.length);
  });
});

test('an ioctl stands beside those that it is most like, with a name of its own in every file', () => {
  const folder = temporaryFolder();
  make(folder, 'ioctl', 'IOMMU_IOAS_FREEZE');
  const text = read(folder, 'ioas-freeze');
  expect(text).toContain('\nproposal: ioas-freeze\n');
  expect(text).toContain('\nafter: IOMMU_IOAS_UNMAP\n');
  expect(text).toContain('kernel: { handler: iommufd_ioas_freeze, buffer: ioas_freeze, file: ioas.c }');
  expect(text).toContain('- { lookup: ioas, id: ioas_id, errno: ENOENT,');
  const { subjects } = check(['ioas-freeze'], folder);
  const proposal = subjects[0]?.kind === 'proposal' ? subjects[0].proposal : null;
  expect(proposal?.delta.ioctls.map(({ number, struct }) => [number, struct.name])).toEqual([
    [0x95, 'iommu_ioas_freeze'],
  ]);
});

test('an ioctl that shares no word with any other comes last, and no argument of the union has its name twice', () => {
  const folder = temporaryFolder();
  make(folder, 'ioctl', 'IOMMU_MAP');
  expect(read(folder, 'map')).not.toContain('\nafter:');
  expect(read(folder, 'map')).toContain('buffer: map_cmd,');
});

test('an ioctl that mainline has by now gets its number there, and its author is told', () => {
  const folder = temporaryFolder();
  expect(make(folder, 'ioctl', 'IOMMU_VIOMMU_ALLOC').notes).toEqual([
    'mainline gave IOMMU_VIOMMU_ALLOC its number: 0x90',
  ]);
  const { subjects } = check(['viommu-alloc'], folder);
  expect(subjects[0]?.kind === 'proposal' && subjects[0].proposal.delta.ioctls[0]?.number).toBe(0x90);
});

test('a flag takes the next bit, and every check of unknown flags that has a place lets it pass', () => {
  const folder = temporaryFolder();
  expect(make(folder, 'flag', 'IOMMU_IOAS_MAP_NOEXEC').notes).toEqual([]);
  const text = read(folder, 'ioas-map-noexec');
  expect(text).toContain('- enum: iommufd_ioas_map_flags');
  expect(text).toMatch(/- name: NOEXEC\n +bit: 3\n/);
  expect(text).toContain('- reject: (flags & ~(FIXED_IOVA | WRITEABLE | READABLE | NOEXEC)) || __reserved\n');
  expect(text).toContain('- reject: flags & ~(FIXED_IOVA | WRITEABLE | READABLE | NOEXEC)\n');
  make(folder, 'flag', 'IOMMU_HWPT_DIRTY_TRACKING_FAST');
  expect(read(folder, 'hwpt-dirty-tracking-fast')).toContain('- reject: flags & ~(ENABLE | FAST)\n');
});

test('a value of an enum takes the next number, and its author is told who does not know it yet', () => {
  const folder = temporaryFolder();
  expect(make(folder, 'flag', 'IOMMU_OPTION_NUMA').notes).toEqual([
    'IOMMU_OPTION takes it as a value that it does not know, until its steps have a case for it.',
  ]);
  expect(read(folder, 'option-numa')).toMatch(/- name: NUMA\n +value: 2\n/);
});

test('the longest prefix decides to which enum a flag belongs', () => {
  const folder = temporaryFolder();
  make(folder, 'flag', 'IOMMU_HWPT_GET_DIRTY_BITMAP_ATOMIC');
  expect(read(folder, 'hwpt-get-dirty-bitmap-atomic')).toContain('enum: iommufd_hwpt_get_dirty_bitmap_flags');
});

test('a field has a type that leaves no hole, and is refused as long as nothing reads it', () => {
  const folder = temporaryFolder();
  make(folder, 'field', 'IOMMU_IOAS_UNMAP.deadline');
  expect(read(folder, 'ioas-unmap-deadline')).toMatch(/- name: deadline\n +type: aligned_u64\n/);
  expect(read(folder, 'ioas-unmap-deadline')).toContain('- before: find-ioas\n');
  expect(read(folder, 'ioas-unmap-deadline')).toContain('- { reject: deadline, errno: EOPNOTSUPP,');
  // 12 bytes so far.
  make(folder, 'field', 'iommu_ioas_alloc.kind');
  expect(read(folder, 'ioas-alloc-kind')).toMatch(/- name: kind\n +type: u32\n/);
});

test('a field that comes back is an output, where the ioctl replies', () => {
  const folder = temporaryFolder();
  make(folder, 'field', 'IOMMU_IOAS_MAP.out_pages');
  expect(read(folder, 'ioas-map-out-pages')).toContain('direction: out\n');
  expect(read(folder, 'ioas-map-out-pages')).toContain('- { set: out_pages, to: 0 }');
  expect(() => make(folder, 'field', 'IOMMU_DESTROY.out_pages')).toThrow(/replies its whole argument/);
});

test('a base whose steps have no place takes it too, and says what is missing', () => {
  const folder = temporaryFolder();
  cpSync(join(root, 'test/emit/scenarios/vault/input'), join(folder, 'specs/vault'), { recursive: true });
  const put = join(folder, 'specs/vault/put.yaml');
  writeFileSync(put, readFileSync(put, 'utf8').replaceAll(/, place: [a-z-]+/g, ''));
  const [told] = make(folder, 'flag', 'VAULT_HIDDEN').notes;
  expect(told).toContain('No check of unknown flags of VAULT_PUT has a place');
  expect(make(folder, 'field', 'VAULT_PUT.colour').notes[0]).toContain('No step of VAULT_PUT has a place');
  expect(read(folder, 'hidden')).toMatch(/- name: HIDDEN\n +bit: 1\n/);
  expect(make(folder, 'ioctl', 'VAULT_TAKE').notes).toEqual([]);
  expect(read(folder, 'take')).toContain('base: vault@v1.0\n');
});

describe('the folder', () => {
  test('is the nearest specs folder upwards, which may hold no base', () => {
    const folder = temporaryFolder();
    make(folder, 'proposal', 'first');
    const inner = join(folder, 'a/b');
    mkdirSync(inner, { recursive: true });
    make(inner, 'proposal', 'second');
    expect(readdirSync(join(folder, 'specs/proposals'))).toEqual(['first', 'second']);
    expect(existsSync(join(inner, 'specs'))).toBe(false);
  });

  test("is never the package's own for somebody outside of it", () => {
    const before = readdirSync(join(root, 'specs/proposals'));
    const folder = temporaryFolder();
    make(folder, 'proposal', 'outside');
    expect(readdirSync(join(root, 'specs/proposals'))).toEqual(before);
    expect(readdirSync(folder)).toEqual(['specs']);
  });

  test('has the schema of the package at hand for editors', () => {
    const folder = temporaryFolder();
    make(folder, 'proposal', 'edited');
    const schema = /^# yaml-language-server: \$schema=(.*)$/m.exec(read(folder, 'edited'))?.[1] ?? '';
    expect(JSON.parse(readFileSync(schema, 'utf8'))).toMatchObject({ title: 'A proposal (proposal.yaml)' });
  });
});

describe('at the terminal', () => {
  const run = (folder: string, ...words: readonly string[]): Run => abiwright(['new', ...words], { folder });

  test('it says what it made, and what comes next', () => {
    const folder = temporaryFolder();
    expect(run(folder, 'ioctl', 'IOMMU_IOAS_FREEZE')).toEqual({
      status: 0,
      errors: '',
      output: [
        'specs/proposals/ioas-freeze/proposal.yaml    the interface, commented',
        'specs/proposals/ioas-freeze/rationale.md     why; becomes the cover letter',
        'specs/proposals/ioas-freeze/changelog.md     what changes from version to version',
        'Next: edit them, then  abiwright check ioas-freeze',
        '',
      ].join('\n'),
    });
    expect(abiwright(['check', 'ioas-freeze'], { folder })).toMatchObject({ status: 0, errors: '' });
  });

  test('it prints JSON', () => {
    const { output } = run(temporaryFolder(), 'flag', 'IOMMU_OPTION_NUMA', '--json');
    expect(JSON.parse(output)).toEqual({
      findings: [],
      proposal: 'option-numa',
      base: 'iommufd@v6.12',
      files: ['proposal.yaml', 'rationale.md', 'changelog.md'].map((file) => ({
        path: `specs/proposals/option-numa/${file}`,
        what: expect.any(String) as string,
      })),
      notes: [expect.stringContaining('IOMMU_OPTION takes it as a value') as string],
    });
  });

  test('a title is kept as it is, also one that YAML could read as something else', () => {
    const folder = temporaryFolder();
    run(folder, 'proposal', 'odd', '--title', 'a: b # c "d" {e} %s');
    const { subjects, findings } = check(['odd'], folder);
    expect(findings).toEqual([]);
    expect(subjects[0]?.kind === 'proposal' && subjects[0].proposal.title).toBe('a: b # c "d" {e} %s');
  });

  test('what is there is never replaced', () => {
    const folder = temporaryFolder();
    run(folder, 'proposal', 'mine');
    const file = join(folder, 'specs/proposals/mine/proposal.yaml');
    writeFileSync(file, 'my own words');
    const again = run(folder, 'proposal', 'mine');
    expect(again).toMatchObject({ status: 2, output: '' });
    expect(again.errors).toContain('error CLI0013: specs/proposals/mine is there already');
    expect(readFileSync(file, 'utf8')).toBe('my own words');
  });

  test.each([
    ['ioctl', 'IOMMU_IOAS_MAP', 'CLI0013', 'iommufd@v6.12 has IOMMU_IOAS_MAP already'],
    ['ioctl', 'IOMMU_IOVA_RANGE', 'CLI0013', 'has a iommu_iova_range already'],
    ['ioctl', 'IOAS_FREEZE', 'CLI0012', 'ioctls of iommufd start with IOMMU_'],
    ['ioctl', 'iommu_freeze', 'CLI0012', 'it is written in capitals'],
    ['ioctl', 'IOMMU_', 'CLI0012', 'it is written in capitals'],
    ['ioctl', 'IOMMU_../X', 'CLI0012', 'it is written in capitals'],
    ['ioctl', 'IOMMU_X\nY', 'CLI0012', 'it is written in capitals'],
    ['ioctl', `IOMMU_${'A'.repeat(300)}`, 'CLI0012', 'it has 306 characters, and at most 64 are allowed'],
    ['ioctl', `IOMMU_${'A'.repeat(58)}`, 'CLI0012', 'its handler, iommufd_..., would have more than 64 characters'],
    ['flag', 'IOMMU_IOAS_MAP_READABLE', 'CLI0013', 'has IOMMU_IOAS_MAP_READABLE already'],
    ['flag', 'NOEXEC', 'CLI0012', 'no enum of iommufd@v6.12 has values that start like this'],
    ['flag', 'IOMMU_IOAS_MAP_2M', 'CLI0012', 'behind IOMMU_IOAS_MAP_ follows a letter'],
    ['field', 'IOMMU_IOAS_MAP.iova', 'CLI0013', "has a member 'iova' already"],
    ['field', 'IOMMU_IOAS_MAP', 'CLI0012', 'a field is written as IOCTL.MEMBER'],
    ['field', 'IOMMU_IOAS_MAP.a.b', 'CLI0012', 'a field is written as IOCTL.MEMBER'],
    ['field', '.x', 'CLI0012', 'a field is written as IOCTL.MEMBER'],
    ['field', '../../etc.passwd', 'CLI0012', 'a field is written as IOCTL.MEMBER'],
    ['field', 'IOMMU_IOAS_MOP.x', 'CLI0012', 'did you mean IOMMU_IOAS_MAP.x?'],
    ['field', 'iommu_iova_range.x', 'CLI0012', 'does not carry its size'],
    ['field', 'IOMMU_IOAS_MAP.X', 'CLI0012', 'a member has small letters'],
    ['field', 'IOMMU_IOAS_MAP.__proto__', 'CLI0012', 'a member has small letters'],
    ['field', 'IOMMU_IOAS_MAP.__reserved2', 'CLI0012', 'what is reserved has no meaning'],
    ['proposal', 'IoasFreeze', 'CLI0012', 'write ioas-freeze'],
    ['proposal', '..', 'CLI0012', 'a proposal has lower-case words'],
    ['proposal', '../x', 'CLI0012', 'a proposal has lower-case words'],
    ['proposal', '/tmp/x', 'CLI0012', 'a proposal has lower-case words'],
    ['proposal', '', 'CLI0012', 'a proposal has lower-case words'],
    ['proposal', 'a'.repeat(65), 'CLI0012', 'it has 65 characters'],
    ['proposal', '__proto__', 'CLI0012', 'a proposal has lower-case words'],
    ['struct', 'iommu_x', 'CLI0002', 'ioctl, flag, field, proposal'],
  ])('new %s %j ends with status 2, and leaves nothing', (kind, name, code, words) => {
    const folder = temporaryFolder();
    const { status, output, errors } = run(folder, kind, name);
    expect({ status, output }).toEqual({ status: 2, output: '' });
    expect(errors).toContain(`error ${code}:`);
    expect(errors).toContain(words);
    expect(errors).not.toMatch(/internal error|^ +at /m);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([['a\nBcc: b'], [''], [' a'], ['a'.repeat(61)], ['a \u202e b']])('%j is no title', (title) => {
    const folder = temporaryFolder();
    const { status, errors } = run(folder, 'proposal', 'x', '--title', title);
    expect(status).toBe(2);
    expect(errors).toContain('error CLI0002: --title is the subject of a mail');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a base that does not exist, or is a proposal, is none to stand on', () => {
    const folder = temporaryFolder();
    expect(run(folder, 'proposal', 'x', '--base', 'iommufd@v6.13').errors).toContain('error CLI0003:');
    run(folder, 'proposal', 'x');
    expect(run(folder, 'proposal', 'y', '--base', 'x').errors).toContain("error CLI0003: 'x' is a proposal");
    expect(readdirSync(join(folder, 'specs/proposals'))).toEqual(['x']);
  });

  test('where nothing can be written, no half-made folder is left', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'specs'), 'a file');
    expect(run(folder, 'proposal', 'x')).toMatchObject({ status: 2, output: '' });
    expect(run(folder, 'proposal', 'x').errors).toContain('error CLI0007: cannot write');
    expect(readFileSync(join(folder, 'specs'), 'utf8')).toBe('a file');
    // A file in the place of the proposal's folder.
    const other = temporaryFolder();
    run(other, 'proposal', 'x');
    writeFileSync(join(other, 'specs/proposals/y'), 'a file');
    expect(run(other, 'proposal', 'y').errors).toContain('error CLI0013:');
    expect(run('/proc', 'proposal', 'x')).toMatchObject({ status: 2, output: '' });
    expect(run('/proc', 'proposal', 'x').errors).toContain('error CLI0006: cannot write');
  });

  test('a base with errors is reported, and nothing is made on it', () => {
    const folder = temporaryFolder();
    cpSync(join(root, 'test/emit/scenarios/vault/input'), join(folder, 'specs/vault'), { recursive: true });
    writeFileSync(join(folder, 'specs/vault/put.yaml'), 'ioctls: [{ nome: x }]\n');
    const { status, output } = run(folder, 'ioctl', 'VAULT_TAKE');
    expect(status).toBe(1);
    expect(output).toContain("error SPEC0001: unknown key 'nome'");
    expect(readdirSync(join(folder, 'specs'))).toEqual(['vault']);
  });
});

describe('everything can be generated from it', () => {
  // The selftests, which take long to find, are those of test/real/workbench.
  const targets = ['uapi', 'kernel', 'typescript', 'documentation', 'cover-letter'];
  test.each([
    ['ioctl', 'IOMMU_IOAS_FREEZE', 'ioas-freeze', 'iommufd_ioas_freeze(struct iommufd_ucmd *ucmd)'],
    ['flag', 'IOMMU_HWPT_DIRTY_TRACKING_FAST', 'hwpt-dirty-tracking-fast', 'IOMMU_HWPT_DIRTY_TRACKING_FAST'],
    ['field', 'IOMMU_IOAS_UNMAP.deadline', 'ioas-unmap-deadline', 'cmd->deadline'],
    ['proposal', 'empty', 'empty', null],
  ])('%s %s', (kind, name, proposal, words) => {
    const folder = temporaryFolder();
    abiwright(['new', kind, name], { folder });
    const flags = targets.flatMap((target) => ['--target', target]);
    expect(abiwright(['generate', proposal, ...flags], { folder })).toMatchObject({ status: 0, errors: '' });
    const made = join(folder, 'generated', proposal);
    const texts = readdirSync(made, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    if (words !== null) expect(texts.filter((text) => text.includes(words)).length).toBeGreaterThan(0);
    // What the scaffold says to its author is for nobody else.
    expect(texts.filter((text) => /<!--|Who cannot do what today|remove them as you go/.test(text))).toEqual([]);
  });
});
