import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uapiHeader } from '../../../src/emit/uapi/header.ts';
import { abis } from '../../../src/layout/abis.ts';
import { isIoctl, type Field, type Struct } from '../../../src/spec/interface.ts';
import { constants, kernelTypes } from '../../support/compiler.ts';
import { kernelTree } from '../../support/kernel-tree.ts';
import { iommufd } from '../../support/specs.ts';
import { printer } from '../../support/templates.ts';

const subject = iommufd().interface;
const [made] = uapiHeader({ interface: subject, proposal: null, explored: null }, printer());
const ours = made?.text ?? '';
const kernels = join(kernelTree(), subject.family.header.path);

let folder = '';
let file = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'abiwright-uapi-'));
  file = join(folder, 'iommufd.h');
  writeFileSync(file, ours);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The tokens of a header. The kernel writes some bits as `(1 << 0)` and some as `1 << 0`: here both are the latter. */
function tokens(header: string): string[] {
  const code = header.replaceAll(/\/\*[^]*?\*\//g, ' ').replaceAll('\\\n', ' ');
  const words = code.match(/<[\w/]+\.h>|'(?:\\.|[^'])'|\w+|<<|[^\s\w]/g) ?? [];
  return words
    .join(' ')
    .replaceAll(/= \( (1 << \d+) \)/g, '= $1')
    .split(' ');
}

it('declares what the kernel declares, in the same words and order', () => {
  expect(tokens(ours)).toEqual(tokens(readFileSync(kernels, 'utf8')));
});

describe('compiled', () => {
  const structs = subject.declarations.flatMap((each) =>
    isIoctl(each) ? [each.struct] : each.declares === 'struct' ? [each] : [],
  );
  const enumerators = subject.declarations.flatMap((each) => ('values' in each ? each.values : []));

  function members(struct: Struct, fields: readonly Field[] = struct.fields): string[] {
    return fields.flatMap((field) =>
      field.name !== null ? [field.name] : field.type.kind === 'anonymous' ? members(struct, field.type.fields) : [],
    );
  }

  const questions = [
    ...structs.flatMap(({ name }) => [`sizeof(struct ${name})`, `_Alignof(struct ${name})`]),
    ...structs.flatMap((struct) =>
      members(struct).flatMap((member) => [
        `offsetof(struct ${struct.name}, ${member})`,
        `sizeof(((struct ${struct.name} *)0)->${member})`,
      ]),
    ),
    ...enumerators.map((each) => each.name),
    ...subject.ioctls.map((each) => each.name),
    ...subject.ioctls.map((each) => subject.family.header.commandPrefix + each.command),
  ];

  /** Answers on an ABI, with the kernel's ioctl macros of that architecture and the compiler's own integers. */
  function answers(header: string, abi: (typeof abis)[number]): Record<string, bigint> {
    const include = join(folder, abi.name);
    mkdirSync(join(include, 'linux'), { recursive: true });
    writeFileSync(join(include, 'linux/types.h'), `#ifndef TYPES_H\n#define TYPES_H\n${kernelTypes}\n#endif\n`);
    const own = join(kernelTree(), 'arch', abi.kernelArchitecture, 'include/uapi/asm/ioctl.h');
    writeFileSync(
      join(include, 'linux/ioctl.h'),
      existsSync(own) ? `#include "${own}"\n` : '#include <asm-generic/ioctl.h>\n',
    );
    const values = constants(abi.name, `#include "${header}"\n`, questions, {
      include: [include, join(kernelTree(), 'include/uapi')],
    });
    return Object.fromEntries(questions.map((question, index) => [question, values[index] ?? -1n]));
  }

  it('asks about every struct, member, value and request', () => {
    expect(structs.length).toBeGreaterThan(20);
    expect(subject.ioctls).toHaveLength(15);
    expect(questions.length).toBeGreaterThan(300);
  });

  it.each(abis.map((abi) => [abi.name, abi] as const))(
    'has the same sizes, offsets, values and request words on %s',
    (_, abi) => {
      expect(answers(file, abi)).toEqual(answers(kernels, abi));
    },
  );
});

it('has kernel-doc that kernel-doc has nothing to say about', () => {
  const { stdout, stderr, status } = spawnSync(
    'perl',
    [join(kernelTree(), 'scripts/kernel-doc'), '-none', '-Wall', file],
    { encoding: 'utf8' },
  );
  expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
});

it.each([
  ['C90, included twice', 'gcc-12', ['-std=c90', '-x', 'c']],
  ['C++, included twice', 'g++-12', ['-x', 'c++']],
])('compiles as %s', (_, compiler, options) => {
  const twice = join(folder, 'twice.h');
  writeFileSync(twice, `#include "${file}"\n#include "${file}"\n`);
  execFileSync(compiler, [...options, '-Wall', '-Wextra', '-Werror', '-fsyntax-only', twice], { stdio: 'pipe' });
});

it('fits 80 columns', () => {
  const long = ours.split('\n').filter((line) => line.replaceAll('\t', ' '.repeat(8)).length > 80);
  expect(long).toEqual([]);
});

it('satisfies checkpatch, but for the blank line between a struct and its macro, which the kernel leaves out too', () => {
  const { stdout } = spawnSync(
    'perl',
    [join(kernelTree(), 'scripts/checkpatch.pl'), '--no-tree', '--strict', '--terse', '--show-types', '-f', file],
    { encoding: 'utf8' },
  );
  const complaints = stdout
    .split('\n')
    .filter((line) => /: (?:ERROR|WARNING|CHECK):/.test(line) && !line.includes(':LINE_SPACING:'));
  expect(complaints).toEqual([]);
  expect(stdout).toContain('lines checked');
});
