import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { makeFolder } from './make-folder.ts';

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
 * halves what a start costs beyond Node's own. The cache is in the user's cache directory, one file per `purpose`
 * (what is compiled depends on the command). Without a cache, or with one that is not ours, damaged or of another
 * version, everything works and is only slower.
 *
 * @param buildId changes when the bundle does; V8 itself compares lengths only
 */
export function loadWithCodeCache(file: string, buildId: string, purpose: string): BundleFunction {
  const cacheFile = join(cacheFolder(), `${buildId}-${process.version}-${process.arch}`, `${purpose}.bin`);
  const cachedData = readCache(cacheFile);
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData && { cachedData }) });
  if (cachedData === undefined || script.cachedDataRejected === true)
    process.once('exit', () => writeCache(cacheFile, script.createCachedData()));
  return script.runInThisContext() as BundleFunction;
}

function cacheFolder(): string {
  const configured = process.env['XDG_CACHE_HOME'] ?? '';
  return join(configured.startsWith('/') ? configured : join(homedir(), '.cache'), 'abiwright', 'code');
}

const checksumSize = 4;

function readCache(file: string): Buffer | undefined {
  try {
    const status = statSync(file);
    if (process.getuid !== undefined && status.uid !== process.getuid()) return undefined;
    const stored = readFileSync(file);
    const data = stored.subarray(checksumSize);
    // V8 trusts the data it is given: a damaged byte could crash it.
    return stored.length > checksumSize && stored.readUInt32LE(0) === checksum(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

function writeCache(file: string, data: Buffer): void {
  try {
    const header = Buffer.alloc(checksumSize);
    header.writeUInt32LE(checksum(data));
    makeFolder(dirname(file));
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, Buffer.concat([header, data]), { mode: 0o600 });
    renameSync(temporary, file);
    removeOldBuilds(dirname(dirname(file)));
  } catch {
    // A cache that cannot be written is no reason to fail.
  }
}

const oneWeek = 7 * 24 * 3600 * 1000;

function removeOldBuilds(folder: string): void {
  for (const build of readdirSync(folder)) {
    const path = join(folder, build);
    if (Date.now() - statSync(path).mtimeMs > oneWeek) rmSync(path, { recursive: true, force: true });
  }
}

/** A 32-bit sum over words that notices any changed, moved or missing byte that a damaged disk or file gives. */
function checksum(data: Buffer): number {
  const aligned = data.byteOffset % Int32Array.BYTES_PER_ELEMENT === 0 ? data : Buffer.from(data);
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, data.length >>> 2);
  let sum = data.length | 0;
  for (const word of words) sum = (Math.imul(sum, 31) + word) | 0;
  for (const byte of data.subarray(words.byteLength)) sum = (Math.imul(sum, 31) + byte) | 0;
  return sum >>> 0;
}
