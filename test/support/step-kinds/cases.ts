import type { Step } from '../../../src/spec/step.ts';
import type { StepKindCase } from './case.ts';
import { checks } from './checks.ts';
import { effects } from './effects.ts';
import { failures } from './failures.ts';
import { loops } from './loops.ts';
import { others } from './others.ts';
import { surroundings } from './surroundings.ts';

/** At least one case for each kind of step. */
export const stepKindCases: readonly StepKindCase[] = [
  ...checks,
  ...effects,
  ...loops,
  ...surroundings,
  ...failures,
  ...others,
];

const kinds: Readonly<Record<Step['kind'], true>> = {
  reject: true,
  lookup: true,
  switch: true,
  'each-element': true,
  'each-row': true,
  'each-gap': true,
  call: true,
  set: true,
  fault: true,
  reply: true,
  'reply-element': true,
  keeps: true,
  insert: true,
  remove: true,
  choose: true,
  wait: true,
  gap: true,
  undo: true,
};

/** All kinds that there are: the compiler asks for a new one. */
export const stepKinds: readonly string[] = Object.keys(kinds);
