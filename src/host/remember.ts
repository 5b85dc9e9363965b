import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { cacheFolder, readCacheFile, writeCacheFile } from './cache-file.ts';

/** Set by the build; there is none where the sources run as they are, and nothing is remembered then. */
declare const ABIWRIGHT_BUILD_ID: string | undefined;

const keySize = 32;

/**
 * The result of a pure computation on texts, taken from the last run where its inputs are the same. The result is plain
 * data: objects, arrays, maps, bigints, nothing that has behaviour or is compared by identity with what it is not part of.
 *
 * @param slot names the computation; a slot holds one result
 * @param keep tells whether a result is worth keeping
 */
export function remember<Value>(
  slot: string,
  inputs: readonly string[],
  compute: () => Value,
  keep: (value: Value) => boolean,
): Value {
  if (typeof ABIWRIGHT_BUILD_ID === 'undefined') return compute();
  const file = join(cacheFolder(ABIWRIGHT_BUILD_ID), `${slot}.data`);
  const key = keyOf(inputs);
  const stored = readCacheFile(file);
  if (stored?.subarray(0, keySize).equals(key) === true) return deserialize(stored.subarray(keySize)) as Value;
  const value = compute();
  if (keep(value)) writeCacheFile(file, Buffer.concat([key, serialize(value)]));
  return value;
}

/** The folder of what is remembered; null where nothing is. */
export function rememberedFolder(): string | null {
  return typeof ABIWRIGHT_BUILD_ID === 'undefined' ? null : cacheFolder(ABIWRIGHT_BUILD_ID);
}

function keyOf(inputs: readonly string[]): Buffer {
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(`${input.length}:`).update(input);
  return hash.digest();
}
