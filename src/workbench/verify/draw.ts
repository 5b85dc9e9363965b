import { UsageError } from '../../host/errors.ts';
import { mermaidText } from '../../telling/mermaid.ts';
import { standings } from '../../telling/standing.ts';
import { svgText } from '../../telling/svg.ts';
import type { Verification } from '../../telling/verification.ts';
import { templatePrinter } from '../templates.ts';

/** How a counterexample can be drawn. */
const drawings = { mermaid: mermaidText, svg: svgText } as const;

/**
 * Draws the first counterexample.
 *
 * @throws UsageError CLI0015 where there is none
 */
export function draw(verification: Verification, as: keyof typeof drawings): string {
  const all = standings(verification).flatMap((each) => [...each.decisive, ...each.expected]);
  const found = all.find(({ verdict }) => verdict.counterexample !== null);
  if (!found?.verdict.counterexample)
    throw new UsageError('CLI0015', `${verification.name} has no counterexample to draw`, null);
  const { world, verdict } = found;
  const title = `${verification.name}: ${verdict.id} is violated in ${world.name}`;
  return drawings[as](title, found.verdict.counterexample, templatePrinter()).trimEnd();
}
