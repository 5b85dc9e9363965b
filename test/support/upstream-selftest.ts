import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kernelTree } from './kernel-tree.ts';

/** One test of upstream's selftest of iommufd, in one variant of its fixture. */
export interface UpstreamTest {
  /** `iommufd_ioas.no_domain.area`, as the programs name it. */
  readonly name: string;
  /** `iommufd_ioas.no_domain`. */
  readonly group: string;
  /** The path of the program that has it. */
  readonly program: string;
}

const selftests = 'tools/testing/selftests';
const copied = [
  `${selftests}/iommu`,
  `${selftests}/kselftest.h`,
  `${selftests}/kselftest_harness.h`,
  'drivers/iommu/iommufd/iommufd_test.h',
];
const programs = ['iommufd', 'iommufd_fail_nth'];

/**
 * The selftest in this tree is newer than the tree's iommufd: it knows of PASIDs and of asking for a type of hardware data.
 * With these it compiles, and makes its devices without PASIDs, as the kernel can.
 */
const laterNames = [
  'in_data_type=out_data_type',
  'IOMMU_HW_INFO_TYPE_DEFAULT=0',
  'IOMMU_HW_INFO_FLAG_INPUT_TYPE=1',
  'MOCK_FLAGS_DEVICE_PASID=0',
  'MOCK_PASID_WIDTH=20',
];

/**
 * Builds upstream's selftest of iommufd, as .ci/kernel-tree has it, in an empty folder. The time that it gives each test is
 * for a processor of its own, so it gets more. iommufd_fail_nth tells of each attempt how it ended: lines with `nth`.
 */
export function buildUpstreamSelftest(folder: string): readonly UpstreamTest[] {
  const tree = kernelTree();
  const headers = join(folder, 'headers');
  mkdirSync(headers);
  execFileSync('make', ['--silent', '-C', tree, `O=${headers}`, 'headers'], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (const path of copied) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    cpSync(join(tree, path), join(folder, path), { recursive: true });
  }
  const harness = join(folder, selftests, 'kselftest_harness.h');
  const text = readFileSync(harness, 'utf8');
  const patient = text.replace(/^(#define TEST_TIMEOUT_DEFAULT) 30\b/m, '$1 3000');
  if (patient === text) throw new Error("the harness's time limit is not where it was");
  writeFileSync(harness, patient);
  const failing = join(folder, selftests, 'iommu/iommufd_fail_nth.c');
  // How each attempt ended is in the program, as a comment.
  const telling = readFileSync(failing, 'utf8').replaceAll(/\/\* (printf\([^;]*\);) \*\//g, '$1');
  if (!telling.includes('printf("  nth %u result=%d nth=%u')) throw new Error('the attempts are not printed');
  writeFileSync(failing, telling);
  return programs.flatMap((program) => {
    const source = join(folder, selftests, 'iommu', `${program}.c`);
    const names = laterNames.map((each) => `-D${each}`);
    const include = ['-isystem', join(headers, 'usr/include')];
    execFileSync('gcc-12', ['-O2', '-w', '-D_GNU_SOURCE=', ...names, ...include, source, '-o', join(folder, program)]);
    return testsOf(join(folder, program));
  });
}

/** Of each fixture a program lists the variants and, beside them, the tests; each test is run in each variant. */
function testsOf(program: string): readonly UpstreamTest[] {
  const { stderr } = spawnSync(program, ['-l'], { encoding: 'utf8' });
  const [header = '', ...lines] = stderr.replaceAll(/^# ?/gm, '').split('\n');
  const starts = ['FIXTURE', 'VARIANT', 'TEST'].map((each) => header.indexOf(each));
  if (starts.includes(-1)) throw new Error(`${program} lists no tests: ${stderr}`);
  const rows = lines.map((line): readonly string[] => {
    // A long name of a fixture moves what stands behind it.
    const [fixture = '', ...behind] = line.split(/ +/).filter(Boolean);
    if (/^\S/.test(line)) return behind.length > 1 ? [fixture, ...behind] : [fixture, '', ...behind];
    return starts.map((from, index) => line.slice(from, starts[index + 1]).trim());
  });
  const found: UpstreamTest[] = [];
  let block: (readonly string[])[] = [];
  for (const row of [...rows, ['---']]) {
    if (!row[0]?.startsWith('---')) {
      block.push(row);
      continue;
    }
    const column = (index: number): readonly string[] => block.flatMap((each) => each[index] || []);
    for (const fixture of column(0))
      for (const group of column(1).length === 0 ? [fixture] : column(1).map((each) => `${fixture}.${each}`))
        found.push(...column(2).map((test) => ({ name: `${group}.${test}`, group, program })));
    block = [];
  }
  return found;
}
