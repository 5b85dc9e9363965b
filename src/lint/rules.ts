import type { Rule } from './rule.ts';
import { alignedU64 } from './rules/aligned-u64.ts';
import { appendOnly } from './rules/append-only.ts';
import { arrayBounded } from './rules/array-bounded.ts';
import { cKeyword } from './rules/c-keyword.ts';
import { cxxKeyword } from './rules/cxx-keyword.ts';
import { differentLayout } from './rules/different-layout.ts';
import { directionDeclared } from './rules/direction-declared.ts';
import { discriminated } from './rules/discriminated.ts';
import { documented } from './rules/documented.ts';
import { entryErrnos } from './rules/entry-errnos.ts';
import { enumFitsField } from './rules/enum-fits-field.ts';
import { enumFitsInt } from './rules/enum-fits-int.ts';
import { errnoDocumented } from './rules/errno-documented.ts';
import { fakeFlexibleArray } from './rules/fake-flexible-array.ts';
import { fdSigned } from './rules/fd-signed.ts';
import { flagNeverAccepted } from './rules/flag-never-accepted.ts';
import { flagsChecked } from './rules/flags-checked.ts';
import { flagsDistinct } from './rules/flags-distinct.ts';
import { flagsPresent } from './rules/flags-present.ts';
import { hole } from './rules/hole.ts';
import { layoutChanged } from './rules/layout-changed.ts';
import { minSize } from './rules/min-size.ts';
import { names } from './rules/names.ts';
import { noEnosys } from './rules/no-enosys.ts';
import { plainChar } from './rules/plain-char.ts';
import { requestChanged } from './rules/request-changed.ts';
import { reservedChecked } from './rules/reserved-checked.ts';
import { sizeFirst } from './rules/size-first.ts';
import { sizeMultiple4 } from './rules/size-multiple-4.ts';
import { tailPadding } from './rules/tail-padding.ts';
import { unionArms } from './rules/union-arms.ts';
import { valueChanged } from './rules/value-changed.ts';
import { zeroIsOld } from './rules/zero-is-old.ts';

/** Every rule, in the order of its code. A new one is a file in rules/ and a line here. */
export const rules: readonly Rule[] = [
  differentLayout,
  hole,
  tailPadding,
  sizeMultiple4,
  alignedU64,
  plainChar,
  unionArms,
  fakeFlexibleArray,
  enumFitsInt,
  enumFitsField,
  flagsDistinct,
  sizeFirst,
  minSize,
  appendOnly,
  zeroIsOld,
  reservedChecked,
  flagsChecked,
  flagsPresent,
  flagNeverAccepted,
  discriminated,
  directionDeclared,
  fdSigned,
  layoutChanged,
  valueChanged,
  requestChanged,
  noEnosys,
  errnoDocumented,
  arrayBounded,
  entryErrnos,
  documented,
  names,
  cKeyword,
  cxxKeyword,
];
