import type { Delta } from '../../spec/interface.ts';

/** What a proposal adds to the uAPI, in a few words: `1 ioctl, 2 flags`. Reserved members and padding are no news. */
export function newAbi({ ioctls, declarations, appended, enumerators }: Delta): string {
  const fields = appended.flatMap((each) => each.fields).filter((each) => each.role !== 'reserved');
  const values = (declares: 'enum' | 'flags'): number =>
    [
      ...enumerators.flatMap((each) => (each.enum.declares === declares ? each.values : [])),
      ...declarations.flatMap((each) => (each.declares === declares ? each.values : [])),
    ].length;
  const counts = [
    counted(ioctls.length, 'ioctl'),
    counted(values('flags'), 'flag'),
    counted(values('enum'), 'value'),
    counted(fields.length, 'field'),
  ];
  return counts.filter((each) => each !== null).join(', ') || 'none';
}

function counted(count: number, one: string): string | null {
  return count === 0 ? null : `${count} ${one}${count === 1 ? '' : 's'}`;
}
