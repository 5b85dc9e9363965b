import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPrinter, type Printer } from '../../src/emit/template.ts';

const root = join(import.meta.dirname, '../../templates');

function readAll(): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));
  return new Map(
    files.map((file) => [file.slice(0, -'.hbs'.length).replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')]),
  );
}

/**
 * Wraps a view so that a template that asks for a name which the view lacks fails: Handlebars takes a
 * missing name in `#if` or `#each` as false.
 */
export function strictView<View extends object>(view: View): View {
  return new Proxy(view, {
    get(target, name, receiver): unknown {
      if (typeof name === 'string' && !(name in target))
        throw new Error(`the view has no "${name}"; it has ${Object.keys(target).join(', ')}`);
      const value: unknown = Reflect.get(target, name, receiver);
      return typeof value === 'object' && value !== null ? strictView(value) : value;
    },
  });
}

let shared: Printer | undefined;

/** The project's own templates, printing strict views. */
export function printer(): Printer {
  shared ??= createPrinter(readAll());
  const print = shared;
  return (template, view) => print(template, strictView(view));
}
