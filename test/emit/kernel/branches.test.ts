import { describe, expect, it } from 'vitest';
import { handlerOf, statementsOf } from './support/box.ts';
import { c } from './support/c.ts';

const shake = '- { call: shake }';

describe('a switch', () => {
  it('on a bit is an if', () => {
    const steps = '- switch: flags & RED\n  cases:\n    RED: [{ reject: start, errno: EINVAL }]';
    expect(statementsOf(`${steps}\n  otherwise: [{ reject: length, errno: ERANGE }]\n${shake}`)).toContain(c`
      if (cmd->flags & BOX_RED) {
              if (cmd->start)
                      return -EINVAL;
      } else {
              if (cmd->length)
                      return -ERANGE;
      }
    `);
  });

  it('on several bits compares them all', () => {
    const steps = '- switch: flags & (RED | BLUE)\n  cases:\n    RED | BLUE: [{ reject: start, errno: EINVAL }]';
    expect(statementsOf(`${steps}\n${shake}`)).toMatch(
      /^if \(\(cmd->flags & \(BOX_RED \| BOX_BLUE\)\) == \(BOX_RED \| BOX_BLUE\)\) \{$/m,
    );
  });

  it('on a condition ends one way and goes on with the other, no deeper than before', () => {
    const steps = `
- switch: start == 0 && length == U64_MAX
  cases:
    true: [{ call: shake }]
    false: [{ reject: length, errno: EINVAL }, { call: fill, with: { box: "null" } }]
- { reply: all, errno: EFAULT }`;
    expect(statementsOf(steps)).toBe(c`
      if (cmd->start == 0 && cmd->length == U64_MAX) {
              /*
               * RFC: to be written, in this order:
               * - box_shake()
               * - box_ucmd_respond(), which may fail with EFAULT
               */
              return -EOPNOTSUPP;
      }

      if (cmd->length)
              return -EINVAL;

      /*
       * RFC: to be written, in this order:
       * - box_fill(), which may fail with EBUSY and ENOMEM
       * - box_ucmd_respond(), which may fail with EFAULT
       */
      return -EOPNOTSUPP;
    `);
  });

  const twice = (between: string): string => `
- switch: flags & RED
  cases: { RED: [{ call: shake }] }
  otherwise: [{ call: fill, with: { box: "null" } }]${between}
- switch: flags & RED
  cases: { RED: [{ keeps: the shaking }] }
  otherwise: [{ keeps: the filling }]
- { reply: all, errno: EFAULT }`;

  it('on what has been decided tells of the way that is gone, and of no other', () => {
    expect(statementsOf(twice(''))).toBe(c`
      if (cmd->flags & BOX_RED) {
              /*
               * RFC: to be written, in this order:
               * - box_shake()
               * - what a later failure does not take back: the shaking
               * - box_ucmd_respond(), which may fail with EFAULT
               */
              return -EOPNOTSUPP;
      }

      /*
       * RFC: to be written, in this order:
       * - box_fill(), which may fail with EBUSY and ENOMEM
       * - what a later failure does not take back: the filling
       * - box_ucmd_respond(), which may fail with EFAULT
       */
      return -EOPNOTSUPP;
    `);
  });

  it('on what has been decided and then set tells of both ways', () => {
    const text = statementsOf(twice('\n- { call: fill, with: { box: "null" }, gives: { weight: flags } }'));
    expect(text.match(/the shaking/g)).toHaveLength(2);
    expect(text.match(/the filling/g)).toHaveLength(2);
  });

  it('with one case and an errno is a check', () => {
    const steps = '- switch: op\n  cases:\n    PUT: [{ reject: start, errno: EINVAL }]\n  otherwise: EOPNOTSUPP';
    expect(statementsOf(`${steps}\n${shake}`)).toContain(c`
      if (cmd->op != BOX_OP_PUT)
              return -EOPNOTSUPP;
      if (cmd->start)
              return -EINVAL;
    `);
  });

  it('of several cases drops in each what it holds, whichever way it ends', () => {
    const steps = `
- switch: op
  cases:
    NONE: []
    PUT:
      - { lookup: box, id: box_id, errno: ENOENT }
      - { reject: small, errno: EINVAL }
    GET: [{ call: shake }]
  otherwise: EOPNOTSUPP
- { reject: "!capable(CAP_SYS_ADMIN)", errno: EPERM }
- { reply: [length], errno: EFAULT }`;
    expect(statementsOf(steps)).toBe(c`
      switch (cmd->op) {
      case BOX_OP_NONE:
              break;
      case BOX_OP_PUT:
              box = box_get(ucmd->ictx, cmd->box_id);
              if (IS_ERR(box))
                      return PTR_ERR(box);

              if (cmd->small) {
                      box_put(ucmd->ictx, &box->obj);
                      return -EINVAL;
              }

              box_put(ucmd->ictx, &box->obj);
              break;
      case BOX_OP_GET:
              /*
               * RFC: to be written, in this order:
               * - box_shake()
               * - a check for EPERM: !capable(CAP_SYS_ADMIN)
               * - copy_to_user() of cmd->length, which may fail with EFAULT
               */
              return -EOPNOTSUPP;
      default:
              return -EOPNOTSUPP;
      }

      if (!capable(CAP_SYS_ADMIN))
              return -EPERM;

      /*
       * RFC: to be written: copy_to_user() of cmd->length, which may fail
       * with EFAULT.
       */
      return -EOPNOTSUPP;
    `);
    expect(handlerOf(steps).text).not.toContain('int rc;');
  });

  it('on the state of the model is a comment: the effect in it is where the function ends', () => {
    const steps =
      '- { lookup: box, id: box_id, errno: ENOENT }\n- switch: box.full\n  cases:\n    true: [{ call: shake }]';
    expect(statementsOf(`${steps}\n- { reject: small, errno: EINVAL }`)).toContain(c`
      /*
       * RFC: to be written, in this order:
       * - if box.full:
       *   - box_shake()
       * - a check for EINVAL: cmd->small
       */
      rc = -EOPNOTSUPP;
    `);
  });
});

describe('a loop over an array in user memory', () => {
  const steps = `
- { lookup: box, id: box_id, errno: ENOENT }
- each: thing
  of: box_thing
  at: things
  count: count
  errno: EFAULT
  do:
    - { reject: thing.weight == 0, errno: EINVAL }
    - { call: fill, with: { box: box } }
- { reject: small, errno: ERANGE }
${shake}`;

  it('copies each element before its checks, and makes the checks of all', () => {
    expect(handlerOf(steps).text).toBe(c`
      int box_try(struct box_ucmd *ucmd)
      {
              struct box_try *cmd = ucmd->cmd;
              struct box_thing __user *things;
              struct box *box;
              int rc;
              u32 i;

              box = box_get(ucmd->ictx, cmd->box_id);
              if (IS_ERR(box))
                      return PTR_ERR(box);

              things = u64_to_user_ptr(cmd->things);
              for (i = 0; i != cmd->count; i++) {
                      struct box_thing thing;

                      if (copy_from_user(&thing, &things[i], sizeof(thing))) {
                              rc = -EFAULT;
                              goto out_put_box;
                      }

                      if (thing.weight == 0) {
                              rc = -EINVAL;
                              goto out_put_box;
                      }

                      /*
                       * RFC: to be written: box_fill(), which may fail with EBUSY and
                       * ENOMEM.
                       */
              }

              /*
               * RFC: to be written, in this order:
               * - a check for ERANGE: cmd->small
               * - box_shake()
               */
              rc = -EOPNOTSUPP;

      out_put_box:
              box_put(ucmd->ictx, &box->obj);
              return rc;
      }
    `);
  });

  it('goes on after it where it only checks', () => {
    expect(statementsOf(steps.replace('- { call: fill, with: { box: box } }', ''))).toContain(c`
      if (cmd->small) {
              rc = -ERANGE;
              goto out_put_box;
      }
    `);
  });

  it('in a loop has names of its own, and drops what each element takes', () => {
    const nested = `
- each: thing
  of: box_thing
  at: things
  count: length
  errno: EFAULT
  do:
    - { lookup: box, id: thing.box_id, errno: ENOENT }
    - each: thing
      of: box_thing
      at: thing.weight
      count: thing.kind
      errno: ERANGE
      do: [{ reject: thing.weight, errno: EINVAL }]
${shake}`;
    expect(statementsOf(nested)).toContain(c`
      for (i = 0; i != cmd->length; i++) {
              struct box_thing __user *inner_things;
              struct box_thing thing;
              struct box *box;
              u32 inner_i;

              if (copy_from_user(&thing, &things[i], sizeof(thing)))
                      return -EFAULT;

              box = box_get(ucmd->ictx, thing.box_id);
              if (IS_ERR(box))
                      return PTR_ERR(box);

              inner_things = u64_to_user_ptr(thing.weight);
              for (inner_i = 0; inner_i != thing.kind; inner_i++) {
                      struct box_thing inner_thing;

                      if (copy_from_user(&inner_thing, &inner_things[inner_i],
                                         sizeof(inner_thing))) {
                              box_put(ucmd->ictx, &box->obj);
                              return -ERANGE;
                      }

                      if (inner_thing.weight) {
                              box_put(ucmd->ictx, &box->obj);
                              return -EINVAL;
                      }
              }

              box_put(ucmd->ictx, &box->obj);
      }
    `);
    expect(handlerOf(nested).text).toContain('\tu64 i;\n');
  });

  it('on the state of the model that does nothing is told, and checks come after it', () => {
    const steps = `
- { lookup: box, id: box_id, errno: ENOENT }
- switch: box.full
  cases:
    true: [{ set: length, to: 0 }]
- { reject: small, errno: EINVAL }
- { reject: length == 1, errno: ERANGE, doc: The length is unknown. }`;
    expect(statementsOf(`${steps}\n${shake}`)).toContain(c`
      /*
       * RFC: to be written, in this order:
       * - if box.full:
       *   - cmd->length = 0
       */

      if (cmd->small) {
              rc = -EINVAL;
              goto out_put_box;
      }

      /*
       * RFC: to be written, in this order:
       * - a check for ERANGE: The length is unknown
       * - box_shake()
       */
    `);
  });

  it('does not name a case that does nothing where the others need no default', () => {
    const steps = `
- switch: op
  cases: { NONE: [], PUT: [{ reject: small, errno: EINVAL }], GET: [] }`;
    expect(statementsOf(`${steps}\n${shake}`)).toContain(c`
      switch (cmd->op) {
      case BOX_OP_PUT:
              if (cmd->small)
                      return -EINVAL;
              break;
      }
    `);
  });
});
