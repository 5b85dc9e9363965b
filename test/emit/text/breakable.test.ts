import { describe, expect, it } from 'vitest';
import { flat, prefixed, wrapBreakable, type Breakable } from '../../../src/emit/text/breakable.ts';

const any = (...operands: Breakable[]): Breakable => ({ operands, separators: operands.slice(1).map(() => '||') });
const both = (left: Breakable, right: Breakable): Breakable => ({ operands: [left, right], separators: ['&'] });
const call = (name: string, ...operands: Breakable[]): Breakable => ({
  open: `${name}(`,
  inside: { operands, separators: operands.slice(1).map(() => ',') },
  close: ')',
});

it('prints a piece on one line while that fits', () => {
  const piece = any('a', call('f', 'b', 'c'));
  expect(flat(piece)).toBe('a || f(b, c)');
  expect(wrapBreakable('if (', piece, ')', 17)).toBe('if (a || f(b, c))');
});

it('puts a prefix before a bracket', () => {
  expect(flat(prefixed('!', '!a'))).toBe('!!a');
  expect(flat(prefixed('~', { open: '(', inside: any('a', 'b'), close: ')' }))).toBe('~(a || b)');
});

describe('a line that is too long', () => {
  it('ends after an operator, and the next begins below the first operand', () => {
    expect(wrapBreakable('if (', any('aaaa', 'bbbb', 'cccc'), ')', 17)).toBe('if (aaaa ||\n    bbbb || cccc)');
  });

  it('leaves room for what closes it', () => {
    expect(wrapBreakable('(', any('aaaa', 'bb'), ')', 11)).toBe('(aaaa || bb)'.replace('|| ', '||\n '));
    expect(wrapBreakable('(', any('aaaa', 'bb'), ')', 12)).toBe('(aaaa || bb)');
  });

  it('is followed by an empty rest where an operand takes several, as in drivers/iommu/iommufd/ioas.c', () => {
    const mask = { open: '~(', inside: any('MAP_FIXED', 'MAP_WRITEABLE', 'MAP_READABLE'), close: ')' };
    const flags = { open: '(', inside: both('cmd->flags', mask), close: ')' };
    expect(wrapBreakable('if (', any(flags, 'cmd->reserved'), ')', 40)).toBe(
      [
        'if ((cmd->flags &',
        '     ~(MAP_FIXED || MAP_WRITEABLE ||',
        '       MAP_READABLE)) ||',
        '    cmd->reserved)',
      ].join('\n'),
    );
  });

  it('is aligned by tabs, then spaces', () => {
    expect(wrapBreakable('OPERATION(', any('aaaa', 'bbbb'), ')', 16)).toBe('OPERATION(aaaa ||\n\t  bbbb)');
    expect(wrapBreakable('\tf(', any('aaaa', 'bbbb'), ')', 16)).toBe('\tf(aaaa ||\n\t  bbbb)');
  });

  it('is left as it is where it has no place to end', () => {
    expect(wrapBreakable('', any('a', 'b'.repeat(20), 'c'), ';', 10)).toBe(`a ||\n${'b'.repeat(20)} ||\nc;`);
  });
});
