import { expect, it } from 'vitest';
import type { Row } from '../../src/machine/value.ts';
import { CalledKernel } from '../support/called-kernel.ts';
import { iommufd } from '../support/specs.ts';

const base = iommufd().interface;
const page = 4096n;
const aperture = 0x100_0000n;
const va = 0x7f00_0000_0000n;
const operations = { MOCK_DOMAIN: 2n, CHECK_REFS: 4n, CREATE_ACCESS: 5n, UNPIN: 6n, PIN: 7n, RW: 8n, REPLACE: 11n };

/** A kernel with an IOAS, and what its tests do there. */
class Pinning extends CalledKernel {
  readonly ioas = this.allocate();

  constructor() {
    super(base);
  }

  allocate(): bigint {
    return this.call('IOMMU_IOAS_ALLOC', {}).told('out_ioas_id');
  }

  test(operation: keyof typeof operations, values: Readonly<Record<string, bigint>>): ReturnType<CalledKernel['call']> {
    return this.call('IOMMU_TEST_CMD', { op: operations[operation], ...values });
  }

  /** Attaches a device; the ID that destroying takes it off by. */
  attach(ioas = this.ioas): bigint {
    return this.test('MOCK_DOMAIN', { id: ioas }).told('mock_domain.out_stdev_id');
  }

  map(pages: bigint, at = aperture, more: Readonly<Record<string, bigint>> = {}): string | null {
    const where = { ioas_id: this.ioas, flags: 7n, user_va: va, length: pages * page, iova: at, ...more };
    return this.call('IOMMU_IOAS_MAP', where).errno;
  }

  copy(to: bigint, pages: bigint, from = aperture): string | null {
    const ids = { src_ioas_id: this.ioas, dst_ioas_id: to };
    const where = { flags: 7n, length: pages * page, src_iova: from, dst_iova: aperture };
    return this.call('IOMMU_IOAS_COPY', { ...ids, ...where }).errno;
  }

  unmap(pages: bigint, at = aperture, ioas = this.ioas): string | null {
    return this.call('IOMMU_IOAS_UNMAP', { ioas_id: ioas, iova: at, length: pages * page }).errno;
  }

  destroy(id: bigint): string | null {
    return this.call('IOMMU_DESTROY', { id }).errno;
  }

  access(): bigint {
    return this.test('CREATE_ACCESS', { id: this.ioas, 'create_access.flags': 1n }).told('create_access.out_access_fd');
  }

  pin(fd: bigint, pages: bigint, at = aperture): ReturnType<CalledKernel['call']> {
    return this.test('PIN', { id: fd, 'access_pages.iova': at, 'access_pages.length': pages * page });
  }

  /** What counts: pages charged to the user, to the process, and pinned in its memory. */
  get ledgers(): readonly unknown[] {
    return [...this.column('user', 'locked_vm'), ...this.column('mm', 'locked_vm'), ...this.column('mm', 'pinned_vm')];
  }
}

it('pins when the first device comes, and unpins when the last one goes', () => {
  const kernel = new Pinning();
  expect(kernel.map(4n)).toBeNull();
  expect(kernel.ledgers).toEqual([0n, 0n, 0n]);
  const [one, two] = [kernel.attach(), kernel.attach()];
  expect(kernel.ledgers).toEqual([4n, 0n, 4n]);
  expect(kernel.map(2n, aperture + 0x10000n)).toBeNull();
  expect(kernel.ledgers).toEqual([6n, 0n, 6n]);
  expect(kernel.destroy(one)).toBeNull();
  expect(kernel.ledgers).toEqual([6n, 0n, 6n]);
  expect(kernel.destroy(two)).toBeNull();
  expect(kernel.ledgers).toEqual([0n, 0n, 0n]);
  expect(kernel.destroy(kernel.ioas)).toBeNull();
});

it('counts a page once for all mappings, devices and accesses that have it', () => {
  const kernel = new Pinning();
  kernel.attach();
  const other = kernel.allocate();
  kernel.attach(other);
  kernel.map(4n);
  expect(kernel.copy(other, 2n, aperture + page)).toBeNull();
  const fd = kernel.access();
  const item = kernel.pin(fd, 4n).told('access_pages.out_access_pages_id');
  expect(kernel.ledgers).toEqual([4n, 0n, 4n]);
  const check = (refs: bigint, pages: bigint, from = 0n): string | null =>
    kernel.test('CHECK_REFS', {
      'check_refs.uptr': va + from * page,
      'check_refs.length': pages * page,
      'check_refs.refs': refs,
    }).errno;
  expect([check(1n, 4n), check(2n, 1n), check(1n, 5n), check(0n, 1n, 4n)]).toEqual([null, 'EIO', 'EIO', null]);
  // The copy keeps its two pages; what the access has pinned goes with the mapping, as it is asked to.
  expect(kernel.unmap(4n)).toBeNull();
  expect(kernel.ledgers).toEqual([2n, 0n, 2n]);
  expect([check(1n, 2n, 1n), check(0n, 1n), check(0n, 1n, 3n)]).toEqual([null, null, null]);
  expect(kernel.test('UNPIN', { id: fd, 'destroy_access_pages.access_pages_id': item }).errno).toBe('ENOENT');
  expect(kernel.unmap(2n, aperture, other)).toBeNull();
  expect(kernel.ledgers).toEqual([0n, 0n, 0n]);
});

it('lets an access keep the pages that a device leaves', () => {
  const kernel = new Pinning();
  kernel.map(4n);
  const device = kernel.attach();
  const fd = kernel.access();
  const item = kernel.pin(fd, 2n, aperture + page).told('access_pages.out_access_pages_id');
  kernel.destroy(device);
  expect(kernel.ledgers).toEqual([2n, 0n, 2n]);
  expect(kernel.test('UNPIN', { id: fd, 'destroy_access_pages.access_pages_id': item }).errno).toBeNull();
  expect(kernel.ledgers).toEqual([0n, 0n, 0n]);
});

it.each([
  ['the user', 0n, [3n, 0n, 3n]],
  ['the process', 1n, [0n, 3n, 3n]],
])('holds %s to its limit, and takes back what did not fit', (_, mode, ledgers) => {
  const kernel = new Pinning();
  kernel.destroy(kernel.ioas);
  const set = { option_id: 0n, op: 0n, val64: mode };
  expect(kernel.call('IOMMU_OPTION', set, kernel.process, true).errno).toBeNull();
  kernel.allocate();
  kernel.model.state.set(kernel.process, 'locked_limit', 4n);
  kernel.attach();
  expect(kernel.map(3n)).toBeNull();
  expect(kernel.map(2n, aperture + 0x10000n)).toBe('ENOMEM');
  expect(kernel.ledgers).toEqual(ledgers);
  expect(kernel.unmap(2n, aperture + 0x10000n)).toBe('ENOENT');
  expect(kernel.map(1n, aperture + 0x10000n)).toBeNull();
  expect(kernel.map(1n, aperture + 0x20000n)).toBe('ENOMEM');
  const fd = kernel.access();
  expect(kernel.pin(fd, 3n).errno).toBeNull();
  expect(kernel.column('user', 'overdrawn')).toEqual([false]);
});

it('unpins all areas again where a device cannot have the last', () => {
  const kernel = new Pinning();
  kernel.model.state.set(kernel.process, 'locked_limit', 5n);
  for (const at of [0n, 1n, 2n]) kernel.map(2n, aperture + at * 0x10000n);
  expect(kernel.test('MOCK_DOMAIN', { id: kernel.ioas }).errno).toBe('ENOMEM');
  expect(kernel.ledgers).toEqual([0n, 0n, 0n]);
  expect(['device', 'hwpt', 'hold', 'reserved'].map((table) => kernel.model.state.rows(table).length)).toEqual([
    0, 0, 0, 0,
  ]);
  kernel.model.state.set(kernel.process, 'locked_limit', 6n);
  expect(kernel.attach()).toBe(2n);
  expect(kernel.ledgers).toEqual([6n, 0n, 6n]);
});

it('leaves the charge of a process behind when it executes another program, below zero nowhere', () => {
  const kernel = new Pinning();
  kernel.destroy(kernel.ioas);
  kernel.call('IOMMU_OPTION', { option_id: 0n, op: 0n, val64: 1n }, kernel.process, true);
  kernel.allocate();
  kernel.map(3n);
  kernel.attach();
  kernel.act('exec-process', { process: kernel.process });
  expect(kernel.column('mm', 'locked_vm')).toEqual([3n, 0n]);
  expect(kernel.map(1n, aperture + 0x10000n)).toBeNull();
  expect(kernel.column('mm', 'locked_vm')).toEqual([3n, 1n]);
  // What must be pinned now is nowhere to be found; what is pinned stays, and no ledger is asked for it.
  const other = kernel.allocate();
  expect(kernel.copy(other, 3n)).toBeNull();
  expect(kernel.unmap(3n)).toBeNull();
  expect(kernel.test('MOCK_DOMAIN', { id: other }).errno).toBe('EFAULT');
  expect(kernel.column('mm', 'overdrawn')).toEqual([false, false]);
  expect(kernel.column('mm', 'locked_vm')).toEqual([3n, 1n]);
  kernel.destroy(other);
  expect(kernel.column('mm', 'locked_vm')).toEqual([1n]);
});

it('notes for ever that more was to be taken off a ledger than was on it', () => {
  const kernel = new Pinning();
  kernel.map(3n);
  kernel.attach();
  const [user] = kernel.model.state.rows('user') as [Row];
  kernel.model.state.set(user, 'locked_vm', 1n);
  expect(kernel.unmap(3n)).toBeNull();
  expect(kernel.column('user', 'overdrawn')).toEqual([true]);
});

it('ends an unmap where a driver does not let go, and lets nothing more be pinned there', () => {
  const kernel = new Pinning();
  kernel.map(1n);
  kernel.map(2n, aperture + 0x10000n);
  const fd = kernel.access();
  kernel.pin(fd, 2n, aperture + 0x10000n);
  const [access] = kernel.model.state.rows('access') as [Row];
  kernel.model.state.set(access, 'clings', true);
  expect(kernel.unmap(0x20n)).toBe('EDEADLOCK');
  expect(kernel.column('area', 'first')).toEqual([aperture + 0x10000n]);
  expect(kernel.pin(fd, 1n, aperture + 0x10000n).errno).toBe('EINVAL');
  kernel.model.state.set(access, 'clings', false);
  expect(kernel.unmap(0x20n)).toBeNull();
  expect(kernel.ledgers).toEqual([0n, 0n, 0n]);
});

it('takes an access to another IOAS without what it had pinned', () => {
  const kernel = new Pinning();
  kernel.map(2n);
  const fd = kernel.access();
  kernel.pin(fd, 2n);
  const other = kernel.allocate();
  const replace = (ioas: bigint): string | null =>
    kernel.test('REPLACE', { id: fd, 'access_replace_ioas.ioas_id': ioas }).errno;
  expect(replace(kernel.ioas)).toBeNull();
  expect(kernel.ledgers).toEqual([2n, 0n, 2n]);
  expect(replace(other)).toBeNull();
  expect(kernel.ledgers).toEqual([0n, 0n, 0n]);
  expect(kernel.pin(fd, 2n).errno).toBe('ENOENT');
  expect([kernel.destroy(other), kernel.destroy(kernel.ioas)]).toEqual(['EBUSY', null]);
});

it('keeps a context for the accesses that have it, and ends it with the last of them', () => {
  const kernel = new Pinning();
  kernel.map(2n);
  const fd = kernel.access();
  kernel.pin(fd, 2n);
  kernel.model.close(kernel.context, kernel.process);
  expect(kernel.ledgers).toEqual([2n, 0n, 2n]);
  kernel.model.closeDescriptor(kernel.process, Number(fd));
  expect(kernel.ledgers).toEqual([0n, 0n, 0n]);
  expect(
    ['context', 'object', 'area', 'pages', 'hold', 'pin', 'access'].flatMap((table) => [
      ...kernel.model.state.rows(table),
    ]),
  ).toEqual([]);
});

it('reads memory of a process that is gone only where something holds the pages', () => {
  const kernel = new Pinning();
  const gone = kernel.model.process(2);
  const where = { ioas_id: kernel.ioas, flags: 7n, user_va: va, length: 4n * page, iova: aperture };
  kernel.call('IOMMU_IOAS_MAP', where, gone);
  const fd = kernel.access();
  kernel.pin(fd, 2n);
  kernel.model.exit(gone);
  const read = (pages: bigint): string | null =>
    kernel.test('RW', { id: fd, 'access_rw.iova': aperture, 'access_rw.length': pages * page }).errno;
  expect([read(2n), read(3n)]).toEqual([null, 'EFAULT']);
});
