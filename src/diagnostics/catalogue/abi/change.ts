import type { CatalogueEntry } from '../entry.ts';
import { lines } from '../lines.ts';

/** What must stay as the base has it. */
export const abiChangeEntries = {
  ABI0060: {
    severity: 'error',
    title: 'a struct whose released layout changed',
    why: 'Programs have the released offsets compiled in. A member that is removed, moved or retyped is still written there by them. Only the bytes of a reserved member that every kernel refused can get a meaning.',
    bad: lines(
      '# released with iova before length',
      'fields:',
      '  - { name: size, type: u32, role: size }',
      '  - { name: ioas_id, type: u32, role: object, object: ioas, doc: The IOAS. }',
      '  - { name: length, type: aligned_u64, role: length, unit: bytes, doc: How much. }',
      '  - { name: iova, type: aligned_u64, doc: Where. }',
    ),
    good: lines(
      '# released with iova before length',
      'fields:',
      '  - { name: size, type: u32, role: size }',
      '  - { name: ioas_id, type: u32, role: object, object: ioas, doc: The IOAS. }',
      '  - { name: iova, type: aligned_u64, doc: Where. }',
      '  - { name: length, type: aligned_u64, role: length, unit: bytes, doc: How much. }',
      '  - { name: page_size, type: aligned_u64, doc: Size of pages; 0 is that of the CPU. }',
    ),
    source: 'Linux scripts/check-uapi.sh',
  },
  ABI0061: {
    severity: 'error',
    title: 'a released value that changed',
    why: 'A value is compiled into programs. Given another one, the same program asks for something else; removed, the program no longer builds.',
    bad: lines(
      '# released with WRITEABLE as bit 1',
      'declarations:',
      '  - flags: iommu_example_flags',
      '    prefix: IOMMU_EXAMPLE_',
      '    doc: Flags.',
      '    values:',
      '      - { name: WRITEABLE, bit: 2, doc: Write. }',
    ),
    good: lines(
      '# released with WRITEABLE as bit 1',
      'declarations:',
      '  - flags: iommu_example_flags',
      '    prefix: IOMMU_EXAMPLE_',
      '    doc: Flags.',
      '    values:',
      '      - { name: WRITEABLE, bit: 1, doc: Write. }',
      '      - { name: READABLE, bit: 2, doc: Read. }',
    ),
    source: 'Linux scripts/check-uapi.sh',
  },
  ABI0062: {
    severity: 'error',
    title: 'a released ioctl that changed its number or its struct',
    why: 'The number is how the kernel knows what a program wants. It is never changed and never given away again, even when the ioctl is gone.',
    bad: lines('# released as 0xe0', 'number: 0xe1'),
    good: lines('# released as 0xe0', 'number: 0xe0'),
    source: 'Linux Documentation/userspace-api/ioctl/ioctl-number.rst',
  },
} satisfies Record<string, CatalogueEntry>;
