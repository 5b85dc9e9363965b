import type { Step } from '../../spec/step.ts';
import { flat } from '../text/breakable.ts';
import { isWide } from './arithmetic.ts';
import { Locals } from './locals.ts';
import { callLayout } from './lookup.ts';
import type { StatementList } from './statement-list.ts';

/**
 * Adds a loop over an array in user memory, each element copied before its checks. An effect for each element is a comment
 * in the loop, so that the checks of all elements are made. False where the list does not go on after the loop.
 */
export function addLoop(
  list: StatementList,
  step: Extract<Step, { kind: 'each-element' }>,
  rest: readonly Step[],
): boolean {
  const { level, loops, locals, after } = list.position;
  const [at, count] = [list.position.scope.resolve(step.at), list.position.scope.resolve(step.count)];
  if (at === null || count === null) return list.opaque(step, rest);
  list.tell();
  const scope = list.position.scope.afterSome(step.steps);
  // A loop in a loop has names of its own.
  const nested = 'inner_'.repeat(loops);
  const index = locals.declare(`${nested}i`, isWide(count) ? 'u64' : 'u32');
  const array = locals.declare(`${nested}${step.variable}s`, `struct ${step.struct.name} __user *`);
  const own = new Locals(locals);
  const element = own.declare(nested + step.variable, `struct ${step.struct.name}`);
  const body = list.nested({
    ...list.position,
    level: level + 1,
    loops: loops + 1,
    locals: own,
    ownsLocals: true,
    scope: scope.withElement(step.variable, { local: element, struct: step.struct }),
    after: [...rest, ...after],
  });
  const copied = `copy_from_user(&${element}, &${array}[${index}], sizeof(${element}))`;
  body.put({ check: body.checkView(callLayout(copied), list.frame.exits.leave(`-${step.errno}`, list.position)) });
  body.add(step.steps);
  const address = flat(scope.layout(at));
  const pointer = scope.memberOf(at)?.scalar.bytes === 8 ? address : `(u64)(${address})`;
  list.put({
    loop: {
      array: `${array} = u64_to_user_ptr(${pointer});`,
      head: `for (${index} = 0; ${index} != ${flat(scope.layout(count))}; ${index}++)`,
      block: body.block,
    },
  });
  return body.lacksEffect ? list.effect(rest) : list.afterSome([body], step);
}
