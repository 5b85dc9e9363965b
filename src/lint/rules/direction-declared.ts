import type { Ioctl } from '../../spec/interface.ts';
import { walk, type Step } from '../../spec/step.ts';
import { membersOf } from '../elements.ts';
import type { Remark, Rule } from '../rule.ts';
import { reached } from '../words.ts';

/**
 * The direction of each member is what the steps do with it: what they write is `out` or `inout`, and what is `out` or
 * `inout` is written, and replied. Linux: driver-api/ioctl.rst.
 */
export const directionDeclared: Rule = {
  code: 'ABI0039',
  name: 'direction-declared',
  *check({ current }) {
    for (const ioctl of current.ioctls) yield* directions(ioctl);
  },
};

function* directions(ioctl: Ioctl): Generator<Remark> {
  const steps = [...walk(ioctl.steps)];
  const written = new Set(steps.flatMap(fieldsWrittenBy));
  const replies = steps.flatMap((step) => (step.kind === 'reply' ? [step.fields] : []));
  const replied = (name: string): boolean => replies.some((fields) => fields === null || fields.includes(name));
  for (const member of membersOf(ioctl.struct.fields)) {
    const { field, path } = member;
    if (field.role === 'reserved' || field.type.kind !== 'scalar') continue;
    const at = field.at['direction'] ?? field.span;
    const isOutput = field.direction !== 'in';
    const isWritten = written.has(path.join('.'));
    if (isWritten && !isOutput) {
      yield {
        message: `${ioctl.name} writes ${reached(member)}, which is an input`,
        span: at,
        fix: 'write direction: out or direction: inout',
      };
    }
    if (isOutput && !isWritten) {
      yield {
        message: `no step of ${ioctl.name} sets ${reached(member)}`,
        span: at,
        fix: 'set it, or remove direction',
      };
    }
    if (isOutput && isWritten && !replied(path[0] ?? '')) {
      yield {
        message: `no step of ${ioctl.name} replies ${reached(member)}`,
        span: at,
        fix: 'add { reply: all, errno: EFAULT } at the end',
      };
    }
  }
}

function fieldsWrittenBy(step: Step): string[] {
  const targets = step.kind === 'set' ? [step.target] : step.kind === 'call' ? Object.values(step.gives) : [];
  return targets.flatMap((target) => (target.op === 'field' ? [target.path.join('.')] : []));
}
