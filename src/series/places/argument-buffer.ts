import { findDefinition } from '../c/find.ts';
import { insertSorted, listItems, type Item } from '../c/list.ts';
import { scan } from '../c/scan.ts';
import { AlreadyThere, required } from './failure.ts';

/** The struct of a member: `struct iommu_destroy destroy;`. */
function structOf(item: Item): string {
  return item.tokens[0]?.text === 'struct' ? (item.tokens[1]?.text ?? '') : '';
}

/** Adds a member to the union that every argument fits in, which iommufd keeps in the order of the structs' names. */
export function addArgument(source: string, union: string, struct: string, member: string): string {
  const scanned = scan(source);
  const block = required(findDefinition(scanned, 'union', union), `union ${union}`);
  const members = listItems(scanned, block, ';').filter((item) => structOf(item) !== '');
  if (members.some((item) => structOf(item) === struct))
    throw new AlreadyThere(`union ${union} has struct ${struct} already`);
  return required(insertSorted(source, members, ';', structOf, struct, member), `a struct in union ${union}`);
}
