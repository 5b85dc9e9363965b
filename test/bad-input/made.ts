import { makeFiles } from './make-files.ts';
import { makeGrownBase } from './make-grown-base.ts';
import { makeOutput } from './make-output.ts';
import { makeSizes } from './make-sizes.ts';
import { makeTrees } from './make-trees.ts';

/** Parts of scenarios that git, an editor or a reader of this folder could not hold: made before the scenario is run. */
export const made: Readonly<Record<string, (folder: string) => void>> = {
  files: makeFiles,
  'growth-of-a-base': makeGrownBase,
  output: makeOutput,
  sizes: makeSizes,
  trees: makeTrees,
};
