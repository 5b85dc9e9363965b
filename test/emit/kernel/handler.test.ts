import { describe, expect, it } from 'vitest';
import { includesOf } from '../../../src/emit/kernel/includes.ts';
import { handlerOf, statementsOf } from './support/box.ts';
import { c } from './support/c.ts';

const shake = '- { call: shake }';

describe('a check', () => {
  it('returns at once while nothing is held', () => {
    expect(statementsOf(`- { reject: flags & ~(RED | BLUE), errno: EOPNOTSUPP }\n${shake}`)).toBe(c`
      if (cmd->flags & ~(BOX_RED | BOX_BLUE))
              return -EOPNOTSUPP;

      /* RFC: to be written: box_shake(). */
      return -EOPNOTSUPP;
    `);
  });

  it('stands close to its neighbours and is broken as the kernel breaks conditions', () => {
    const long = 'start == length || (flags & (RED | BLUE)) == (RED | BLUE) || start + length < start || !count';
    expect(
      statementsOf(`- { reject: "${long}", errno: EINVAL }\n- { reject: small, errno: ERANGE }\n${shake}`),
    ).toMatch(
      c`
      if (cmd->start == cmd->length ||
          (cmd->flags & (BOX_RED | BOX_BLUE)) == (BOX_RED | BOX_BLUE) ||
          cmd->start + cmd->length < cmd->start || !cmd->count)
              return -EINVAL;
      if (cmd->small)
              return -ERANGE;
    `,
    );
  });

  it('drops what is held, the last first, through labels', () => {
    const steps = `
- { lookup: box, id: box_id, errno: ENOENT }
- { lookup: file, id: fd, errno: EBADF }
- { reject: start > 2, errno: ERANGE }
${shake}`;
    expect(handlerOf(steps).text).toBe(c`
      int box_try(struct box_ucmd *ucmd)
      {
              struct box_try *cmd = ucmd->cmd;
              struct file *file;
              struct box *box;
              int rc;

              box = box_get(ucmd->ictx, cmd->box_id);
              if (IS_ERR(box))
                      return PTR_ERR(box);

              file = fget(cmd->fd);
              if (!file) {
                      rc = -EBADF;
                      goto out_put_box;
              }

              if (cmd->start > 2) {
                      rc = -ERANGE;
                      goto out_put_file;
              }

              /* RFC: to be written: box_shake(). */
              rc = -EOPNOTSUPP;

      out_put_file:
              fput(file);
      out_put_box:
              box_put(ucmd->ictx, &box->obj);
              return rc;
      }
    `);
  });

  it('is a comment where it asks for the state of the model, in the place that it has', () => {
    const { text, open } = handlerOf(`
- { lookup: box, id: box_id, errno: ENOENT }
- { reject: box.full, errno: EBUSY, doc: "The \`box\` is full. No end: */" }
- { reject: small, errno: ERANGE }
${shake}`);
    expect(text).toContain(
      '\t/*\n\t * RFC: to be written: a check for EBUSY: The box is full. No end: *\\/.\n\t */\n\n\tif (cmd->small) {\n',
    );
    expect(open).toEqual([
      'To be written: box_shake().',
      'To be written: a check for EBUSY: The box is full. No end: */.',
    ]);
  });

  it('is left out where it can never fail', () => {
    const steps = `- { set: length, to: 0 }\n- { reject: length > 0, errno: EINVAL }\n${shake}`;
    expect(handlerOf(steps).text).not.toContain('if (');
  });
});

describe('a look-up', () => {
  it("passes on the getter's own errno, and gives the spec's where it differs", () => {
    const steps =
      '- { lookup: box, id: box_id, errno: ENOENT }\n- { lookup: box, id: other_id, as: other, errno: EPERM }';
    expect(statementsOf(`${steps}\n${shake}`)).toContain(c`
      other = box_get(ucmd->ictx, cmd->other_id);
      if (IS_ERR(other)) {
              rc = -EPERM;
              goto out_put_box;
      }
    `);
  });

  it('has no label that nothing jumps to', () => {
    expect(statementsOf(`- { lookup: box, id: box_id, errno: ENOENT }\n${shake}`)).toBe(c`
      box = box_get(ucmd->ictx, cmd->box_id);
      if (IS_ERR(box))
              return PTR_ERR(box);

      /* RFC: to be written: box_shake(). */
      rc = -EOPNOTSUPP;

      box_put(ucmd->ictx, &box->obj);
      return rc;
    `);
  });

  it('of a second object under a name that is held takes another variable', () => {
    const steps = '- { lookup: box, id: box_id, errno: ENOENT }\n- { lookup: box, id: other_id, errno: ENOENT }';
    expect(statementsOf(`${steps}\n${shake}`)).toContain(c`
      box2 = box_get(ucmd->ictx, cmd->other_id);
      if (IS_ERR(box2)) {
              rc = PTR_ERR(box2);
              goto out_put_box;
      }
    `);
  });

  it('under a word of C takes another variable', () => {
    expect(statementsOf(`- { lookup: box, id: box_id, as: register, errno: ENOENT }\n${shake}`)).toContain(
      'register2 = box_get(',
    );
  });

  it('of a kind that C has no getter for is a comment', () => {
    expect(statementsOf(`- { lookup: ghost, id: box_id, errno: ENOENT }\n${shake}`)).toBe(c`
      /*
       * RFC: to be written, in this order:
       * - a look-up of the ghost that cmd->box_id names, or ENOENT
       * - box_shake()
       */
      return -EOPNOTSUPP;
    `);
  });
});

describe('a value that is set', () => {
  it('stands in the place of what reads it', () => {
    const steps = `
- { set: let end, to: start + length }
- { reject: end < start, errno: EOVERFLOW }
- { set: length, to: start - 1 }
- { reject: length > 1, errno: EINVAL }
- { set: small, to: count }
- { reject: small == 2, errno: ERANGE, doc: A narrow field holds a part of the value. }
${shake}`;
    expect(statementsOf(steps)).toBe(c`
      if (cmd->start + cmd->length < cmd->start)
              return -EOVERFLOW;
      if (cmd->start - 1 > 1)
              return -EINVAL;

      /*
       * RFC: to be written, in this order:
       * - cmd->length = cmd->start - 1
       * - cmd->small = cmd->count
       * - a check for ERANGE: A narrow field holds a part of the value
       * - box_shake()
       */
      return -EOPNOTSUPP;
    `);
  });
});

describe('a handler', () => {
  it('says what is to be done, in order, where the effect would be', () => {
    const steps = `
- { call: fill, with: { box: "null" }, gives: { weight: length } }
- { keeps: the thing in the box }
- { set: count, to: count + 1 }
- switch: op
  cases:
    PUT: [{ fault: driver }]
  otherwise: EINVAL
- { reply: all, errno: EFAULT }`;
    expect(handlerOf(steps)).toEqual({
      text: c`
        int box_try(struct box_ucmd *ucmd)
        {
                /*
                 * RFC: to be written, in this order:
                 * - box_fill(), which gives cmd->length and may fail with EBUSY and
                 *   ENOMEM
                 * - what a later failure does not take back: the thing in the box
                 * - cmd->count = cmd->count + 1
                 * - if cmd->op == BOX_OP_PUT:
                 *   - a failure with the IOMMU driver's errno
                 * - otherwise:
                 *   - EINVAL
                 * - box_ucmd_respond(), which may fail with EFAULT
                 */
                return -EOPNOTSUPP;
        }
      `,
      open: [
        'To be written: box_fill() and box_ucmd_respond().',
        "To be written: a failure with the IOMMU driver's errno.",
        'To be written: EINVAL.',
      ],
    });
  });

  it('is static in the file that has the table', () => {
    expect(handlerOf(shake, 'main.c').text).toMatch(/^static int box_try\(/);
  });

  it('names the headers of what it calls, and not of what it only tells', () => {
    const calls = '/* fget() */\nif (!capable(CAP_SYS_ADMIN))\n\tfput(file);\n/*\n * eventfd_ctx_put()\n */';
    expect(includesOf(calls)).toEqual(['linux/capability.h', 'linux/file.h']);
    expect(includesOf('/* fget() and capable() */')).toEqual([]);
  });

  it('has something to be written where the spec has no effect', () => {
    const { text, open } = handlerOf('- { reject: flags, errno: EOPNOTSUPP }');
    expect(text).toContain('\t/* RFC: to be written: what BOX_TRY does. */\n\treturn -EOPNOTSUPP;\n');
    expect(open).toEqual(['To be written: what BOX_TRY does.']);
  });
});
