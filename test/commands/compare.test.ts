import { tmpdir } from 'node:os';
import { marked, type Tokens } from 'marked';
import { describe, expect, test } from 'vitest';
import { abiwright } from '../support/abiwright.ts';

/** What the mail that started it argued about, beside Linux as it is. */
const subjects = ['vfio-update-vaddr', 'pin-on-suspend', 'mdev-exclusion', 'ioas-map-file'];

describe('abiwright compare', () => {
  const folder = tmpdir();
  const { status, output, errors } = abiwright(['compare', ...subjects, '--json'], { folder });
  const told = JSON.parse(output) as {
    readonly proposals: readonly string[];
    readonly rows: readonly {
      readonly property: string;
      readonly cells: readonly { readonly proposal: string; readonly outcome: string; readonly steps?: number }[];
    }[];
  };
  const row = (property: string): readonly string[] =>
    (told.rows.find((each) => each.property === property)?.cells ?? []).map(({ outcome, steps }) =>
      steps === undefined ? outcome : `${outcome} ${steps}`,
    );

  test('puts the control first, and says nothing but the comparison', () => {
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    expect(told.proposals).toEqual(['iommufd@v6.12', ...subjects]);
    for (const { cells } of told.rows) expect(cells.map((each) => each.proposal)).toEqual(told.proposals);
  });

  test('finds what the thread found, and what each alternative gives up', () => {
    expect(row('no-user-wedge')).toEqual(['holds', 'violated 4', 'holds', 'holds', 'holds']);
    expect(row('no-lock-to-user')).toEqual(['holds', 'violated 3', 'holds', 'holds', 'holds']);
    expect(row('accounting')).toEqual(['declared', 'violated 3', 'declared', 'declared', 'declared']);
    expect(row('dma-continuity-physical')).toEqual(Array(5).fill('holds'));
    expect(row('dma-continuity-mdev')).toEqual(['violated 4', 'violated 3', 'holds', '-', 'holds']);
    const beyond = row('pages-pinned-beyond');
    expect(beyond.filter((_each, index) => index !== 2)).toEqual(['0', '-', '0', '0']);
    expect(Number(beyond[2])).toBeGreaterThan(0);
    expect(row('new-abi')).toEqual(['-', '-', '2 flags, 1 field', '2 flags, 1 field', '1 ioctl']);
  });

  test('prints the same as Markdown and as text', () => {
    const tokens = marked.lexer(abiwright(['compare', ...subjects, '--markdown'], { folder }).output);
    const table = tokens.find((each): each is Tokens.Table => each.type === 'table');
    if (!table) throw new Error('there is no table');
    expect(table.header.map((each) => each.text)).toEqual(['', ...told.proposals]);
    const markdown = new Map(table.rows.map(([name, ...cells]) => [name?.text, cells.map((each) => each.text)]));
    expect(markdown.get('no-user-wedge')).toEqual(['holds', 'VIOLATED 4, waits', 'holds', 'holds', 'holds']);
    expect(markdown.get('dma-continuity-mdev')?.slice(0, 2)).toEqual(['VIOLATED 4, EFAULT', 'VIOLATED 3, waits']);
    expect(table.rows).toHaveLength(told.rows.length);
    const text = abiwright(['compare', ...subjects], { folder }).output;
    expect(text).toMatch(/^no-user-wedge +holds +VIOLATED 4/m);
  });

  test.each([
    ['nothing', [], 'CLI'],
    ['a name that nothing has', ['ioas-map-flie'], 'CLI0003'],
  ])('of %s is wrong usage', (_, words, code) => {
    const wrong = abiwright(['compare', ...words], { folder });
    expect(wrong.status).toBe(2);
    expect(wrong.output + wrong.errors).toContain(code);
  });
});
