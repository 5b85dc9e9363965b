import { describe, expect, it } from 'vitest';
import { anchorOf } from '../../../src/emit/kernel/anchor.ts';
import { hasEffect } from '../../../src/emit/kernel/effect.ts';
import { ioctlFragments } from '../../../src/emit/kernel/ioctl-fragments.ts';
import type { Ioctl } from '../../../src/spec/interface.ts';
import type { Step } from '../../../src/spec/step.ts';
import { amendFunction } from '../../../src/series/places/amendment.ts';
import { iommufd } from '../../support/specs.ts';
import { printer } from '../../support/templates.ts';
import { boxWith, tryIn } from './support/box.ts';

const base = iommufd().interface;

/** Whether the handler that is made of the base has the step where its anchor looks for it. */
function isFound(step: Step, ioctl: Ioctl): boolean {
  const { definition, handler, file } = ioctlFragments(base, ioctl, printer());
  const anchor = anchorOf(step, 'after', ioctl, base);
  const change = {
    ioctl: ioctl.name,
    function: handler,
    file,
    anchor,
    where: 'after',
    text: '\there();',
    includes: [],
  } as const;
  try {
    return amendFunction(`${definition}\n`, change).includes('\there();');
  } catch {
    return false;
  }
}

describe.each(base.ioctls.map((ioctl) => [ioctl.name, ioctl] as const))('%s', (_, ioctl) => {
  it('is found, as generated, by each of its checks and look-ups before the effect', () => {
    const effect = ioctl.steps.findIndex((step) => hasEffect([step]));
    const early = ioctl.steps
      .slice(0, effect)
      .filter(
        (step) => step.kind === 'lookup' || (step.kind === 'reject' && anchorOf(step, 'after', ioctl, base).length > 0),
      );
    expect(early.filter((step) => !isFound(step, ioctl))).toEqual([]);
  });
});

describe('an anchor', () => {
  const of = boxWith(`
- { reject: start == 0 || (flags & RED) != 0, errno: EINVAL }
- { lookup: box, id: other_id, as: target, errno: ENOENT }
- { call: fill, with: { box: target }, gives: { weight: let weight } }
- { reject: weight == 0, errno: ENOENT }
- { reject: target.full, errno: EBUSY }
- switch: start == 0
  cases: { true: [{ call: shake }] }
- switch: op
  cases: { NONE: [{ call: shake }], PUT: [], GET: [] }
- { set: length, to: weight }
- { reply: all, errno: EFAULT }
- { reply: [length], errno: EFAULT }
`).interface;
  const ioctl = tryIn(of);
  const anchor = (index: number, where: 'before' | 'after' = 'after'): readonly string[] =>
    anchorOf(ioctl.steps[index]!, where, ioctl, of);

  it('knows the ways to write a check and to leave a function', () => {
    expect(anchor(0)).toEqual([
      'if (cmd->start == 0 || (cmd->flags & BOX_RED) != 0) return -EINVAL;',
      'if (cmd->start == 0 || (cmd->flags & BOX_RED) != 0) { ... rc = -EINVAL; goto ...; }',
      'if (cmd->start == 0 || (cmd->flags & BOX_RED) != 0) { ... return -EINVAL; }',
      'if (!cmd->start || (cmd->flags & BOX_RED)) return -EINVAL;',
      'if (!cmd->start || (cmd->flags & BOX_RED)) { ... rc = -EINVAL; goto ...; }',
      'if (!cmd->start || (cmd->flags & BOX_RED)) { ... return -EINVAL; }',
    ]);
    expect(anchor(3)).toContain('if (!weight) { ... rc = -ENOENT; goto ...; }');
  });

  it('knows the names that a variable may have', () => {
    expect(anchor(1).filter((each) => each.endsWith('return PTR_ERR(box);') || !each.includes('{'))).toEqual([
      'target = box_get(ucmd->ictx, cmd->other_id); if (IS_ERR(target)) return PTR_ERR(target);',
      'other = box_get(ucmd->ictx, cmd->other_id); if (IS_ERR(other)) return PTR_ERR(other);',
      'box = box_get(ucmd->ictx, cmd->other_id); if (IS_ERR(box)) return PTR_ERR(box);',
    ]);
  });

  it('of a call is the function that the verb stands for, and its failure where something comes after it', () => {
    expect(anchor(2, 'before')).toEqual(['rc = box_fill(...);']);
    expect(anchor(2)).toEqual(['rc = box_fill(...); if (rc) goto ...;', 'rc = box_fill(...); if (rc) return rc;']);
  });

  it('of a branch is the whole of it', () => {
    expect(anchor(5)).toContain('if (cmd->start == 0) {...} else {...}');
    expect(anchor(5)).toContain('if (!cmd->start) {...}');
    expect(anchor(6)).toEqual(['switch (cmd->op) {...}']);
  });

  it('of what is stored and told back is a statement', () => {
    expect(anchor(7)).toEqual(['cmd->length = weight;']);
    expect(anchor(8)).toEqual(['rc = box_ucmd_respond(ucmd, sizeof(*cmd));']);
  });

  it('is none where C may have anything', () => {
    expect(anchor(4)).toEqual([]);
    expect(anchor(9)).toEqual([]);
  });
});
