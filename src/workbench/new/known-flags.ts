import type { Field, Ioctl } from '../../spec/interface.ts';
import { subexpressions, type Expression } from '../../spec/expression/expression.ts';
import { walk } from '../../spec/step.ts';

/** A check of unknown flags that lets one flag more pass. */
export interface ExtendedCheck {
  readonly ioctl: string;
  readonly place: string;
  /** As in the base, with the flag in its mask. */
  readonly expression: string;
  readonly errno: string;
  readonly needs: string | null;
  readonly doc: string | null;
}

/**
 * The checks `field & ~(FLAG | ...)` of an ioctl that have a place, with `flag` in their masks. Their text is taken from
 * the file of the base, which `sources` holds by name.
 */
export function extendedChecks(
  ioctl: Ioctl,
  field: Field,
  flag: string,
  sources: ReadonlyMap<string, string>,
): readonly ExtendedCheck[] {
  return [...walk(ioctl.steps)].flatMap((step) => {
    if (step.kind !== 'reject' || step.place === null) return [];
    const mask = maskOf(step.when, field.name ?? '');
    const expression = mask && withFlag(step.when, mask, flag, sources);
    if (!expression) return [];
    const { place, errno, needs, doc } = step;
    return [{ ioctl: ioctl.name, place, expression, errno, needs, doc }];
  });
}

/** What stands under the `~` beside the field; null where the expression has no such mask. */
function maskOf(when: Expression, field: string): Expression | null {
  for (const each of subexpressions(when)) {
    if (each.op !== 'binary' || each.operator !== '&') continue;
    for (const [one, other] of [
      [each.left, each.right],
      [each.right, each.left],
    ] as const)
      if (one.op === 'field' && one.path.join('.') === field && other.op === 'unary' && other.operator === '~')
        return other.operand;
  }
  return null;
}

/** The text of the expression with the flag in the mask; null where it does not stand in one line as it is. */
function withFlag(
  when: Expression,
  mask: Expression,
  flag: string,
  sources: ReadonlyMap<string, string>,
): string | null {
  const { file, line, endLine, column, endColumn } = when.span;
  const text = sources.get(file)?.split(/\r?\n/)[line - 1];
  if (text === undefined || line !== endLine || mask.span.line !== line || text.includes('\\')) return null;
  const before = text.slice(column - 1, mask.span.column - 1);
  const flags = text.slice(mask.span.column - 1, mask.span.endColumn - 1);
  const after = text.slice(mask.span.endColumn - 1, endColumn - 1);
  return before.endsWith('~') ? `${before}(${flags} | ${flag})${after}` : `${before}${flags} | ${flag}${after}`;
}
