import type { CatalogueEntry } from '../entry.ts';

/** Names and documentation. */
export const abiNamingEntries = {
  ABI0080: {
    severity: 'error',
    title: 'not documented',
    why: 'The header is the documentation that userspace has. kernel-doc warns about a member without a text, and reviewers ask for it. `size` and reserved members have a standard text.',
    bad: '- { name: flags, type: u32, role: flags }',
    good: '- { name: flags, type: u32, role: flags, doc: No flag is defined. Pass 0. }',
    source: 'Linux Documentation/doc-guide/kernel-doc.rst; Documentation/process/submit-checklist.rst',
  },
  ABI0081: {
    severity: 'warning',
    title: 'a name unlike its family',
    why: 'Names of one family are made by rule, so that a reader (and a tracer) gets from the ioctl to its struct, and sees in the caller which members come back.',
    bad: '- { name: ioas_id, type: u32, role: output-object, object: ioas, direction: out }',
    good: '- { name: out_ioas_id, type: u32, role: output-object, object: ioas, direction: out }',
    source: 'Linux include/uapi/linux/iommufd.h',
  },
  ABI0082: {
    severity: 'error',
    title: 'a word of C as a name',
    why: 'The generated header would not compile; linux, unix and the like are macros that gcc defines by itself unless it is told to be strict.',
    bad: '- { name: default, type: u32 }',
    good: '- { name: default_value, type: u32 }',
  },
  ABI0083: {
    severity: 'warning',
    title: 'a word of C++ as a name',
    why: 'Programs in C++ include the same header. Nothing in the kernel build notices such a name, and once released it cannot be changed.',
    bad: '- { name: class, type: u32 }',
    good: '- { name: device_class, type: u32 }',
  },
} satisfies Record<string, CatalogueEntry>;
