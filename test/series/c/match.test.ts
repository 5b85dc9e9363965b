import { describe, expect, test } from 'vitest';
import { findTokens } from '../../../src/series/c/match.ts';
import { scan } from '../../../src/series/c/scan.ts';

const body = `	if ((cmd->flags &
	     ~(FIRST | /* the other */ SECOND)) ||
	    cmd->__reserved)
		return -EOPNOTSUPP;
	rc = map_pages(ctx, &iova, (x + f(y)),
		       flags);
	if (rc)
		goto out;
	if (rc)
		goto out;
`;

function found(pattern: string, source = body): string[] {
  const scanned = scan(source);
  return findTokens(scanned, 0, source.length, pattern).map(({ start, end }) => source.slice(start, end));
}

describe('findTokens', () => {
  test('ignores line breaks, indentation and comments', () => {
    expect(found('if ((cmd->flags & ~(FIRST | SECOND)) || cmd->__reserved) return -EOPNOTSUPP;')).toEqual([
      body.slice(1, body.indexOf('EOPNOTSUPP;') + 'EOPNOTSUPP;'.length),
    ]);
  });

  test('takes doubled parentheses for single ones, on either side', () => {
    expect(found('if (a & ~(B))', 'if ((a & ~(B)))')).toEqual(['if ((a & ~(B)))']);
    expect(found('if (((a)))', 'if (a)')).toEqual(['if (a)']);
  });

  test('keeps parentheses that group', () => {
    expect(found('if (a && (b || c))', 'if (a && b || c)')).toEqual([]);
    expect(found('(a) + (b)', 'a + b')).toEqual([]);
  });

  test('lets dots stand for whole arguments', () => {
    expect(found('rc = map_pages(...);')).toEqual(['rc = map_pages(ctx, &iova, (x + f(y)),\n\t\t       flags);']);
    expect(found('rc = map_pages(..., flags);')).toHaveLength(1);
    expect(found('rc = map_pages(..., other);')).toEqual([]);
  });

  test('does not let dots leave their brackets', () => {
    expect(found('map_pages(... goto out;')).toEqual([]);
  });

  test('finds every occurrence', () => {
    expect(found('if (rc) goto out;')).toHaveLength(2);
  });

  test('finds no part of a word or of a longer operator', () => {
    expect(found('cmd->flag')).toEqual([]);
    expect(found('a < b', 'a << b')).toEqual([]);
    expect(found('say("a b");', 'say("a  b");')).toEqual([]);
  });

  test('finds nothing for an empty pattern', () => {
    expect(found(' /* nothing */ ')).toEqual([]);
  });
});
