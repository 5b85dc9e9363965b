import { describe, expect, it } from 'vitest';
import type { HandlerAmendment } from '../../../src/emit/kernel/fragments.ts';
import { handler } from '../../../src/emit/kernel/handler.ts';
import { kernelFragments } from '../../../src/emit/kernel/kernel-fragments.ts';
import type { Proposal } from '../../../src/spec/interface.ts';
import { amendFunction } from '../../../src/series/places/amendment.ts';
import { printer } from '../../support/templates.ts';
import { proposalOn, tryIn } from './support/box.ts';
import { c } from './support/c.ts';

const base = `
- { reject: flags & ~(RED | BLUE), errno: EOPNOTSUPP, place: known }
- { lookup: box, id: box_id, errno: ENOENT, place: find }
- { call: fill, with: { box: box }, place: fill }
- { reply: all, errno: EFAULT }
`;

const green = '- { enum: box_flags, values: [{ name: GREEN, bit: 2, doc: Green. }] }';
const knowGreen = '- { replace: known, steps: [{ reject: flags & ~(RED | BLUE | GREEN), errno: EOPNOTSUPP }] }';

function indented(text: string, by: number): string {
  return text
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n');
}

/** @param more what else the proposal amends, and what it declares, as YAML */
function proposal(steps: string, changes: string, more = '', declarations = ''): Proposal {
  const own = `  - ioctl: BOX_TRY\n    steps:\n${indented(changes, 6)}`;
  return proposalOn(steps, `amend:\n${indented(more, 2)}\n${changes === '' ? '' : own}\n${declarations}`);
}

function amendments(...of: Parameters<typeof proposal>): readonly HandlerAmendment[] {
  return kernelFragments(proposal(...of), printer()).amendments;
}

/** The handler of the base with all changes made, in their order. */
function amended(...of: Parameters<typeof proposal>): string {
  const made = proposal(...of);
  const { text } = handler(tryIn(made.base), made.base, printer());
  return amendments(...of).reduce((source, each) => amendFunction(source, each), `${text}\n`);
}

/** The text of a change, one tab less deep. */
function shown(amendment: HandlerAmendment | undefined): string {
  return (amendment?.text ?? '').replaceAll(/^\t/gm, '');
}

describe('a change of a handler', () => {
  it('replaces a check, and goes by its tokens', () => {
    const changes =
      '- { replace: known, steps: [{ reject: flags & ~RED, errno: EINVAL }, { reject: small, errno: ERANGE }] }';
    expect(amendments(base, changes)).toEqual([
      {
        ioctl: 'BOX_TRY',
        function: 'box_try',
        file: 'drivers/iommu/box/lid.c',
        anchor: [
          'if (cmd->flags & ~(BOX_RED | BOX_BLUE)) return -EOPNOTSUPP;',
          'if (cmd->flags & ~(BOX_RED | BOX_BLUE)) { ... rc = -EOPNOTSUPP; goto ...; }',
          'if (cmd->flags & ~(BOX_RED | BOX_BLUE)) { ... return -EOPNOTSUPP; }',
        ],
        where: 'replace',
        text: '\tif (cmd->flags & ~BOX_RED)\n\t\treturn -EINVAL;\n\tif (cmd->small)\n\t\treturn -ERANGE;',
        includes: [],
      },
    ]);
  });

  it('puts what comes before and after a check that stays on its two sides', () => {
    const changes = `- replace: known
  steps:
    - { reject: small, errno: EINVAL }
    - { stays: known }
    - { reject: count, errno: ERANGE }`;
    expect(amendments(base, changes).map(({ where, text }) => [where, text])).toEqual([
      ['before', '\tif (cmd->small)\n\t\treturn -EINVAL;'],
      ['after', '\tif (cmd->count)\n\t\treturn -ERANGE;'],
    ]);
  });

  it('drops what the function holds at that place, where it leaves it', () => {
    const [only] = amendments(base, '- { after: find, steps: [{ reject: small, errno: EINVAL }] }');
    expect(only?.anchor[0]).toBe('box = box_get(ucmd->ictx, cmd->box_id); if (IS_ERR(box)) return PTR_ERR(box);');
    expect(shown(only)).toBe(c`
      if (cmd->small) {
              box_put(ucmd->ictx, &box->obj);
              return -EINVAL;
      }
    `);
  });

  it('stands in the order of the list, also where several go by one step', () => {
    const changes = `- { after: find, steps: [{ reject: small, errno: EINVAL }] }
- { before: fill, steps: [{ reject: count, errno: ERANGE }] }
- { before: find, steps: [{ reject: start, errno: EPERM }] }
- { after: known, steps: [{ reject: length, errno: EBUSY }] }
- { replace: known, steps: [{ reject: flags, errno: EOPNOTSUPP }] }`;
    const errnos = [...amended(base, changes).matchAll(/return (?:-|PTR_)(\w+)/g)].map((match) => match[1]);
    expect(errnos).toEqual(['EOPNOTSUPP', 'EBUSY', 'EPERM', 'ERR', 'EINVAL', 'ERANGE']);
  });

  it('inside a branch is as deep as the branch', () => {
    const steps =
      '- switch: op\n  cases:\n    PUT: [{ reject: count, errno: EINVAL, place: count }]\n- { call: shake }';
    const [only] = amendments(steps, '- { before: count, steps: [{ reject: small, errno: ERANGE }] }');
    expect(only?.text).toBe('\t\tif (cmd->small)\n\t\t\treturn -ERANGE;');
  });

  it('tells what is to be done after it, also outside of its branch', () => {
    const steps = '- switch: op\n  cases:\n    PUT: [{ call: shake, place: shake }]\n- { reply: all, errno: EFAULT }';
    const inside = `- replace: shake
  steps:
    - switch: flags & GREEN
      cases: { GREEN: [{ call: fill, with: { box: "null" } }] }
      otherwise: [{ stays: shake }]`;
    const change = amendments(steps, inside, green).find((each) => each.text.includes('box_fill()'));
    expect(change?.text).toContain('box_ucmd_respond(), which may fail with EFAULT');
  });

  it('goes by the effect itself where the check before it is replaced', () => {
    const steps = '- { reject: small, errno: EINVAL, place: known }\n- { call: shake, place: shake }';
    const both = `- { replace: known, steps: [{ reject: count, errno: EINVAL }] }
- { before: shake, steps: [{ reject: start, errno: ERANGE }] }`;
    expect(amendments(steps, both).map((each) => [each.where, each.anchor[0]])).toEqual([
      ['replace', 'if (cmd->small) return -EINVAL;'],
      ['before', 'rc = box_shake(...);'],
    ]);
  });
});

describe('callers of today', () => {
  it('come through to the effect, past checks that C does not show', () => {
    const changes = '- { after: find, steps: [{ reject: box.full, errno: EBUSY, doc: The box is full. }] }';
    expect(shown(amendments(base, changes)[0])).toBe('/* RFC: to be written: a check for EBUSY: The box is full. */');
  });

  it('come through to the effect, past a new effect of theirs', () => {
    const {
      amendments: [only],
      open,
    } = kernelFragments(proposal(base, '- { before: fill, steps: [{ call: shake }] }'), printer());
    expect(shown(only)).toBe('/* RFC: to be written: box_shake(). */');
    expect(open).toEqual([{ place: 'box_try() in drivers/iommu/box/lid.c', what: 'To be written: box_shake().' }]);
  });

  it('keep an effect that a proposal replaces', () => {
    const changes = '- { replace: fill, steps: [{ call: shake }, { call: fill, with: { box: box } }] }';
    const [only] = amendments(base, changes);
    expect(only?.where).toBe('after');
    expect(shown(only)).toContain('RFC: to be written, in this order:');
    expect(only?.text).not.toContain('return');
  });

  it('are not made to hold more, nor is a field of theirs taken for what it is not yet', () => {
    const changes = `- { after: find, steps: [{ lookup: box, id: other_id, as: other, errno: ESRCH }] }
- { before: find, steps: [{ set: length, to: 0 }, { reject: length > count, errno: EINVAL }] }`;
    expect(amendments(base, changes).map(shown)).toEqual([
      '/*\n * RFC: to be written, in this order:\n * - cmd->length = 0\n * - a check for EINVAL: cmd->length > cmd->count\n */',
      '/*\n * RFC: to be written: a look-up of the box that cmd->other_id names, or\n * ESRCH.\n */',
    ]);
  });
});

describe('a new flag', () => {
  const changes = `${knowGreen}
- replace: fill
  steps:
    - switch: flags & GREEN
      cases:
        GREEN:
          - { lookup: file, id: fd, errno: EBADF }
          - { reject: small, errno: EINVAL }
          - { call: shake }
      otherwise: [{ stays: fill }]`;

  it('makes its own checks, and ends before the effect that does not know it', () => {
    expect(amended(base, changes, green)).toBe(c`
      int box_try(struct box_ucmd *ucmd)
      {
              struct box_try *cmd = ucmd->cmd;
              struct box *box;
              int rc;

              if (cmd->flags & ~(BOX_RED | BOX_BLUE | BOX_GREEN))
                      return -EOPNOTSUPP;

              box = box_get(ucmd->ictx, cmd->box_id);
              if (IS_ERR(box))
                      return PTR_ERR(box);

              if (cmd->flags & BOX_GREEN) {
                      struct file *file;

                      file = fget(cmd->fd);
                      if (!file) {
                              box_put(ucmd->ictx, &box->obj);
                              return -EBADF;
                      }

                      if (cmd->small) {
                              fput(file);
                              box_put(ucmd->ictx, &box->obj);
                              return -EINVAL;
                      }

                      /*
                       * RFC: to be written, in this order:
                       * - box_shake()
                       * - box_ucmd_respond(), which may fail with EFAULT
                       */
                      fput(file);
                      box_put(ucmd->ictx, &box->obj);
                      return -EOPNOTSUPP;
              }

              /*
               * RFC: to be written, in this order:
               * - box_fill(), which may fail with EBUSY and ENOMEM
               * - box_ucmd_respond(), which may fail with EFAULT
               */
              rc = -EOPNOTSUPP;

              box_put(ucmd->ictx, &box->obj);
              return rc;
      }

    `);
    expect(amendments(base, changes, green).flatMap((each) => each.includes)).toEqual(['linux/file.h']);
  });

  it('that is let in and has no steps ends behind the check that lets it in', () => {
    expect(shown(amendments(base, knowGreen, green)[0])).toBe(c`
      if (cmd->flags & ~(BOX_RED | BOX_BLUE | BOX_GREEN))
              return -EOPNOTSUPP;

      if (cmd->flags & BOX_GREEN) {
              /* RFC: to be written: what BOX_GREEN asks for. */
              return -EOPNOTSUPP;
      }
    `);
  });

  it('that is not let in needs no change', () => {
    expect(amendments(base, '', green)).toEqual([]);
  });

  it('that nothing checks ends before all else', () => {
    const unchecked = '- { lookup: box, id: box_id, errno: ENOENT }\n- { call: fill, with: { box: box } }';
    const [only] = amendments(unchecked, '', green);
    expect(only).toMatchObject({ where: 'before', text: expect.stringContaining('return -EOPNOTSUPP;') as unknown });
    expect(only?.anchor[0]).toMatch(/^box = box_get/);
  });

  it('ends also where only a part of its calls has steps', () => {
    const some = changes.replace('flags & GREEN', 'flags & (GREEN | RED)').replace('GREEN:', 'GREEN | RED:');
    expect(amended(base, some, green)).toContain('/* RFC: to be written: what BOX_GREEN asks for. */');
  });

  it.each([
    ['an effect that is only told', '- { before: fill, steps: [{ call: shake }] }'],
    ['a check that is only told', '- { after: find, steps: [{ reject: (flags & GREEN) || box.full, errno: EBUSY }] }'],
    ['a check behind the effect', '- { after: fill, steps: [{ reject: flags & GREEN, errno: EINVAL }] }'],
  ])('is not kept from the effect by %s', (_, more) => {
    const [first] = amendments(base, `${knowGreen}\n${more}`, green);
    expect(first?.text).toContain('if (cmd->flags & BOX_GREEN) {');
    expect(first?.text).toContain('what BOX_GREEN asks for');
  });

  it('is refused before all else where only a check behind the effect knows it', () => {
    const unchecked = `- { lookup: box, id: box_id, errno: ENOENT }
- { call: fill, with: { box: box }, place: fill }`;
    const late = '- { after: fill, steps: [{ reject: flags & GREEN, errno: EINVAL }] }';
    const [first] = amendments(unchecked, late, green);
    expect(first).toMatchObject({ where: 'before', text: expect.stringContaining('return -EOPNOTSUPP;') as unknown });
  });

  it('of a struct that grows ends the same way', () => {
    const grown =
      '- { struct: box_try, append: [{ name: more, type: u32, role: flags, enum: box_more, doc: More. }, { name: __pad, type: u32, role: reserved }] }';
    const declared = `declarations:
  - flags: box_more
    prefix: BOX_MORE_
    doc: More.
    values: [{ name: A, bit: 0, doc: A. }, { name: B, bit: 1, doc: B. }]`;
    const check = '- { before: find, steps: [{ reject: more & ~(A | B), errno: EOPNOTSUPP }] }';
    expect(shown(amendments(base, check, grown, declared)[0])).toBe(c`
      if (cmd->more & ~(BOX_MORE_A | BOX_MORE_B))
              return -EOPNOTSUPP;

      if (cmd->more & BOX_MORE_A) {
              /* RFC: to be written: what BOX_MORE_A asks for. */
              return -EOPNOTSUPP;
      }

      if (cmd->more & BOX_MORE_B) {
              /* RFC: to be written: what BOX_MORE_B asks for. */
              return -EOPNOTSUPP;
      }
    `);
  });
});

describe('a new value', () => {
  it('of an enum has a branch of its own', () => {
    const steps = `
- switch: op
  place: op
  cases: { NONE: [{ call: shake }], PUT: [{ reject: count, errno: EINVAL }] }
  otherwise: EOPNOTSUPP`;
    const lock = '- { enum: box_op, values: [{ name: LOCK, value: 3, doc: Lock. }] }';
    const changes = `- replace: op
  steps:
    - switch: op
      cases: { LOCK: [{ reject: length, errno: EINVAL }, { call: shake }] }
      otherwise: [{ stays: op }]`;
    const [only] = amendments(steps, changes, lock);
    expect(only).toMatchObject({ where: 'before', anchor: ['switch (cmd->op) {...}'] });
    expect(shown(only)).toBe(c`
      if (cmd->op == BOX_OP_LOCK) {
              if (cmd->length)
                      return -EINVAL;

              /* RFC: to be written: box_shake(). */
              return -EOPNOTSUPP;
      }
    `);
  });

  const grown = '- { struct: box_try, append: [{ name: mode, type: aligned_u64, doc: The mode. }] }';

  it('of an appended field ends where the effect of today would depend on it', () => {
    const used = '- { replace: fill, steps: [{ set: length, to: mode }, { stays: fill }] }';
    expect(shown(amendments(base, used, grown)[0])).toContain(c`
      if (cmd->mode) {
              /* RFC: to be written: what mode asks for. */
              return -EOPNOTSUPP;
      }
    `);
  });

  it('of an appended field is left alone where a check refuses it, or nothing depends on it', () => {
    const written = grown.replace('type: aligned_u64', 'type: aligned_u64, direction: out');
    expect(
      amendments(base, '- { replace: fill, steps: [{ set: length, to: mode }, { stays: fill }] }', written).map(shown),
    ).toEqual(['/* RFC: to be written: cmd->length = cmd->mode. */']);
    const refused = '- { before: find, steps: [{ reject: mode, errno: EOPNOTSUPP }] }';
    expect(amendments(base, refused, grown).map(shown)).toEqual(['if (cmd->mode)\n\treturn -EOPNOTSUPP;']);
    expect(amendments(base, '', grown)).toEqual([]);
  });
});

describe('variables of a change', () => {
  it('are declared with those of the function where it stands in no block', () => {
    const changes = `- before: find
  steps:
    - each: thing
      of: box_thing
      at: things
      count: count
      errno: EFAULT
      do: [{ reject: thing.weight == 0, errno: EINVAL }]`;
    expect(amendments(base, changes)[0]).toMatchObject({
      where: 'replace',
      anchor: ['struct box_try *cmd = ucmd->cmd;'],
      text: '\tstruct box_try *cmd = ucmd->cmd;\n\tstruct box_thing __user *things;\n\tu32 i;',
    });
    expect(amended(base, changes)).toContain('\tu32 i;\n\tstruct box *box;\n\tint rc;\n\n\tif (cmd->flags');
  });
});

describe('what only a person can write', () => {
  it('is told of functions that a proposal adds or changes', () => {
    const delta = proposalOn(
      base,
      `amend:
  - { verb: fill, steps: [{ before: room, steps: [{ reject: "!box.full", errno: EPERM, doc: Not yet. }] }] }
verbs:
  - verb: empty
    stands-for: box_empty
    doc: Takes out what is in a box. It is not given back.
    takes: { box: box }
    steps: [{ fault: ENOMEM }]
`,
    );
    expect(kernelFragments(delta, printer()).open).toEqual([
      { place: 'box_empty()', what: 'The function is to be written: Takes out what is in a box.' },
      { place: 'box_fill()', what: 'To be added: a check for EPERM: Not yet.' },
    ]);
  });
});
