import { expect, it } from 'vitest';
import { handlerOf } from './support/box.ts';

/** The condition that a check has in C; null where C cannot say it. */
function condition(expression: string): string | null {
  const { text } = handlerOf(`- { reject: "${expression}", errno: EINVAL }\n- { call: shake }`);
  return /^\tif \(([^]*?)\)\n\t\treturn -EINVAL;$/m.exec(text)?.[1] ?? null;
}

it.each([
  ['count * 24 > length', '(u64)cmd->count * 24 > cmd->length'],
  ['count + small + 1 > length', '(u64)cmd->count + cmd->small + 1 > cmd->length'],
  ['small - 1 > 3', '(u64)cmd->small - 1 > 3'],
  ['count << 4 > 3', '((u64)cmd->count << 4) > 3'],
  ['(count | small) + 1 > 3', '(u64)(cmd->count | cmd->small) + 1 > 3'],
  ['1 << 40 > start', '((u64)1 << 40) > cmd->start'],
  ['PAGE_SIZE * count > 3', '(u64)PAGE_SIZE * cmd->count > 3'],
  ['U32_MAX + 1 > start', '(u64)U32_MAX + 1 > cmd->start'],
  ['start & ~(PAGE_SIZE - 1)', 'cmd->start & ~(u64)(PAGE_SIZE - 1)'],
  ['start & ~(small | 0x10000)', 'cmd->start & ~(u64)(cmd->small | 0x10000)'],
])('widens %s before it can wrap', (expression, printed) => {
  expect(condition(expression)).toBe(printed);
});

it.each([
  ['start + count < start', 'cmd->start + cmd->count < cmd->start'],
  ['start & (PAGE_SIZE - 1)', 'cmd->start & (PAGE_SIZE - 1)'],
  ['length > SIZE_MAX - PAGE_SIZE', 'cmd->length > SIZE_MAX - PAGE_SIZE'],
  ['count > 2 * 16 + 1', 'cmd->count > 2 * 16 + 1'],
  ['start - (length - 1) > 1', 'cmd->start - (cmd->length - 1) > 1'],
  ['count / 3 > 1', 'cmd->count / 3 > 1'],
  ['start / 4096 > 1 || start % PAGE_SIZE', 'cmd->start / 4096 > 1 || cmd->start % PAGE_SIZE'],
])('leaves %s, which cannot wrap earlier', (expression, printed) => {
  expect(condition(expression)).toBe(printed);
});

it.each([
  ['fd > 5', '(u32)cmd->fd > 5'],
  ['little == 3', 'le32_to_cpu(cmd->little) == 3'],
  ['big[1] & 3', 'be16_to_cpu(cmd->big[1]) & 3'],
  ['__reserved[2]', 'cmd->__reserved[2]'],
  ['price || value', 'cmd->price || cmd->value'],
  ['start > 0xffffffff', 'cmd->start > 0xffffffffU'],
  ['start > 0x100000000', 'cmd->start > 0x100000000ULL'],
  ['odd(start)', 'cmd->start & 1'],
  ['start & ~(RED | BLUE)', 'cmd->start & ~(BOX_RED | BOX_BLUE)'],
  ['count & ~TOP', 'cmd->count & ~BOX_TOP'],
  ['start & ~0x1ffffffff', 'cmd->start & ~0x1ffffffffULL'],
  ['!small == count', '(!cmd->small) == cmd->count'],
])('takes %s as the model does', (expression, printed) => {
  expect(condition(expression)).toBe(printed);
});

it.each([
  'start / count',
  'count % small',
  'start / 3',
  'start % 10',
  'start << count',
  'count >> 32',
  'start & ~TOP',
  '~small & 3',
  '~0',
  '~(count & 0x1ffffffff)',
  'start > HPAGE_SIZE',
  'readable(start, length)',
])('does not say %s in C, which has another meaning or none', (expression) => {
  expect(condition(expression)).toBeNull();
});
