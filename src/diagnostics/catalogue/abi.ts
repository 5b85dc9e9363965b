import { abiArgumentEntries } from './abi/argument.ts';
import { abiChangeEntries } from './abi/change.ts';
import { abiLayoutEntries } from './abi/layout.ts';
import { abiNamingEntries } from './abi/naming.ts';
import { abiStepEntries } from './abi/step.ts';
import type { CatalogueEntry } from './entry.ts';

/** The rules of src/lint. Examples are members of an argument, parts of an ioctl, declarations, or a whole file. */
export const abiEntries = {
  ...abiLayoutEntries,
  ...abiArgumentEntries,
  ...abiChangeEntries,
  ...abiStepEntries,
  ...abiNamingEntries,
} satisfies Record<string, CatalogueEntry>;
