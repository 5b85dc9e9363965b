import { coverLetterPage } from './cover-letter/page.ts';
import { documentationPages } from './documentation/pages.ts';
import type { Emitter } from './file.ts';
import { kernelSide } from './kernel/kernel-side.ts';
import { selftestPrograms } from './selftest/selftest.ts';
import { typescriptBindings } from './typescript/bindings.ts';
import { uapiHeader } from './uapi/header.ts';

/** Every emitter, in the order in which `generate` lists them. A new one is a folder here and a line below. */
export const targets: Readonly<Record<string, Emitter>> = {
  uapi: uapiHeader,
  kernel: kernelSide,
  typescript: typescriptBindings,
  selftest: selftestPrograms,
  documentation: documentationPages,
  'cover-letter': coverLetterPage,
};
