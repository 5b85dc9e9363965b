import { expect, test } from 'vitest';
import { finding, type Finding } from '../../src/diagnostics/finding.ts';
import { countText, renderText } from '../../src/diagnostics/render-text.ts';
import { wholeFile, type Span } from '../../src/diagnostics/span.ts';

const options = { colour: false, folder: '/home/me', columns: 80 };

function at(line: number, column: number, endColumn: number, endLine = line): Span {
  return { file: '/home/me/specs/a.yaml', line, column, endLine, endColumn };
}

function render(findings: readonly Finding[], source: string, columns = options.columns): string {
  return renderText(findings, new Map([['/home/me/specs/a.yaml', source]]), { ...options, columns });
}

/** The source line and the underline of a rendered finding, without the gutter. */
function drawing(text: string): [string, string] {
  const lines = text.split('\n').filter((line) => /^ *\d* \|/.test(line));
  expect(lines).toHaveLength(2);
  return lines.map((line) => line.slice('    1 | '.length)) as [string, string];
}

test('prints the place, the line with a caret, the fix and where to read why', () => {
  const source = 'a: 1\nsteps:\n  - { reject: lenght == 0 }\n';
  const text = render([finding('SPEC0006', "unknown name 'lenght'", at(3, 15, 21), "write 'length'")], source);
  expect(text).toBe(
    [
      "specs/a.yaml:3:15: error SPEC0006: unknown name 'lenght'",
      '    3 |   - { reject: lenght == 0 }',
      '      |               ^~~~~~',
      "  fix: write 'length'",
      '  why: abiwright explain SPEC0006',
    ].join('\n'),
  );
});

test('orders findings by place, whatever the order of the rules', () => {
  const source = 'one\ntwo\n';
  const text = render([finding('SPEC0006', 'second', at(2, 1, 4)), finding('SPEC0001', 'first', at(1, 1, 4))], source);
  expect(text.indexOf('first')).toBeLessThan(text.indexOf('second'));
});

test('keeps the absolute name of a file that is not below the folder', () => {
  const text = renderText([finding('SPEC0001', 'x', wholeFile('/usr/share/a.yaml'))], new Map(), options);
  expect(text).toMatch(/^\/usr\/share\/a\.yaml:1:1: /);
});

test('shows no line for a finding about a whole file, nor for a file that is not at hand', () => {
  expect(render([finding('SPEC0001', 'x', wholeFile('/home/me/specs/a.yaml'))], 'text')).not.toContain('|');
  expect(renderText([finding('SPEC0001', 'x', at(3, 2, 3))], new Map(), options)).not.toContain('|');
});

test('puts the caret under the character behind a tab', () => {
  const [line, underline] = drawing(render([finding('SPEC0001', 'x', at(1, 3, 6))], 'a\tbcd'));
  expect(line).toBe('a   bcd');
  expect(underline).toBe('    ^~~');
});

test('gives a wide character two columns and a combining mark none', () => {
  const [, underline] = drawing(render([finding('SPEC0001', 'x', at(1, 5, 6))], '\u6f22e\u0301 x'));
  expect(underline).toBe('    ^');
});

test('counts a character beyond the basic plane as the two units that a YAML reader counts', () => {
  const [line, underline] = drawing(render([finding('SPEC0001', 'x', at(1, 4, 5))], '\u{1f600} x'));
  expect(line).toBe('\u{1f600} x');
  expect(underline).toBe('   ^');
});

test('shows a span past the end of the line at the end', () => {
  const [line, underline] = drawing(render([finding('SPEC0001', 'x', at(1, 50, 60))], 'short'));
  expect(line).toBe('short');
  expect(underline).toBe('     ^');
});

test('underlines a span of several lines to the end of its first', () => {
  const [, underline] = drawing(render([finding('SPEC0001', 'x', at(1, 3, 2, 2))], 'abcdef\ng'));
  expect(underline).toBe('  ^~~~');
});

test('cuts a window around the caret out of a very long line', () => {
  const source = `${'a'.repeat(500_000)}HERE${'b'.repeat(500_000)}`;
  const text = render([finding('SPEC0001', 'x', at(1, 500_001, 500_005))], source, 60);
  const [line, underline] = drawing(text);
  expect(line.length).toBeLessThanOrEqual(60);
  expect(line).toMatch(/^\.\.\.a+HEREb+\.\.\.$/);
  expect(underline).toBe(`${' '.repeat(line.indexOf('HERE'))}^~~~`);
});

test('never passes control characters of a spec on to the terminal', () => {
  const evil = '\u001b[2J\u202e\u009b';
  const text = render([finding('SPEC0010', `bad ${evil}`, at(1, 1, 5), `drop ${evil}`)], `key: ${evil}x`);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(text).toContain('\\x1b[2J\\u{202e}\\x9b');
});

test('a newline in a message adds no line of its own', () => {
  const text = render([finding('SPEC0010', 'first\nerror: second', wholeFile('/home/me/specs/a.yaml'))], '');
  expect(text.split('\n')).toHaveLength(2);
});

test('colours only when told to', () => {
  const findings = [finding('SPEC0001', 'x', at(1, 1, 2))];
  const sources = new Map([['/home/me/specs/a.yaml', 'abc']]);
  expect(renderText(findings, sources, { ...options, colour: true })).toContain('\u001b[31m');
  expect(renderText(findings, sources, options)).not.toContain('\u001b');
});

test('counts errors and warnings', () => {
  const error = finding('SPEC0001', 'x', at(1, 1, 2));
  const warning = finding('SPEC0012', 'x', at(1, 1, 2));
  expect(countText([error, error, warning])).toBe('2 errors, 1 warning');
  expect(countText([warning, warning])).toBe('2 warnings');
  expect(countText([])).toBe('no findings');
});
