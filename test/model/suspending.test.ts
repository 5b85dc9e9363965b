import { expect, it } from 'vitest';
import { CalledKernel } from '../support/called-kernel.ts';
import { proposals } from '../support/proposals.ts';

const page = 4096n;
const va = 0x7f00_0000_0000n;
const aperture = 0x100_0000n;
const whole = { iova: aperture, length: 4n * page };
const part = { iova: 2n * aperture, length: 2n * page };
const mockDomain = 2n;
const flags = { SUSPEND_VA: 1n, FIXED_IOVA: 1n, WRITEABLE: 2n, READABLE: 4n, RESUME_VA: 8n };
const mapping = flags.FIXED_IOVA | flags.WRITEABLE | flags.READABLE;

const all = proposals();

/** A kernel with a proposal, in which a copy of the second half of four pages is all that is left of them. */
class Suspending extends CalledKernel {
  private readonly ioas: bigint;

  constructor(proposal: string) {
    super(all.find((each) => each.name === proposal)!.result);
    this.ioas = this.call('IOMMU_IOAS_ALLOC', {}).told('out_ioas_id');
    this.call('IOMMU_TEST_CMD', { op: mockDomain, id: this.ioas });
    this.call('IOMMU_IOAS_MAP', { ioas_id: this.ioas, flags: mapping, user_va: va, ...whole });
    const copy = { src_iova: aperture + 2n * page, dst_iova: part.iova, length: part.length };
    this.call('IOMMU_IOAS_COPY', { src_ioas_id: this.ioas, dst_ioas_id: this.ioas, flags: mapping, ...copy });
    expect(this.call('IOMMU_IOAS_UNMAP', { ioas_id: this.ioas, ...whole }).errno).toBeNull();
  }

  suspend(): string | null {
    return this.call('IOMMU_IOAS_UNMAP', { ioas_id: this.ioas, ...part, flags: flags.SUSPEND_VA }).errno;
  }

  resume(user_va: bigint): string | null {
    const resuming = flags.FIXED_IOVA | flags.RESUME_VA;
    return this.call('IOMMU_IOAS_MAP', { ioas_id: this.ioas, flags: resuming, user_va, ...part }).errno;
  }
}

it('does not give up the address of a part where only the address of the whole can be set again', () => {
  const kernel = new Suspending('mdev-exclusion');
  expect(kernel.suspend()).toBe('EINVAL');
  expect(kernel.column('pages', 'suspended')).toEqual([false]);
});

it('sets the address of the whole by a part of it, which may be all that is left', () => {
  const kernel = new Suspending('pin-on-suspend');
  expect(kernel.suspend()).toBeNull();
  expect(kernel.column('mm', 'pinned_vm')).toEqual([4n]);
  expect(kernel.resume(va + page)).toBeNull();
  expect(kernel.column('pages', 'va')).toEqual([va - page]);
  expect(kernel.column('mm', 'pinned_vm')).toEqual([2n]);
});

it('refuses an address that leaves no room for what comes before the part, or behind it', () => {
  const kernel = new Suspending('pin-on-suspend');
  kernel.suspend();
  expect(kernel.resume(page)).toBe('EOVERFLOW');
  expect(kernel.resume(2n * page)).toBeNull();
  expect(kernel.column('pages', 'va')).toEqual([0n]);
});
