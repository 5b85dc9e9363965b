import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { abiwright } from '../../support/abiwright.ts';
import { kernelImage } from '../../support/kernel-image.ts';
import { specsFolder } from '../../support/specs-folder.ts';

let image: string;
let folder: string;

beforeAll(() => {
  image = kernelImage();
  folder = mkdtempSync(join(tmpdir(), 'abiwright-vectors-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Told {
  readonly vectors: {
    readonly agreed: number;
    readonly differing: number;
    readonly skipped: readonly unknown[];
    readonly differences: readonly Difference[];
    readonly devices: boolean;
    readonly sizes: {
      readonly agreed: number;
      readonly notTried: number;
      readonly differences: readonly Difference[];
    };
  };
  readonly errnoCoverage: {
    readonly complete: boolean;
    readonly reached: number;
    readonly excused: readonly { readonly reason: string }[];
    readonly missing: readonly { readonly errno: string; readonly file: string; readonly line: number }[];
  };
  readonly selftests: {
    readonly passed: number;
    readonly failed: readonly unknown[];
    readonly skipped: readonly { readonly reason: string }[];
  } | null;
}

interface Difference {
  readonly ioctl: string;
  readonly spec: string;
  readonly kernel: string;
  readonly file: string;
  readonly line: number;
}

function conform(parts: readonly string[], from: string): { readonly status: number | null; readonly told: Told } {
  const only = parts.flatMap((part) => ['--only', part]);
  const { status, output } = abiwright(['conform', '--kernel', image, ...only, '--json'], { folder: from });
  return { status, told: JSON.parse(output) as Told };
}

test('on the kernel that the specs are of, vectors agree, errnos are covered and selftests pass', () => {
  const { status, told } = conform(['vectors', 'selftests'], folder);
  const { vectors, errnoCoverage, selftests } = told;
  expect(vectors.differences).toEqual([]);
  expect(vectors.sizes.differences).toEqual([]);
  expect(vectors.skipped).toEqual([]);
  expect(vectors.agreed).toBeGreaterThan(300);
  expect(vectors.devices).toBe(true);
  expect(vectors.sizes.agreed).toBeGreaterThan(200);
  expect(vectors.sizes.notTried).toBe(0);
  expect(errnoCoverage.missing).toEqual([]);
  expect(errnoCoverage.complete).toBe(true);
  expect(errnoCoverage.reached).toBeGreaterThan(200);
  expect(errnoCoverage.excused.filter(({ reason }) => reason === '')).toEqual([]);
  expect(selftests?.failed).toEqual([]);
  expect(selftests?.passed).toBeGreaterThanOrEqual(250);
  // A guest is root's, and has all that the tests need.
  expect(selftests?.skipped.length).toBe(0);
  expect(status).toBe(0);
});

test('a spec with a wrong errno, two checks swapped and a wrong minimum size is caught in each', () => {
  const ranges = 'iommufd/ioas_iova_ranges.yaml';
  const own = specsFolder(folder, ranges, (text) =>
    text.replace(/( {6}- \{ reject: __reserved.*\n)( {6}- \{ lookup: ioas.*\n)/, '$2$1'),
  );
  const edit = (file: string, from: string, to: string): void => {
    const path = join(own, 'specs', file);
    const text = readFileSync(path, 'utf8');
    expect(text.split(from).length).toBe(2);
    writeFileSync(path, text.replace(from, to));
  };
  edit('iommufd/option.yaml', 'reject: __reserved, errno: EOPNOTSUPP', 'reject: __reserved, errno: EINVAL');
  edit('iommufd/hwpt_alloc.yaml', 'min-size: __reserved', 'min-size: fault_id');
  const { status, told } = conform(['vectors'], own);
  const of = (name: string): readonly string[] =>
    [...told.vectors.differences, ...told.vectors.sizes.differences].flatMap(({ ioctl, spec, kernel }) =>
      ioctl === name ? [`${spec}, ${kernel}`] : [],
    );
  expect(status).toBe(1);
  expect(of('IOMMU_IOAS_IOVA_RANGES')).toContain('ENOENT, EOPNOTSUPP');
  expect(of('IOMMU_OPTION')).toContain('EINVAL, EOPNOTSUPP');
  expect(of('IOMMU_HWPT_ALLOC').length).toBeGreaterThan(0);
  expect(of('IOMMU_IOAS_MAP')).toEqual([]);
  expect(told.errnoCoverage.complete).toBe(false);
  const option = told.vectors.differences.find(({ ioctl }) => ioctl === 'IOMMU_OPTION');
  const line = readFileSync(join(own, 'specs/iommufd/option.yaml'), 'utf8').split('\n')[(option?.line ?? 0) - 1];
  expect(line).toContain('reject: __reserved, errno: EINVAL');
});
