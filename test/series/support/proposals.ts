import type { KernelFragments } from '../../../src/emit/kernel/fragments.ts';
import type { Material } from '../../../src/series/plan/material.ts';
import { loadProposal } from '../../../src/spec/load/load.ts';
import type { Proposal } from '../../../src/spec/interface.ts';
import { baseIn } from '../../support/specs.ts';

const rationale = `# A proposal for tests

## Problem

Programs that *must* stop devices for a moment have no call for it: they unmap
and map again, which is slow. Nobody has measured it, as this is a test.

## Interface

One call, or one flag.

## Semantics

- What is frozen stays \`frozen\`.
- What is not, is not.

## Discovery

ENOTTY or E2BIG.

## Alternatives

None that a test would need.

## Tests

These.
`;

const changelog = `## v3

- Third time.

## v2

- Say more (asked for by nobody).
`;

const loaded = new Map<string, Proposal>();

function load(name: string, text: string): Proposal {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const file = (path: string, content: string): { path: string; text: string } => ({
    path: `specs/proposals/${name}/${path}`,
    text: content,
  });
  const sources = {
    name,
    proposal: file('proposal.yaml', text),
    rationale: file('rationale.md', rationale),
    changelog: file('changelog.md', changelog),
  };
  const { value, findings } = loadProposal(sources, baseIn('specs/iommufd'));
  if (value === null) throw new Error(findings.map(({ code, message }) => `${code} ${message}`).join('\n'));
  loaded.set(name, value);
  return value;
}

/** A proposal that adds an ioctl with flags of its own. */
export function freezing(): Proposal {
  return load(
    'ioas-freeze',
    `proposal: ioas-freeze
title: freeze the mappings of an IOAS
base: iommufd@v6.12
after: IOMMU_IOAS_MAP
declarations:
  - flags: iommufd_ioas_freeze_flags
    prefix: IOMMU_IOAS_FREEZE_
    doc: How an IOAS is frozen.
    values:
      - { name: QUIETLY, bit: 0, doc: Tell no driver. }
ioctls:
  - name: IOMMU_IOAS_FREEZE
    number: next
    kernel: { handler: iommufd_ioas_freeze, buffer: freeze, file: ioas.c }
    struct: iommu_ioas_freeze
    min-size: ioas_id
    doc: Keeps the mappings of an IOAS as they are. Nothing can be mapped or unmapped.
    fields:
      - { name: size, type: u32, role: size }
      - { name: flags, type: u32, role: flags, enum: iommufd_ioas_freeze_flags, doc: "" }
      - { name: ioas_id, type: u32, role: object, object: ioas, doc: The IOAS to freeze. }
    steps:
      - { reject: flags & ~QUIETLY, errno: EOPNOTSUPP, doc: A flag is unknown. }
      - { lookup: ioas, id: ioas_id, errno: ENOENT, doc: There is no such IOAS. }
      - { reply: all, errno: EFAULT }
`.replace(', doc: "" }', ' }'),
  );
}

/** A proposal that makes an ioctl of the base grow by flags. */
export function unmapFlags(): Proposal {
  return load(
    'unmap-flags',
    `proposal: unmap-flags
title: unmap without telling drivers
base: iommufd@v6.12
after: IOMMU_IOAS_UNMAP
declarations:
  - flags: iommufd_ioas_unmap_flags
    prefix: IOMMU_IOAS_UNMAP_
    doc: How a range is unmapped.
    values:
      - { name: QUIETLY, bit: 0, doc: Tell no driver. }
amend:
  - struct: iommu_ioas_unmap
    doc: With IOMMU_IOAS_UNMAP_QUIETLY no driver is told.
    append:
      - { name: flags, type: u32, role: flags, enum: iommufd_ioas_unmap_flags, doc: How. }
      - { name: __reserved, type: u32, role: reserved }
  - ioctl: IOMMU_IOAS_UNMAP
    steps:
      - before: find-ioas
        steps:
          - { reject: (flags & ~QUIETLY) || __reserved, errno: EOPNOTSUPP, doc: A flag is unknown. }
`,
  );
}

/** A proposal that adds words and a check to an ioctl of the base, and nothing to its argument. */
export function moreWords(): Proposal {
  return load(
    'more-words',
    `proposal: more-words
title: refuse seven
base: iommufd@v6.12
amend:
  - ioctl: IOMMU_IOAS_MAP
    doc: A \`length\` of seven is refused.
    steps:
      - before: known-flags
        steps:
          - { reject: length == 7, errno: EINVAL, doc: The length is seven. }
`,
  );
}

const freezingKernel: KernelFragments = {
  ioctls: [
    {
      ioctl: 'IOMMU_IOAS_FREEZE',
      struct: 'iommu_ioas_freeze',
      handler: 'iommufd_ioas_freeze',
      file: 'drivers/iommu/iommufd/ioas.c',
      unionMember: '\tstruct iommu_ioas_freeze freeze;',
      tableRow: '\tIOCTL_OP(IOMMU_IOAS_FREEZE, iommufd_ioas_freeze, struct iommu_ioas_freeze,\n\t\t ioas_id),',
      prototype: 'int iommufd_ioas_freeze(struct iommufd_ucmd *ucmd);',
      definition: `int iommufd_ioas_freeze(struct iommufd_ucmd *ucmd)
{
\tstruct iommu_ioas_freeze *cmd = ucmd->cmd;
\tstruct iommufd_ioas *ioas;
\tint rc;

\tif (cmd->flags & ~IOMMU_IOAS_FREEZE_QUIETLY)
\t\treturn -EOPNOTSUPP;

\tioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);
\tif (IS_ERR(ioas))
\t\treturn PTR_ERR(ioas);

\trc = -EOPNOTSUPP;
\tiommufd_put_object(ucmd->ictx, &ioas->obj);
\treturn rc;
}`,
      includes: ['linux/file.h'],
    },
  ],
  amendments: [],
  open: [{ place: 'iommufd_ioas_freeze() in drivers/iommu/iommufd/ioas.c', what: 'the mappings are not frozen yet.' }],
};

const unmapKernel: KernelFragments = {
  ioctls: [],
  amendments: [
    {
      ioctl: 'IOMMU_IOAS_UNMAP',
      function: 'iommufd_ioas_unmap',
      file: 'drivers/iommu/iommufd/ioas.c',
      anchor: ['ioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);'],
      where: 'before',
      text: '\tif ((cmd->flags & ~IOMMU_IOAS_UNMAP_QUIETLY) || cmd->__reserved)\n\t\treturn -EOPNOTSUPP;\n\tif (cmd->flags & IOMMU_IOAS_UNMAP_QUIETLY)\n\t\treturn -EOPNOTSUPP;',
      includes: [],
    },
  ],
  open: [{ place: 'iommufd_ioas_unmap() in drivers/iommu/iommufd/ioas.c', what: 'drivers are still told.' }],
};

function material(kernel: KernelFragments, name: string): Material {
  return {
    kernel,
    selftest: {
      name,
      text: `// SPDX-License-Identifier: GPL-2.0-only\n#include <linux/iommufd.h>\n\nint main(void)\n{\n\treturn 0;\n}\n`,
    },
    documentation: 'Something new\n-------------\n\nIt is new.\n',
  };
}

/** Pieces as the emitters make them, by hand. */
export const freezingMaterial = material(freezingKernel, 'iommufd_ioas_freeze');
export const unmapMaterial = material(unmapKernel, 'iommufd_unmap_flags');
