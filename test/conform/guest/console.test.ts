import { describe, expect, test } from 'vitest';
import { GuestConsole } from '../../../src/conform/guest/console.ts';

function consoleOf(text: string, size = text.length): GuestConsole {
  const console = new GuestConsole('the-guest:', () => undefined);
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += size) console.take(bytes.subarray(at, at + size));
  return console;
}

function codes(text: string): readonly string[] {
  return consoleOf(text).troubles.map((each) => each.code);
}

const lockReport = `
======================================================
WARNING: possible circular locking dependency detected
6.12.117+ #1 Not tainted
------------------------------------------------------
node/61 is trying to acquire lock:
ffff888002a0b0f8 (&iopt->domains_rwsem){++++}-{3:3}, at: iopt_map_pages+0x1c/0x90
stack backtrace:
 <TASK>
 dump_stack_lvl+0x6f/0xa0
 </TASK>
`;

describe('what a kernel reports of itself', () => {
  test.each([
    ['CON0101', 'Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000100'],
    ['CON0102', 'WARNING: possible recursive locking detected'],
    ['CON0102', 'WARNING: inconsistent lock state'],
    ['CON0102', 'WARNING: bad unlock balance detected!'],
    ['CON0102', 'WARNING: HARDIRQ-safe -> HARDIRQ-unsafe lock order detected'],
    ['CON0102', 'WARNING: suspicious RCU usage'],
    ['CON0102', '[ BUG: Invalid wait context ]'],
    ['CON0102', 'BUG: MAX_LOCKDEP_CHAINS too low!'],
    ['CON0102', 'INFO: trying to register non-static key.'],
    ['CON0103', 'BUG: KASAN: slab-use-after-free in iopt_unmap_iova_range+0x10/0x20'],
    ['CON0103', 'BUG: kernel NULL pointer dereference, address: 0000000000000008'],
    ['CON0103', 'Oops: general protection fault, probably for non-canonical address 0xdead: 0000 [#1] SMP'],
    ['CON0103', 'kernel BUG at drivers/iommu/iommufd/pages.c:401!'],
    ['CON0103', 'BUG: sleeping function called from invalid context at mm/slub.c:1'],
    ['CON0103', 'list_add corruption. next->prev should be prev'],
    ['CON0104', 'WARNING: CPU: 0 PID: 61 at drivers/iommu/iommufd/pages.c:401 iopt_pages_put+0x1/0x2'],
    ['CON0104', 'WARNING: CPU: 0 PID: 61 at kernel/softirq.c:387 __local_bh_enable_ip+0x1/0x2'],
    ['CON0104', 'WARNING: drivers/iommu/iommufd/pages.c:401 at iopt_pages_put+0x1/0x2, CPU#0: node/61'],
    ['CON0104', 'WARNING: kernel/locking/mutex.c:12 at irq_context+0x1/0x2 [iommufd], CPU#11: node/61'],
    ['CON0104', 'WARNING: at mutex_unlock+0x1/0x2, CPU#0: a b/61'],
    ['CON0105', 'INFO: task node:61 blocked for more than 122 seconds.'],
    ['CON0105', 'watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [node:61]'],
    ['CON0105', 'rcu: INFO: rcu_sched self-detected stall on CPU'],
  ])('%s: %s', (code, line) => {
    expect(codes(`${line}\n`)).toEqual([code]);
    expect(codes(`[    4.250113] ${line}\r\n`)).toEqual([code]);
    expect(codes(`[    4.250113][   T61] ${line}\r\n`)).toEqual([code]);
  });

  test.each([
    'Lock dependency validator: Copyright (c) 2006 Red Hat, Inc., Ingo Molnar',
    'FAULT_INJECTION: forcing a failure.',
    'name failslab, interval 1, probability 0, space 0, times 0',
    'Call Trace:',
    'debug: BUG',
    'amd_pstate: the _CPC object is not present in SBIOS or ACPI disabled',
  ])('is not: %s', (line) => {
    expect(codes(`${line}\n`)).toEqual([]);
  });

  test('is told with its lines, up to the end of its stack', () => {
    const [trouble, ...others] = consoleOf(`before\n${lockReport}after\n`).troubles;
    expect(others).toEqual([]);
    expect(trouble?.code).toBe('CON0102');
    expect(trouble?.message).toBe(
      'the kernel checks its locks, and reports: possible circular locking dependency detected',
    );
    expect(trouble?.lines[0]).toBe('WARNING: possible circular locking dependency detected');
    expect(trouble?.lines.at(-1)).toBe(' </TASK>');
  });

  test('is found wherever the pieces are cut that it comes in', () => {
    const whole = consoleOf(lockReport).troubles;
    for (const size of [1, 3, 7, 64]) expect(consoleOf(lockReport, size).troubles).toEqual(whole);
  });

  test('a panic that follows an oops is told too', () => {
    expect(
      codes('Oops: 0002 [#1] SMP\nRIP: x\n---[ end trace 0 ]---\nKernel panic - not syncing: Fatal exception\n'),
    ).toEqual(['CON0103', 'CON0101']);
  });
});

test('what the first program says is no report, wherever in a line it begins', () => {
  const heard: string[] = [];
  const console = new GuestConsole('the-guest:', (word) => heard.push(word));
  console.take(Buffer.from('\u001b[2J\u001b[0mthe-guest: begun\r\n[ 1.5] the-guest: ended 0 BUG: no\n'));
  expect(heard).toEqual(['begun', 'ended 0 BUG: no']);
  expect(console.said).toEqual(heard);
  expect(console.troubles).toEqual([]);
});

test('what only moves the cursor of a terminal is not printing', () => {
  expect(consoleOf('\u001bc\u001b[?7l\u001b[2J\u001b[0m').printed).toBe(false);
  expect(consoleOf('\u001bc\u001b[?7l\u001b[2J\u001b[0mL').printed).toBe(true);
});

test('the last lines are kept of a console that never stops', () => {
  const console = consoleOf(Array.from({ length: 10_000 }, (_unused, index) => `line ${String(index)}\n`).join(''));
  expect(console.tail.length).toBeLessThan(200);
  expect(console.tail.at(-1)).toBe('line 9999');
});
