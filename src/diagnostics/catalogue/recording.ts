import type { CatalogueEntry } from './entry.ts';

/** Recordings of ioctl traffic. */
export const recordingEntries = {
  REC0001: {
    severity: 'error',
    title: 'a line of a recording is no JSON',
    why: 'A recording that was cut short would leave the model in another state than the kernel was in, so everything after it would be compared wrongly.',
    bad: '{"pid":44,"op":"open","path":"/dev/io',
    good: '{"pid":44,"op":"open","path":"/dev/iommu","fd":4}',
  },
  REC0002: {
    severity: 'error',
    title: 'a line of a recording lacks something',
    why: 'Each line is one event with the keys that docs/recordings.md lists.',
    bad: '{"pid":44,"op":"ioctl","fd":4}',
    good: '{"pid":44,"op":"ioctl","fd":4,"req":"0x3b80","nr":128,"size":8,"arg_readable":true,"in":"0800000000000000","ret":-1,"errno":2,"out":"0800000000000000"}',
  },
  REC0003: {
    severity: 'error',
    title: 'the model and the recording differ',
    why: 'The errno or a byte of the output is not what the steps of the spec give. One of the two is wrong: the spec, or the kernel that was recorded.',
    bad: 'reject: length == 0, errno: ENOENT   # the kernel says EINVAL',
    good: 'reject: length == 0, errno: EINVAL',
  },
  REC0004: {
    severity: 'error',
    title: 'the recording does something that the model does not know',
    why: 'A request that no spec describes, or a descriptor that was not opened: what follows cannot be judged.',
    bad: '{"op":"ioctl","fd":9, ...}   # 9 was never opened',
    good: '{"op":"open","path":"/dev/iommu","fd":9}\n{"op":"ioctl","fd":9, ...}',
  },
  REC0005: {
    severity: 'error',
    title: 'a recording without a call',
    why: 'Nothing was compared, so nothing was shown. The file may be another one than was meant, or the program that was recorded never came to its calls.',
    bad: '{"pid":44,"op":"open","path":"/dev/iommu","fd":4}   # and no more',
    good: '{"pid":44,"op":"open","path":"/dev/iommu","fd":4}\n{"pid":44,"op":"ioctl","fd":4, ...}',
  },
  REC0006: {
    severity: 'error',
    title: 'a recording that is not read',
    why: 'A recording is UTF-8 text of one JSON object a line, and of at most 256 MiB: longer ones are best cut at a `test` line, where a scenario begins with a fresh state.',
    bad: 'abiwright replay trace.jsonl.gz',
    good: 'gunzip trace.jsonl.gz && abiwright replay trace.jsonl',
  },
  REC0007: {
    severity: 'error',
    title: 'a program that does not load the recorder',
    why: "The recorder is a library that the dynamic linker loads into the program (LD_PRELOAD). It does not do so for a program that is linked statically, that has another user's rights (setuid), that is of another ABI than the C compiler's, or where the folder of temporary files is mounted noexec; and programs can clear their environment before they start others.",
    bad: 'abiwright record -- ./vmm-static',
    good: 'abiwright record -- ./vmm',
  },
} satisfies Record<string, CatalogueEntry>;
