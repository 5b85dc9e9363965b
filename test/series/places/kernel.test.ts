import { describe, expect, test } from 'vitest';
import type { HandlerAmendment } from '../../../src/emit/kernel/fragments.ts';
import { amendFunction } from '../../../src/series/places/amendment.ts';
import { addArgument } from '../../../src/series/places/argument-buffer.ts';
import { PlaceMissing } from '../../../src/series/places/failure.ts';
import { addFunction, addPrototype } from '../../../src/series/places/function.ts';
import { addInclude } from '../../../src/series/places/include.ts';
import { addOperation } from '../../../src/series/places/operation-table.ts';

const main = `#include <linux/fs.h>
#include <linux/slab.h>
#include <uapi/linux/box.h>

#include "private.h"

union buffer {
	struct box_close close;
	struct box_open open;
#ifdef CONFIG_TEST
	struct box_test test;
#endif
};

#define IOCTL_OP(_ioctl, _fn) [_ioctl] = { .fn = _fn }
static const struct op ops[] = {
	IOCTL_OP(BOX_CLOSE, box_close),
	IOCTL_OP(BOX_OPEN,
		 box_open),
#ifdef CONFIG_TEST
	IOCTL_OP(BOX_A_TEST, box_test),
#endif
};

int box_open(struct cmd *cmd)
{
	if (cmd->flags &
	    ~QUIET)
		return -EOPNOTSUPP;
	if (cmd->lid)
		return -EBUSY;

	if (cmd->lid)
		return -EBUSY;
}
`;

describe('addOperation', () => {
  test.each([
    ['between', 'BOX_LIFT', '\tIOCTL_OP(BOX_CLOSE, box_close),\n', true],
    ['last, but before what is conditional', 'BOX_SHAKE', '\t\t box_open),\n', true],
    ['first', 'BOX_AIM', '\tIOCTL_OP(BOX_CLOSE', false],
    ['first, though what is conditional stands before it in the alphabet', 'BOX_B', '\tIOCTL_OP(BOX_CLOSE', false],
  ])('puts a row %s', (_, ioctl, neighbour, after) => {
    const row = `\tIOCTL_OP(${ioctl}, f),`;
    expect(addOperation(main, 'ops', ioctl, row)).toBe(
      main.replace(neighbour, after ? `${neighbour}${row}\n` : `${row}\n${neighbour}`),
    );
  });

  test('refuses a second row of an ioctl', () => {
    expect(() => addOperation(main, 'ops', 'BOX_OPEN', '')).toThrow('ops has a row of BOX_OPEN already');
  });

  test('says what it looked for', () => {
    expect(() => addOperation(main, 'operations', 'X', '')).toThrow(new PlaceMissing('the initialiser of operations'));
    expect(() => addOperation('int ops[] = { 1 };', 'ops', 'X', '')).toThrow(
      new PlaceMissing('a row IOCTL_OP(...) in ops'),
    );
  });
});

describe('addArgument', () => {
  test('keeps the order of the structs', () => {
    expect(addArgument(main, 'buffer', 'box_shake', '\tstruct box_shake shake;')).toBe(
      main.replace('\tstruct box_open open;\n', '\tstruct box_open open;\n\tstruct box_shake shake;\n'),
    );
  });

  test('refuses a struct that is there', () => {
    expect(() => addArgument(main, 'buffer', 'box_test', '')).toThrow('union buffer has struct box_test already');
  });
});

describe('functions', () => {
  test('go after the first neighbour that the file has', () => {
    expect(
      addFunction(`${main}\nint box_last(void)\n{\n}\n`, 'box_new', 'int box_new(void)\n{\n}', [
        'box_gone',
        'box_open',
      ]),
    ).toBe(`${main}\nint box_new(void)\n{\n}\n\nint box_last(void)\n{\n}\n`);
  });

  test('are declared after the declaration of a neighbour', () => {
    expect(addPrototype('int a(void);\nint b(int x,\n      int y);\nint c(void);\n', 'd', 'int d(void);', ['b'])).toBe(
      'int a(void);\nint b(int x,\n      int y);\nint d(void);\nint c(void);\n',
    );
  });

  test('are refused where they are already, and where no neighbour is', () => {
    expect(() => addFunction(main, 'box_open', '', ['box_open'])).toThrow('box_open() is there already');
    expect(() => addFunction(main, 'box_new', '', ['a', 'b'])).toThrow(new PlaceMissing('the function a or b'));
    expect(() => addPrototype(main, 'box_new', '', ['a'])).toThrow(new PlaceMissing('the declaration of a'));
  });
});

describe('amendFunction', () => {
  const amendment: HandlerAmendment = {
    ioctl: 'BOX_OPEN',
    function: 'box_open',
    file: 'main.c',
    anchor: ['if (cmd->flags & ~QUIET) return -EOPNOTSUPP;'],
    where: 'replace',
    text: '\tif (cmd->flags & ~(QUIET | DARK))\n\t\treturn -EOPNOTSUPP;',
    includes: [],
  };

  test('replaces whole lines', () => {
    expect(amendFunction(main, amendment)).toBe(
      main.replace('\tif (cmd->flags &\n\t    ~QUIET)\n\t\treturn -EOPNOTSUPP;', amendment.text),
    );
  });

  test('adds before and after with an empty line between', () => {
    const text = '\tdo();';
    const anchor = '\tif (cmd->flags &\n\t    ~QUIET)\n\t\treturn -EOPNOTSUPP;\n';
    expect(amendFunction(main, { ...amendment, where: 'before', text })).toBe(
      main.replace(anchor, `\tdo();\n\n${anchor}`),
    );
    expect(amendFunction(main, { ...amendment, where: 'after', text })).toBe(
      main.replace(anchor, `${anchor}\n\tdo();\n\n`),
    );
  });

  test('takes the first alternative that occurs once', () => {
    const anchor = ['if (cmd->lid) return -EBUSY;', 'none();', ...amendment.anchor];
    expect(amendFunction(main, { ...amendment, anchor })).toBe(amendFunction(main, amendment));
  });

  test('refuses to guess between two occurrences', () => {
    expect(() => amendFunction(main, { ...amendment, anchor: ['if (cmd->lid) return -EBUSY;'] })).toThrow(
      new PlaceMissing('in box_open() the statement "if (cmd->lid) return -EBUSY;", which occurs more than once'),
    );
  });

  test('looks in the body of the function only', () => {
    expect(() => amendFunction(main, { ...amendment, anchor: ['IOCTL_OP(BOX_CLOSE, box_close)'] })).toThrow(
      PlaceMissing,
    );
    expect(() => amendFunction(main, { ...amendment, function: 'box_shut' })).toThrow(
      new PlaceMissing('the function box_shut()'),
    );
  });

  test('refuses to cut a line in two', () => {
    const crowded = 'int f(void)\n{\n\tg(); h();\n}\n';
    expect(() => amendFunction(crowded, { ...amendment, function: 'f', anchor: ['h();'] })).toThrow(
      'on a line of its own',
    );
  });
});

describe('addInclude', () => {
  test('keeps the order among the headers of its folder', () => {
    expect(addInclude(main, 'linux/iommu.h')).toBe(main.replace('fs.h>\n', 'fs.h>\n#include <linux/iommu.h>\n'));
    expect(addInclude(main, 'linux/a.h')).toBe(`#include <linux/a.h>\n${main}`);
  });

  test('leaves a file that has it as it is', () => {
    expect(addInclude(main, 'linux/slab.h')).toBe(main);
  });
});
