import { describe, expect, it } from 'vitest';
import { documentationPages } from '../../src/emit/documentation/pages.ts';
import type { EmittedFile, Emitter } from '../../src/emit/file.ts';
import { selftestPrograms } from '../../src/emit/selftest/selftest.ts';
import { typescriptBindings } from '../../src/emit/typescript/bindings.ts';
import { uapiHeader } from '../../src/emit/uapi/header.ts';
import { scenarioInput, scenarioOutput, scenarioProposal } from '../support/scenario.ts';
import { baseIn, proposalIn } from '../support/specs.ts';
import { printer } from '../support/templates.ts';

const base = baseIn(scenarioInput('vault'));
const proposal = proposalIn(scenarioProposal('vault'), 'vault-list', base);

function texts(files: readonly EmittedFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ path, text }) => [path, text]));
}

describe('vault', () => {
  it.each<[string, Emitter]>([
    ['uapi', uapiHeader],
    ['typescript', typescriptBindings],
    ['documentation', documentationPages],
    ['selftest', selftestPrograms],
  ])('has the %s that was read and approved', (target, emit) => {
    const files = emit({ interface: base.interface, proposal: null, explored: null }, printer());
    expect(texts(files)).toEqual(scenarioOutput('vault', base.interface.name, target, files));
    expect(new Set(files.map((file) => file.target))).toEqual(new Set([target]));
  });

  it.each<[string, Emitter]>([
    ['documentation', documentationPages],
    ['selftest', selftestPrograms],
  ])('has the %s of a proposal that was read and approved', (target, emit) => {
    const files = emit({ interface: proposal.result, proposal, explored: null }, printer());
    expect(texts(files)).toEqual(scenarioOutput('vault', proposal.name, target, files));
  });
});
