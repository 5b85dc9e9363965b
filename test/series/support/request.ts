import { join } from 'node:path';
import { readIdentity } from '../../../src/series/git/identity.ts';
import { openTree } from '../../../src/series/git/open-tree.ts';
import type { SeriesRequest } from '../../../src/series/make-series.ts';
import { printer } from '../../support/templates.ts';
import { freezing, freezingMaterial } from './proposals.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A request for a first version of the freezing proposal, for a tree. */
export async function requestFor(folder: string, change: Partial<SeriesRequest> = {}): Promise<SeriesRequest> {
  const tree = await openTree(folder);
  return {
    proposal: freezing(),
    material: () => freezingMaterial,
    explored: null,
    print: printer(),
    tree,
    embedded: false,
    version: 1,
    out: join(temporaryFolder(), 'mails'),
    previous: '',
    identity: await readIdentity(tree.git),
    signOff: true,
    force: false,
    generator: 'abiwright 0.0',
    onStage: () => undefined,
    ...change,
  };
}
