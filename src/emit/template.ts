import Handlebars from 'handlebars';
import { printerOf, type Printer } from './printer.ts';

export type { Printer } from './printer.ts';

/** Templates only lay text out: decisions that need more than these belong in the view. */
const knownHelpers = { each: true, if: true, unless: true, with: false, log: false, lookup: false };

const options = { noEscape: true, strict: true, knownHelpersOnly: true, knownHelpers };

/**
 * Makes a printer of templates given by name (`uapi/header`, the path in templates/ without its
 * extension). Every template can be used as a partial by its name. A template is compiled when it is
 * first printed, and once.
 *
 * @throws Error for an unknown template, helper or partial, a syntax error, or a name that the view lacks
 */
export function createPrinter(sources: ReadonlyMap<string, string>): Printer {
  const handlebars = Handlebars.create();
  const templates = [...sources].map(([name, source]) => [name, handlebars.compile<object>(source, options)] as const);
  return printerOf(handlebars, new Map(templates));
}

/** A template as JavaScript, for `template()` of Handlebars' runtime. The build compiles all of them ahead with it. */
export function precompile(source: string): string {
  const compiled: unknown = Handlebars.precompile(source, options);
  if (typeof compiled !== 'string') throw new TypeError('Handlebars gives JavaScript as text');
  return compiled;
}
