import { abis, type AbiName } from '../layout/abis.ts';
import type { FieldLayout } from '../layout/layout.ts';
import type { Field } from '../spec/interface.ts';

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** `4 bytes`, `1 byte`. */
export function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What a field is called in a message: `'deadline'`, or `the anonymous union`. */
export function called(field: Field): string {
  if (field.name !== null) return `'${field.name}'`;
  return field.type.kind === 'anonymous' ? `the anonymous ${field.type.of}` : 'the field without a name';
}

/** A member as C reaches it: `'range.start'`. */
export function reached({ path }: Pick<FieldLayout, 'path'>): string {
  return `'${path.join('.')}'`;
}

/**
 * Says how a figure differs between ABIs: `4 bytes on x86_64 and arm, none on i386`. Each figure is told once, the one of
 * the first ABI first.
 *
 * @param figure what is told of one ABI
 */
export function onAbis(figure: (abi: (typeof abis)[number]) => string): string {
  const groups = new Map<string, AbiName[]>();
  for (const abi of abis) {
    const told = figure(abi);
    groups.set(told, [...(groups.get(told) ?? []), abi.name]);
  }
  if (groups.size === 1) return `${[...groups.keys()].join('')} on every ABI`;
  return [...groups].map(([told, names]) => `${told} on ${listed(names)}`).join(', ');
}
