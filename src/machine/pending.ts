import type { Step } from '../spec/step.ts';
import type { Frame } from './frame.ts';

/** How an effect is taken back. */
export interface Undo {
  readonly steps: readonly Step[];
  readonly frame: Frame;
  /** The local that is true while the effect stands; also what tells two undos apart. */
  readonly flag: string;
}

/** An undo that is due if the call fails at some place. */
export interface Pending {
  readonly undo: Undo;
  /** True where every way to the place has done the effect; else only the flag knows. */
  readonly sure: boolean;
}

/** What is due after an undo is registered: it stays at its place where it may be due already. */
export function registered(pending: readonly Pending[], undo: Undo): readonly Pending[] {
  return pending.some((each) => each.undo.flag === undo.flag) ? pending : [...pending, { undo, sure: true }];
}

/** What is due where two ways meet. */
export function merged(one: readonly Pending[], other: readonly Pending[]): readonly Pending[] {
  const sureIn = (list: readonly Pending[], flag: string): boolean =>
    list.some((each) => each.sure && each.undo.flag === flag);
  const all = [...one, ...other.filter((each) => !one.some(({ undo }) => undo.flag === each.undo.flag))];
  return all.map(({ undo }) => ({ undo, sure: sureIn(one, undo.flag) && sureIn(other, undo.flag) }));
}

export function same(one: readonly Pending[], other: readonly Pending[]): boolean {
  return (
    one.length === other.length &&
    one.every((each, index) => each.undo.flag === other[index]?.undo.flag && each.sure === other[index].sure)
  );
}
