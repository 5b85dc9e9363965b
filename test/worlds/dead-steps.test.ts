import { join } from 'node:path';
import { expect, it } from 'vitest';
import { interfaceOf, SpecLoader } from '../../src/workbench/load.ts';
import { deadSteps } from '../../src/workbench/verify/dead-steps.ts';
import { exploreWorld } from '../../src/workbench/verify/explore-world.ts';

const loader = new SpecLoader(join(import.meta.dirname, '../..'));
const bounds = { states: 2_000_000, bytes: 2 ** 29, property: null, onProgress: () => undefined };

it.each([...loader.proposalNames(), ...loader.systemNames()])('the worlds come to each step of %s', (name) => {
  const [subject] = loader.load([name]).subjects;
  if (!subject || subject.kind === 'base') throw new Error(`no ${name}`);
  const of = interfaceOf(subject);
  const explored = loader.worlds(subject).worlds.map((world) => exploreWorld(of, world, bounds));
  const files = subject.kind === 'system' ? subject.system.ownFiles : new Set([subject.proposal.span.file]);
  const { dead, steps } = deadSteps(of, explored, files);
  expect(dead.map(({ step, what }) => `${step.span.file}:${step.span.line} ${what}`)).toEqual([]);
  expect(steps).toBeGreaterThan(10);
});
