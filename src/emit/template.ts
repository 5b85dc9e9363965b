import Handlebars from 'handlebars';

/** Prints a view by the template of that name, as `uapi/header`. */
export type Printer = (template: string, view: object) => string;

/** Templates only lay text out: decisions that need more than these belong in the view. */
const knownHelpers = { each: true, if: true, unless: true, with: false, log: false, lookup: false };

const options = { noEscape: true, strict: true, knownHelpersOnly: true, knownHelpers };

/**
 * Makes a printer of templates given by name (`uapi/header`, the path in templates/ without its
 * extension). Every template can be used as a partial by its name. A template is compiled when it is
 * first printed, and once.
 *
 * The printed text has no blanks at the end of a line (Handlebars indents empty lines of a partial).
 *
 * @throws Error for an unknown template, helper or partial, a syntax error, or a name that the view lacks
 */
export function createPrinter(sources: ReadonlyMap<string, string>): Printer {
  const handlebars = Handlebars.create();
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  for (const [name, source] of sources) {
    const template = handlebars.compile<object>(source, options);
    compiled.set(name, template);
    handlebars.registerPartial(name, template);
  }
  return (name, view) => {
    const template = compiled.get(name);
    if (template === undefined) throw new Error(`no template ${name}`);
    return template(view).replace(/[ \t]+$/gm, '');
  };
}
