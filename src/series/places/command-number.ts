import { findEnumOf } from '../c/find.ts';
import { insertAfterItem, listItems, type Item } from '../c/list.ts';
import { scan } from '../c/scan.ts';
import { AlreadyThere, required } from './failure.ts';

interface Numbered {
  readonly item: Item;
  readonly name: string;
  readonly value: number | null;
}

/** Values as C gives them: a number, another enumerator, or one more than the one before. */
function numbered(items: readonly Item[]): Numbered[] {
  const values = new Map<string, number>();
  let next: number | null = 0;
  return items.map((item) => {
    const [name, equals, value, ...more] = item.tokens;
    let own: number | null = next;
    if (equals !== undefined) {
      const written = value === undefined || more.length > 0 ? Number.NaN : Number(value.text);
      own = Number.isSafeInteger(written) ? written : (values.get(value?.text ?? '') ?? null);
    }
    if (name !== undefined && own !== null) values.set(name.text, own);
    next = own === null ? null : own + 1;
    return { item, name: name?.text ?? '', value: own };
  });
}

export interface CommandNumber {
  /** `IOMMUFD_CMD_IOAS_MAP_FILE` */
  readonly name: string;
  readonly number: number;
  /** The line of the enum, without its newline. */
  readonly line: string;
}

/**
 * Adds a command to the enum of commands of a uAPI header, in the order of the numbers.
 *
 * @param known a command that the enum has in every version of the interface
 */
export function addCommandNumber(source: string, known: string, command: CommandNumber): string {
  const scanned = scan(source);
  const block = required(findEnumOf(scanned, known), `the enum of commands, with ${known}`);
  const commands = numbered(listItems(scanned, block, ','));
  for (const each of commands) {
    if (each.name === command.name) throw new AlreadyThere(`${command.name} is there already`);
    if (each.value === command.number)
      throw new AlreadyThere(`number 0x${command.number.toString(16)} is ${each.name}`);
  }
  const before = commands.findLast((each) => each.value !== null && each.value < command.number);
  const item = required(before, `a command before number 0x${command.number.toString(16)}`).item;
  return insertAfterItem(source, item, ',', command.line);
}
