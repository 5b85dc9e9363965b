import { newValues, type Change } from '../change.ts';
import { listedCode } from '../text/list.ts';
import { splitTitle } from '../text/title.ts';
import { commandNumber } from '../uapi/ioctl.ts';

/** A new ioctl, in words. */
export interface AddedView {
  readonly name: string;
  /** `0x8f` */
  readonly number: string;
  readonly struct: string;
  readonly title: string;
}

export function addedView({ ioctl, added }: Change): AddedView | null {
  if (ioctl === null || !added) return null;
  return {
    name: ioctl.name,
    number: commandNumber(ioctl.number),
    struct: ioctl.struct.name,
    title: splitTitle(ioctl.struct.doc).title,
  };
}

/** A struct that grows, in words. */
export interface GrownView {
  readonly struct: string;
  readonly fields: string;
  /** The member that the smallest accepted size ends with; null of a struct that is no ioctl's argument. */
  readonly minSize: string | null;
}

export function grownViews({ ioctl, appended }: Change): readonly GrownView[] {
  return appended.map(({ struct, fields }) => ({
    struct: struct.name,
    fields: listedCode(fields.map((field) => field.name ?? 'a union')),
    minSize: ioctl?.struct.name === struct.name ? ioctl.minSize.name : null,
  }));
}

/** New values of one enum, in words. */
export interface ValuesView {
  readonly names: string;
  readonly of: string;
}

export function valuesViews(change: Change): readonly ValuesView[] {
  return newValues(change).map(({ of, values }) => ({
    names: listedCode(values.map((each) => each.name)),
    of: of.name,
  }));
}

/** What a series is about, as tests and documentation say it: new ioctls, what is new in others, and what is in none. */
export function subjectsOf(changes: readonly Change[]): string[] {
  return changes.flatMap((change) => {
    const { ioctl, added, declarations } = change;
    if (ioctl !== null && added) return [ioctl.name];
    const values = newValues(change).flatMap((each) => each.values.map((value) => value.name));
    if (values.length > 0) return values;
    return ioctl === null ? declarations.map((each) => each.name) : [ioctl.name];
  });
}
