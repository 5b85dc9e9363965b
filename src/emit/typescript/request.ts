import type { Abi } from '../../layout/abi.ts';
import { abis } from '../../layout/abis.ts';
import { requestWord } from '../../layout/request-word.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';

/** Architectures that pack request words alike, named after the first of them. */
export interface RequestGroup {
  readonly name: string;
  readonly abis: readonly Abi[];
}

/** All architectures, grouped. */
export function requestGroups(): readonly RequestGroup[] {
  const groups: { name: string; abis: Abi[] }[] = [];
  for (const abi of abis) {
    const alike = groups.find((group) => JSON.stringify(group.abis[0]?.ioctl) === JSON.stringify(abi.ioctl));
    if (alike === undefined) groups.push({ name: abi.name, abis: [abi] });
    else alike.abis.push(abi);
  }
  return groups;
}

/** The request word of an ioctl for each group, as TypeScript. The macro is _IO: no direction, no size. */
export function requestWords(ioctl: Ioctl, subject: Interface): string[] {
  return requestGroups().map((group) => {
    const abi = group.abis[0] ?? abis[0];
    return `0x${requestWord('none', subject.family.ioctl.type, ioctl.number, 0, abi).toString(16)}`;
  });
}
