import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { World } from '../../src/spec/world.ts';
import { interfaceOf, SpecLoader } from '../../src/workbench/load.ts';
import { exploreWorld, type ExploredWorld, type Verdict } from '../../src/workbench/verify/explore-world.ts';

const loader = new SpecLoader(join(import.meta.dirname, '../..'));
const options = { states: 200_000, bytes: 2 ** 28, property: null, onProgress: () => undefined };

/** All that is known of one world of a base or a proposal. */
function explored(name: string, world: string): ExploredWorld & { readonly by: ReadonlyMap<string, Verdict> } {
  const [subject] = loader.load([name]).subjects;
  if (!subject) throw new Error(`no ${name}`);
  const { worlds, findings } = loader.worlds(subject);
  expect(findings).toEqual([]);
  const found = worlds.find((each) => each.name === world);
  if (!found) throw new Error(`${name} has no world ${world}`);
  const all = exploreWorld(interfaceOf(subject), found, options);
  expect(all.stopped).toBeNull();
  return { ...all, by: new Map(all.verdicts.map((each) => [each.property, each])) };
}

function broken({ verdicts }: ExploredWorld): readonly string[] {
  return verdicts.filter(({ outcome }) => outcome === 'violated').map(({ property }) => property);
}

/** A trace as its moves: who did what, how it came to rest, and the verb and the file of its last step. */
function told({ trace }: Verdict, world: World): readonly string[] {
  return trace.map(({ actor, action, begins, origins, rests, errno }) => {
    const last = origins.findLast((each) => each.verbs.length > 0);
    const who = world.actors[actor];
    const where = last ? ` in ${last.verbs.at(-1) ?? ''}, ${last.span.file.replace(/^.*specs\//, '')}` : '';
    return `${who?.name ?? ''}: ${begins ? '' : '... '}${who?.actions[action]?.name ?? ''}${where}, ${rests ? 'goes on' : (errno ?? 'done')}`;
  });
}

describe('S6: a live update of Linux as it is', () => {
  const found = explored('iommufd@v6.12', 'live-update');

  it('serves the device behind an IOMMU, and fails the mediated device at once', () => {
    expect(broken(found)).toEqual(['dma-continuity-mdev']);
    expect([...found.world.expected.keys()]).toEqual(['dma-continuity-mdev']);
    expect(found.by.get('dma-continuity-physical')?.witnesses).toBeGreaterThan(0);
  });

  it('tells that in four steps', () => {
    const verdict = found.by.get('dma-continuity-mdev')!;
    expect(verdict.depth).toBe(4);
    expect(told(verdict, found.world)).toEqual([
      'vmm: MAP in map-pages, iommufd/model/verbs/map.yaml, goes on',
      'vmm: ... MAP in map-user-pages, iommufd/model/verbs/map.yaml, done',
      'vmm: exec in exec-process, iommufd/model/verbs/process.yaml, done',
      'mdev worker: does DMA at 4 in hold-pages, iommufd/model/verbs/hold.yaml, EFAULT',
    ]);
  });
});

describe('S3: pin-on-suspend', () => {
  const found = explored('pin-on-suspend', 'live-update');

  it('holds, and mediated devices are served while there is no address', () => {
    expect(broken(found)).toEqual([]);
    for (const property of ['dma-continuity-physical', 'dma-continuity-mdev', 'suspended-is-pinned'])
      expect(found.by.get(property)).toMatchObject({ outcome: 'holds' });
    expect(found.by.get('dma-continuity-mdev')?.witnesses).toBeGreaterThan(0);
  });

  it('pins all of the memory for nobody', () => {
    expect(greatest(found, 'pages-pinned-beyond')).toBe(2);
    expect(greatest(found, 'pages-pinned')).toBe(2);
  });
});

describe('S4: mdev-exclusion', () => {
  const found = explored('mdev-exclusion', 'live-update');

  it('holds, and no mediated device is there while there is no address', () => {
    expect(broken(found)).toEqual([]);
    expect(found.by.get('dma-continuity-physical')?.witnesses).toBeGreaterThan(0);
    expect(found.by.get('suspended-is-pinned')?.witnesses).toBeGreaterThan(0);
    expect(found.by.get('dma-continuity-mdev')?.witnesses).toBe(0);
    expect(greatest(found, 'pages-pinned-beyond')).toBe(0);
  });
});

describe('S5: ioas-map-file', () => {
  const found = explored('ioas-map-file', 'live-update');

  it('holds for devices of both kinds, without a page more', () => {
    expect(broken(found)).toEqual([]);
    expect(found.by.get('dma-continuity-physical')?.witnesses).toBeGreaterThan(0);
    expect(found.by.get('dma-continuity-mdev')?.witnesses).toBeGreaterThan(0);
    expect(greatest(found, 'pages-pinned-beyond')).toBe(0);
  });
});

describe('ioas-change-process', () => {
  it('holds for devices of both kinds', () => {
    const found = explored('ioas-change-process', 'live-update');
    expect(broken(found)).toEqual([]);
    expect(found.by.get('dma-continuity-mdev')?.witnesses).toBeGreaterThan(0);
  });

  it('owes nothing but what is declared until the new program has called', () => {
    const found = explored('ioas-change-process', 'exec-and-change');
    expect(broken(found)).toEqual([]);
    expect(found.by.get('accounting')).toMatchObject({ outcome: 'declared' });
    expect(found.done.some(({ origin }) => origin.step.place === 'each-run')).toBe(true);
  });
});

describe.each(['mdev-exclusion', 'pin-on-suspend'])('%s', (name) => {
  it('does not let a copy carry an address away that is given up', () => {
    expect(broken(explored(name, 'copy-while-suspended'))).toEqual([]);
  });

  it('gives up no address that cannot be set again, whatever is left of the memory', () => {
    const found = explored(name, 'suspend-a-part');
    expect(broken(found)).toEqual([]);
    expect(found.by.get('suspended-is-pinned')?.witnesses).toBeGreaterThan(0);
  });
});

it.each(['mdev-dma-and-close', 'unmap-races-access', 'copy-shares-pages', 'two-processes', 'exec-while-mapped'])(
  'breaks nothing in %s',
  (world) => {
    const found = explored('iommufd@v6.12', world);
    expect(broken(found)).toEqual([]);
    expect(found.by.get('no-stale-dma')?.witnesses).toBeGreaterThan(0);
  },
);

it('shows that Linux sleeps on userspace where faults are not answered, and says so', () => {
  const found = explored('iommufd@v6.12', 'unanswered-faults');
  expect(broken(found)).toEqual(['no-user-wedge', 'no-lock-to-user']);
  expect([...found.world.expected.keys()].sort()).toEqual(['no-lock-to-user', 'no-user-wedge']);
  expect(told(found.by.get('no-user-wedge')!, found.world).slice(2)).toEqual([
    'mdev worker: does DMA at 4 in fault-in, iommufd/model/verbs/memory.yaml, goes on',
    'vmm: close(device) in close-mdev, iommufd/model/verbs/engine.yaml, goes on',
  ]);
});

it('declares since when a charge stands on an address space that nobody has', () => {
  const accounting = explored('iommufd@v6.12', 'exec-while-mapped').by.get('accounting');
  expect(accounting).toMatchObject({ outcome: 'declared', because: expect.stringContaining('since v6.2') as string });
});

function greatest(found: ExploredWorld, measure: string): number | undefined {
  return found.greatest[found.system.interface.measures.findIndex((each) => each.name === measure)];
}
