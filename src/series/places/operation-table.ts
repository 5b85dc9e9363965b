import { findArray } from '../c/find.ts';
import { insertSorted, listItems, type Item } from '../c/list.ts';
import { scan } from '../c/scan.ts';
import { AlreadyThere, required } from './failure.ts';

const macro = 'IOCTL_OP';

/** The ioctl of a row: `IOCTL_OP(IOMMU_DESTROY, ...)`. */
function ioctlOf(item: Item): string {
  return item.tokens[0]?.text === macro ? (item.tokens[2]?.text ?? '') : '';
}

/** Adds a row to the table of operations, which iommufd keeps in the order of the ioctls' names. */
export function addOperation(source: string, table: string, ioctl: string, row: string): string {
  const scanned = scan(source);
  const block = required(findArray(scanned, table), `the initialiser of ${table}`);
  const rows = listItems(scanned, block, ',').filter((item) => ioctlOf(item) !== '');
  if (rows.some((item) => ioctlOf(item) === ioctl)) throw new AlreadyThere(`${table} has a row of ${ioctl} already`);
  return required(insertSorted(source, rows, ',', ioctlOf, ioctl, row), `a row ${macro}(...) in ${table}`);
}
