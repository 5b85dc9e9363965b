import { describe, expect, it } from 'vitest';
import { targets } from '../../src/emit/targets.ts';
import { scenarioInput, scenarioNames, scenarioOutput } from '../support/scenario.ts';
import { baseIn } from '../support/specs.ts';
import { printer } from '../support/templates.ts';

describe.each(scenarioNames)('%s', (name) => {
  it.each(Object.entries(targets))('gives the same %s as ever', (target, emit) => {
    const files = emit({ interface: baseIn(scenarioInput(name)).interface, proposal: null }, printer());
    expect(new Map(files.map(({ path, text }) => [path, text]))).toEqual(scenarioOutput(name, target, files));
    expect(new Set(files.map((file) => file.target))).toEqual(new Set([target]));
  });
});
