import type { IoctlFragments } from '../../../src/emit/kernel/fragments.ts';
import { uapiHeader } from '../../../src/emit/uapi/header.ts';
import { embeddedFiles } from '../../../src/series/embedded/files.ts';
import type { FileToWrite } from '../../../src/host/write.ts';
import type { Interface, Ioctl } from '../../../src/spec/interface.ts';
import { baseIn } from '../../support/specs.ts';
import { printer } from '../../support/templates.ts';

function handler({ name, struct, minSize, kernel }: Ioctl): IoctlFragments {
  const prototype = `int ${kernel.handler}(struct iommufd_ucmd *ucmd)`;
  return {
    ioctl: name,
    struct: struct.name,
    handler: kernel.handler,
    file: `drivers/iommu/iommufd/${kernel.file}`,
    unionMember: `\tstruct ${struct.name} ${kernel.buffer};`,
    tableRow: `\tIOCTL_OP(${name}, ${kernel.handler}, struct ${struct.name},\n\t\t ${minSize.name ?? ''}),`,
    prototype: kernel.file === 'main.c' ? null : `${prototype};`,
    definition: `${prototype}\n{\n\tstruct ${struct.name} *cmd = ucmd->cmd;\n\n\tioas = iommufd_get_ioas(ucmd->ictx, cmd->ioas_id);\n\treturn 0;\n}`,
    includes: [],
  };
}

/** The files of a small tree that has every place of the real one, with handlers of our own. */
export function smallTree(): readonly FileToWrite[] {
  const base: Interface = baseIn('specs/iommufd').interface;
  const header = uapiHeader({ interface: base, proposal: null, explored: null }, printer())[0]?.text ?? '';
  return embeddedFiles(base, header, base.ioctls.map(handler), printer());
}
