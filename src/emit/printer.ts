import type { TemplateDelegate } from 'handlebars';

/** Prints a view by the template of that name, as `uapi/header`. */
export type Printer = (template: string, view: object) => string;

/** The part of Handlebars that compiled templates need: they find each other by name. */
interface Partials {
  registerPartial(name: string, template: TemplateDelegate): void;
}

/**
 * Makes a printer of compiled templates. The printed text has no blanks at the end of a line (Handlebars indents empty
 * lines of a partial).
 *
 * @throws Error for an unknown template or partial, or a name that the view lacks
 */
export function printerOf(handlebars: Partials, templates: ReadonlyMap<string, TemplateDelegate>): Printer {
  for (const [name, template] of templates) handlebars.registerPartial(name, template);
  return (name, view) => {
    const template = templates.get(name);
    if (template === undefined) throw new Error(`no template ${name}`);
    return template(view).replace(/[ \t]+$/gm, '');
  };
}
