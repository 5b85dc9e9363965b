import ts from 'typescript';
import { expect, it } from 'vitest';
import { typescriptBindings } from '../../src/emit/typescript/bindings.ts';
import { uapiHeader } from '../../src/emit/uapi/header.ts';
import type { Emitter } from '../../src/emit/file.ts';
import type { Interface } from '../../src/spec/interface.ts';
import { withHostileTexts } from '../support/hostile.ts';
import { seed } from '../support/seed.ts';
import { scenarioInput } from '../support/scenario.ts';
import { baseIn } from '../support/specs.ts';
import { printer } from '../support/templates.ts';

const vault = baseIn(scenarioInput('vault')).interface;
const seeds = Array.from({ length: 40 }, (_, index) => [seed + index] as const);

function emitted(emit: Emitter, subject: Interface): string {
  return emit({ interface: subject, proposal: null, explored: null }, printer())
    .map((file) => file.text)
    .join('');
}

/** A header without its comments, read as a C90 compiler does: trigraphs and spliced lines first. */
function code(header: string): string[] {
  const spliced = header.replaceAll('??/', '\\').replaceAll('\\\n', '');
  return spliced
    .replaceAll(/\/\*[^]*?\*\//g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

function script(source: string): string {
  return ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2023, removeComments: true } })
    .outputText;
}

it.each(seeds)('no text of seed %i leaves its comment in the header', (one) => {
  expect(code(emitted(uapiHeader, withHostileTexts(vault, one)))).toEqual(code(emitted(uapiHeader, vault)));
});

it.each(seeds)('no text of seed %i leaves its comment in the bindings', (one) => {
  expect(script(emitted(typescriptBindings, withHostileTexts(vault, one)))).toBe(
    script(emitted(typescriptBindings, vault)),
  );
});
