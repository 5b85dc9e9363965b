import type { Scope } from '../expression/scope.ts';
import { walk, type Step } from '../step.ts';
import type { StepSyntax } from '../syntax.ts';
import type { StepWorld } from './step-values.ts';
import { StepResolver } from './steps.ts';

/** Resolves steps of a world: those of a verb, but for what only a call with an argument can do. */
export function worldSteps(world: StepWorld, syntax: readonly StepSyntax[], scope: Scope): readonly Step[] {
  const steps = new StepResolver(world, false).list(syntax, scope);
  for (const { kind, span } of walk(steps))
    if (kind === 'reply' || kind === 'reply-element' || kind === 'each-element')
      world.findings.add('WLD0005', 'this is no call with an argument, and nothing in user memory is of it', span);
  return steps;
}
