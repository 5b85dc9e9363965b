import { describe, expect, it } from 'vitest';
import type { Interface } from '../../src/spec/interface.ts';
import type { World } from '../../src/spec/world.ts';
import { exploreWorld, type Verdict } from '../../src/workbench/verify/explore-world.ts';
import { shortestTraces } from '../support/shortest-traces.ts';
import { systemOf, worldOf, type Changes } from '../support/systems.ts';

const options = { states: 100_000, bytes: 1 << 26, property: null, onProgress: () => undefined };
const worlds = ['mdev-dma-and-close', 'exec-while-mapped', 'mdev-joins-late', 'refused-calls', 'two-monitors'];

function verdicts(of: Interface, world: string, whole = true): ReadonlyMap<string, Verdict> {
  const explored = exploreWorld(of, worldOf(world, of), options);
  if (whole) expect(explored.stopped).toBeNull();
  return new Map(explored.verdicts.map((each) => [each.property, each]));
}

/** The properties that some world finds broken, each with the length of the shortest trace. A mutant may outgrow a world. */
function broken(of: Interface, whole = true): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const found = worlds.map((world) => {
    const violated = [...verdicts(of, world, whole).values()].filter((each) => each.outcome === 'violated');
    return [world, Object.fromEntries(violated.map((each) => [each.property, each.depth ?? 0]))] as const;
  });
  return Object.fromEntries(found.filter(([, each]) => Object.keys(each).length > 0));
}

/** A trace as its moves: what began or went on, in which verb of which file it came to its end, and how. */
function told({ trace }: Verdict, world: World): readonly string[] {
  return trace.map(({ actor, action, origins, rests, errno }) => {
    const last = origins.findLast((each) => each.verbs.length > 0);
    const where = `${last?.verbs.at(-1) ?? ''} in ${last?.span.file ?? ''}`;
    const who = world.actors[actor]!;
    return `${who.name}: ${who.actions[action]!.name}, ${where}, ${rests ? 'waits' : (errno ?? 'done')}`;
  });
}

describe('vfio-update-vaddr', () => {
  const of = systemOf('vfio-update-vaddr').interface;

  it('is deadlocked by DMA of a worker and the close of its device, on one shortest way', () => {
    const world = worldOf('mdev-dma-and-close', of);
    expect(shortestTraces(of, world, 'no-user-wedge')).toEqual({ depth: 4, ways: 1 });
    expect(shortestTraces(of, world, 'no-lock-to-user')).toEqual({ depth: 3, ways: 1 });
    const found = verdicts(of, 'mdev-dma-and-close');
    expect(told(found.get('no-user-wedge')!, world)).toEqual([
      'user: UNMAP|VADDR, vfio-unmap-vaddr in specs/vfio/model/type1.yaml, done',
      'user: starts DMA at 0, queue-work in specs/vfio/model/device.yaml, done',
      'mdev worker: pins page 0, valid-dma in specs/vfio/model/type1.yaml, waits',
      'user: close(device), close-device in specs/vfio/model/device.yaml, waits',
    ]);
    expect(found.get('no-lock-to-user')!.trace).toHaveLength(3);
  });

  it('takes pages off a ledger that was never charged, after exec and without giving up an address', () => {
    const world = worldOf('exec-while-mapped', of);
    expect(shortestTraces(of, world, 'accounting')).toEqual({ depth: 3, ways: 1 });
    const accounting = verdicts(of, 'exec-while-mapped').get('accounting')!;
    expect(told(accounting, world)).toEqual([
      'user: MAP, vfio-map in specs/vfio/model/type1.yaml, done',
      'user: exec, drop-unused-mm in specs/vfio/model/memory.yaml, done',
      'user: UNMAP, vfio-unmap in specs/vfio/model/type1.yaml, done',
    ]);
    expect(accounting.trace.at(-1)!.changes).toContainEqual(
      expect.objectContaining({ column: 'overdrawn', after: 'yes' }),
    );
  });

  it('breaks what the thread says, and nothing else', () => {
    expect(broken(of)).toEqual({
      'mdev-dma-and-close': { 'dma-continuity-mdev': 3, 'no-user-wedge': 4, 'no-lock-to-user': 3 },
      'exec-while-mapped': { accounting: 3 },
      'mdev-joins-late': { 'dma-continuity-mdev': 5, 'no-user-wedge': 6, 'no-lock-to-user': 5 },
    });
  });
});

describe('vfio-update-vaddr-v6.3', () => {
  const name = 'vfio-update-vaddr-v6.3';

  it('has no wait left, and declares what accounting owes after exec', () => {
    const of = systemOf(name).interface;
    expect(broken(of)).toEqual({});
    const accounting = verdicts(of, 'exec-while-mapped').get('accounting')!;
    expect(accounting).toMatchObject({ outcome: 'declared', because: of.properties[0]!.because });
    expect(accounting.excused).toBeGreaterThan(0);
  });

  const delta = 'specs/vfio/vfio-update-vaddr-v6.3.yaml';
  const reject = (when: string, errno: string): string => `          - reject: ${when}\n            errno: ${errno}\n`;

  const mutants: Readonly<Record<string, readonly [changes: Changes, found: ReturnType<typeof broken>]>> = {
    'lets an emulated device join while an address is given up': [
      {
        [delta]: [
          '      - before: join\n        steps:\n' +
            reject('some(dma, dma.container == container && dma.invalid)', 'EBUSY').trimEnd(),
          '      - before: join\n        steps:\n' + reject('false', 'EBUSY').trimEnd(),
        ],
      },
      { 'mdev-joins-late': { 'dma-continuity-mdev': 5 } },
    ],
    'does not charge the new owner': [
      { [delta]: ['to: process.mm.locked_vm + count }', 'to: process.mm.locked_vm }'] },
      { 'exec-while-mapped': { accounting: 4 }, 'two-monitors': { accounting: 3 } },
    ],
    'forgets to take the charge over': [
      { [delta]: ['- { call: change-owner, with: { dma: dma } }', '- { set: dma.task, to: process }'] },
      { 'exec-while-mapped': { accounting: 4 } },
    ],
    'uncharges the address space that the task has now': [
      {
        [delta]: [
          [
            'switch: lives(dma.ledger)',
            'cases:',
            '  true:',
            '    - { call: take-off, with: { ledger: dma.ledger, count: count } }',
          ].join('\n            '),
          [
            'switch: dma.task.mm != null',
            'cases:',
            '  true:',
            '    - { call: take-off, with: { ledger: dma.task.mm, count: count } }',
          ].join('\n            '),
        ],
      },
      { 'exec-while-mapped': { accounting: 3 } },
    ],
    'forgets to uncharge': [
      { 'specs/vfio/model/type1.yaml': ['- { call: uncharge, with: { dma: dma, count: dma.pinned } }\n      - { remove', '- { keeps: the charge }\n      - { remove'] },
      { 'exec-while-mapped': { accounting: 2 }, 'mdev-joins-late': { accounting: 3 }, 'refused-calls': { accounting: 3 }, 'two-monitors': { accounting: 2 } },
    ],
    'gives up addresses that an emulated device may need': [
      { [delta]: ['some(device, device.container == container && device.emulated\n', 'false && some(device, device.container == container && device.emulated\n'] },
      { 'mdev-dma-and-close': { 'dma-continuity-mdev': 3 }, 'mdev-joins-late': { 'dma-continuity-mdev': 5 } },
    ],
    'charges the old owner still': [
      { [delta]: ['- { call: take-off, with: { ledger: before, count: count } }', '- { keeps: the charge of the old owner }'] },
      { 'two-monitors': { accounting: 3 } },
    ],
    'does not tell drivers to let go': [
      { 'specs/vfio/model/type1.yaml': ['- { call: notify-unmap, with: { container: container, first: first, last: last } }', '- { keeps: the pins }'] },
      { 'mdev-joins-late': { accounting: 7, 'no-stale-dma': 6 } },
    ],
    'does not flush the work queue': [
      { 'specs/vfio/model/device.yaml': ['- { wait: device.work == WORK_IDLE, doc: The driver flushes its work queue. }', '- { keeps: the work }'] },
      { 'mdev-joins-late': { accounting: 7, 'dma-continuity-mdev': 6, 'no-stale-dma': 5 } },
    ],
    'pins what it has not charged': [
      { 'specs/vfio/model/type1.yaml': ['            - { call: charge, with: { dma: dma, count: 1 } }', '            - { keeps: no charge }'] },
      { 'mdev-joins-late': { accounting: 4 } },
    ],
    'keeps the pins of a closed device': [
      { 'specs/vfio/model/device.yaml': ['where: pfn.device == device', 'where: pfn.device == device && false'] },
      { 'mdev-joins-late': { accounting: 6, 'no-stale-dma': 5 } },
    ],
    'leaves the mappings of a closed container': [
      { 'specs/vfio/model/type1.yaml': ['      - { call: release-iommu, with: { container: container } }', '      - { keeps: the mappings }'] },
      { 'mdev-joins-late': { accounting: 6 } },
    ],
    'leaves pinned what it could not map': [
      { 'specs/vfio/model/type1.yaml': ['              - { call: uncharge, with: { dma: dma, count: dma.pinned } }\n              - { set: dma.pinned, to: 0 }', '              - { set: dma.pinned, to: 0 }'] },
      { 'refused-calls': { accounting: 3 } },
    ],
  };

  it.each(Object.entries(mutants))('is told when it %s', (_what, [changes, found]) => {
    expect(broken(systemOf(name, changes).interface, false)).toEqual(found);
  });
});
