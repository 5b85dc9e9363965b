/**
 * What `abiwright` starts: dist/abiwright.cjs. It loads the commands, which are a bundle of their own, through the code
 * cache. oclif takes the commands from the exports of this file (`oclif.commands` of package.json).
 */
import { join } from 'node:path';
import { loadWithCodeCache } from '../host/code-cache.ts';
import { favourShortRuns } from '../host/favour-short-runs.ts';
import type * as Main from './main.ts';

/** Set by the build: the bundle's hash. */
declare const ABIWRIGHT_BUILD_ID: string;

const file = join(import.meta.dirname, 'commands.cjs');
const purpose = /^[a-z]+$/.exec(process.argv[2] ?? '')?.[0].slice(0, 20) ?? 'help';
// Before anything is loaded: V8 takes no compiled code of a run that began with other flags.
favourShortRuns();
const bundle = { exports: {} as typeof Main };
loadWithCodeCache(file, ABIWRIGHT_BUILD_ID, purpose)(bundle.exports, require, bundle, file, import.meta.dirname);

export const commands = bundle.exports.commands;

void bundle.exports.main(process.argv.slice(2));
