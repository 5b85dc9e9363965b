import { describe, expect, test } from 'vitest';
import { addCommandNumber } from '../../../src/series/places/command-number.ts';
import { addDeclaration } from '../../../src/series/places/declaration.ts';
import { AlreadyThere, PlaceMissing } from '../../../src/series/places/failure.ts';
import { growDefinition, type Growth } from '../../../src/series/places/members.ts';

const header = `enum {
	BOX_CMD_BASE = 0x10,
	BOX_CMD_OPEN = BOX_CMD_BASE,
	BOX_CMD_CLOSE = 0x11,
	BOX_CMD_LATE = 0x20,
};

/**
 * enum box_flags - how a box is opened
 * @BOX_QUIET: No noise, and
 *             no light.
 */
enum box_flags {
	BOX_QUIET = 1 << 0
};

/**
 * struct box_open - ioctl(BOX_OPEN)
 * @size: sizeof(struct box_open)
 *
 * Opens a box. What
 * @size means is said above.
 */
struct box_open {
	__u32 size;
	/* The end. */
};
#define BOX_OPEN _IO(BOX_TYPE, \\
		     BOX_CMD_OPEN)

/**
 * struct box_close - ioctl(BOX_CLOSE)
 */
struct box_close {
	__u32 size;
};
#define BOX_CLOSE _IO(BOX_TYPE, BOX_CMD_CLOSE)
#endif
`;

describe('addCommandNumber', () => {
  const shake = { name: 'BOX_CMD_SHAKE', number: 0x12, line: '\tBOX_CMD_SHAKE = 0x12,' };

  test('keeps the order of the numbers', () => {
    expect(addCommandNumber(header, 'BOX_CMD_OPEN', shake)).toBe(
      header.replace('0x11,\n', '0x11,\n\tBOX_CMD_SHAKE = 0x12,\n'),
    );
  });

  test('adds the comma that the last one lacks', () => {
    expect(addCommandNumber('enum {\n\tA = 1\n};\n', 'A', { name: 'B', number: 2, line: '\tB = 2,' })).toBe(
      'enum {\n\tA = 1,\n\tB = 2,\n};\n',
    );
  });

  test.each([
    ['a number', { ...shake, number: 0x20 }, 'number 0x20 is BOX_CMD_LATE'],
    ['a number given through another name', { ...shake, number: 0x10 }, 'number 0x10 is BOX_CMD_BASE'],
    ['a name', { ...shake, name: 'BOX_CMD_LATE' }, 'BOX_CMD_LATE is there already'],
  ])('refuses %s that is taken', (_, command, message) => {
    expect(() => addCommandNumber(header, 'BOX_CMD_OPEN', command)).toThrow(new AlreadyThere(message));
  });

  test('counts on where a value is not written', () => {
    expect(() => addCommandNumber('enum { A = 7, B, C };', 'A', { name: 'D', number: 9, line: '' })).toThrow(
      'number 0x9 is C',
    );
  });

  test('says what it looked for', () => {
    expect(() => addCommandNumber('struct a;', 'BOX_CMD_OPEN', shake)).toThrow(
      new PlaceMissing('the enum of commands, with BOX_CMD_OPEN'),
    );
  });
});

describe('addDeclaration', () => {
  const adds = [{ kind: 'struct', name: 'box_shake' }] as const;
  const before = [
    { kind: 'macro', name: 'BOX_OPEN' },
    { kind: 'macro', name: 'BOX_PEEK' },
  ] as const;

  test('goes after the nearest neighbour that the file has', () => {
    expect(addDeclaration(header, 'struct box_shake {\n};', adds, before, [])).toBe(
      header.replace('\t\t     BOX_CMD_OPEN)\n', '\t\t     BOX_CMD_OPEN)\n\nstruct box_shake {\n};\n'),
    );
  });

  test('goes after the last of several neighbours', () => {
    const both = [before[0], { kind: 'macro', name: 'BOX_CLOSE' }] as const;
    expect(addDeclaration(header, 'NEW', [], both, [])).toBe(
      header.replace('BOX_CMD_CLOSE)\n', 'BOX_CMD_CLOSE)\n\nNEW\n'),
    );
  });

  test('goes before the comment of the next one, where nothing stands before it', () => {
    expect(
      addDeclaration(header, 'NEW', [], [{ kind: 'enum', name: 'none' }], [{ kind: 'struct', name: 'box_open' }]),
    ).toBe(header.replace('/**\n * struct box_open', 'NEW\n\n/**\n * struct box_open'));
  });

  test('refuses what is there already', () => {
    expect(() => addDeclaration(header, '', [{ kind: 'struct', name: 'box_close' }], before, [])).toThrow(
      'struct box_close is there already',
    );
  });

  test('names the neighbours that it looked for', () => {
    expect(() => addDeclaration('', 'NEW', adds, before, [])).toThrow(new PlaceMissing('a neighbour: macro BOX_PEEK'));
  });
});

describe('growDefinition', () => {
  const fields: Growth = {
    keyword: 'struct',
    name: 'box_open',
    adds: ['flags'],
    lines: ['\t__u32 flags;'],
    members: [' * @flags: How.'],
    more: [],
    paragraphs: [' * With flags.'],
  };

  test('adds a field at the end, and its description after that of the last member', () => {
    const grown = growDefinition(header, fields);
    expect(grown).toContain(' * @size: sizeof(struct box_open)\n * @flags: How.\n *\n * Opens');
    expect(grown).toContain(' * @size means is said above.\n *\n * With flags.\n */\n');
    expect(grown).toContain('\t/* The end. */\n\t__u32 flags;\n};\n');
  });

  test('says more of a member behind what is said of it, which becomes a sentence', () => {
    const more = [{ member: 'size', lines: [' *        May grow.'] }];
    expect(growDefinition(header, { ...fields, more })).toContain(
      ' * @size: sizeof(struct box_open)\n *        May grow.\n * @flags: How.\n *\n * Opens',
    );
    const plain = header.replace('sizeof(struct box_open)', 'the length\n *        in bytes');
    expect(growDefinition(plain, { ...fields, lines: [], members: [], more })).toContain(
      ' * @size: the length\n *        in bytes.\n *        May grow.\n *\n * Opens',
    );
    expect(() => growDefinition(header, { ...fields, more: [{ member: 'lid', lines: [''] }] })).toThrow(
      '@lid in the comment that describes struct box_open',
    );
  });

  test('adds a value, and the comma that the last one lacks', () => {
    const grown = growDefinition(header, {
      keyword: 'enum',
      name: 'box_flags',
      adds: ['BOX_DARK'],
      lines: ['\tBOX_DARK = 1 << 1,'],
      members: [' * @BOX_DARK: No light.'],
      more: [],
      paragraphs: [],
    });
    expect(grown).toContain('no light.\n * @BOX_DARK: No light.\n */\n');
    expect(grown).toContain('\tBOX_QUIET = 1 << 0,\n\tBOX_DARK = 1 << 1,\n};\n');
  });

  test('changes nothing else', () => {
    const added = growDefinition(header, fields)
      .split('\n')
      .filter((line) => !header.split('\n').includes(line));
    expect(added).toEqual([' * @flags: How.', ' * With flags.', '\t__u32 flags;']);
  });

  test('refuses a field that is there', () => {
    expect(() => growDefinition(header, { ...fields, adds: ['size'] })).toThrow('struct box_open has size already');
  });

  test('says that the definition or its comment is missing', () => {
    expect(() => growDefinition(header, { ...fields, name: 'lid' })).toThrow(
      new PlaceMissing('the definition of struct lid'),
    );
    expect(() => growDefinition(header, { ...fields, name: 'box_close' })).toThrow(
      'the line of a member in the comment',
    );
    expect(() => growDefinition('struct box_open {\n\tint a;\n};\n', fields)).toThrow(
      'the comment that describes struct box_open',
    );
  });
});
