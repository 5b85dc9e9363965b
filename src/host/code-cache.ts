import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder, readCacheFile, writeCacheFile } from './cache-file.ts';

/** What a bundle is called with: CommonJS, as esbuild writes it. */
export type BundleFunction = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  filename: string,
  dirname: string,
) => void;

/**
 * Loads a bundle, which is one function expression in ASCII, and keeps what V8 compiled of it for the next start: that
 * halves what a start costs beyond Node's own. There is one cache per `purpose` (what is compiled depends on the
 * command). Without a cache, or with one that is damaged or of another version, everything works and is only slower.
 *
 * @param buildId changes when the bundle does; V8 itself compares lengths only, and trusts the data it is given
 */
export function loadWithCodeCache(file: string, buildId: string, purpose: string): BundleFunction {
  const cacheFile = join(cacheFolder(buildId), `${purpose}.code`);
  const cachedData = readCacheFile(cacheFile);
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData && { cachedData }) });
  if (cachedData === null || script.cachedDataRejected === true)
    process.once('exit', () => writeCacheFile(cacheFile, script.createCachedData()));
  return script.runInThisContext() as BundleFunction;
}
