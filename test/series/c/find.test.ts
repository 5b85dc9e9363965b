import { describe, expect, test } from 'vitest';
import {
  commentAbove,
  findArray,
  findDefinition,
  findEnumOf,
  findFunction,
  findMacro,
  findPrototype,
} from '../../../src/series/c/find.ts';
import { scan } from '../../../src/series/c/scan.ts';

const source = `/* struct box { int fake; }; */
#define BOX(_x)    \\
	{ .box = _x, \\
	}
enum {
	BOX_FIRST = 1,
};

enum {
	LID_FIRST = 1,
};

/**
 * struct box - a box
 */
struct box {
	struct { int deep; } inner;
};

int open_box(struct box *box);
static inline struct box *
close_box(struct box *box)
{
	open_box(box);
	return box;
}
#define LIST_BOXES 3

static const struct box boxes[] = {
	[0] = { .inner = { 1 } },
};
int open_box(struct box *box)
{
	return 0;
}
`;
const scanned = scan(source);

function text(place: { readonly start: number; readonly end: number } | null): string | null {
  return place === null ? null : source.slice(place.start, place.end);
}

describe('finding places in C', () => {
  test('a definition, not the words in a comment or a string', () => {
    expect(text(findDefinition(scanned, 'struct', 'box'))).toBe('struct box {\n\tstruct { int deep; } inner;\n};\n');
    expect(findDefinition(scanned, 'struct', 'fake')).toBeNull();
    expect(findDefinition(scan('char *s = "struct a { int b; };";'), 'struct', 'a')).toBeNull();
  });

  test('an enum without a name, by what it holds', () => {
    expect(text(findEnumOf(scanned, 'LID_FIRST'))).toBe('enum {\n\tLID_FIRST = 1,\n};\n');
    expect(findEnumOf(scanned, 'LID_SECOND')).toBeNull();
  });

  test('a function, not a call or a declaration of it', () => {
    expect(text(findFunction(scanned, 'open_box'))).toBe('int open_box(struct box *box)\n{\n\treturn 0;\n}\n');
    expect(text(findFunction(scanned, 'close_box'))?.startsWith('static inline struct box *\nclose_box')).toBe(true);
  });

  test('a declaration, not a call or the definition', () => {
    expect(text(findPrototype(scanned, 'open_box'))).toBe('int open_box(struct box *box);\n');
    expect(findPrototype(scanned, 'close_box')).toBeNull();
  });

  test('the initialiser of an array', () => {
    expect(text(findArray(scanned, 'boxes'))).toBe(
      'static const struct box boxes[] = {\n\t[0] = { .inner = { 1 } },\n};\n',
    );
  });

  test('a macro with all of its lines, by its whole name', () => {
    expect(text(findMacro(scanned, 'BOX'))).toBe('#define BOX(_x)    \\\n\t{ .box = _x, \\\n\t}\n');
    expect(findMacro(scanned, 'LIST')).toBeNull();
  });

  test('the comment right above, not one further up', () => {
    const at = (name: string): number => source.indexOf(name);
    expect(commentAbove(scanned, at('struct box {\n\tstruct'))?.text).toContain('a box');
    expect(commentAbove(scanned, at('int open_box'))).toBeNull();
  });

  test('nothing in text that ends in the middle', () => {
    expect(findFunction(scan('int f(void) { if (x'), 'f')).toBeNull();
    expect(findDefinition(scan('struct box { int a; /* open'), 'struct', 'box')).toBeNull();
  });
});
