import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/diagnostics/finding.ts';
import type { Interface } from '../../src/spec/interface.ts';
import type { SpecSource } from '../../src/spec/load/load.ts';
import { loadSystem, type LoadedSystem } from '../../src/spec/load/system.ts';
import { loadWorld } from '../../src/spec/load/world.ts';
import type { World } from '../../src/spec/world.ts';

const root = join(import.meta.dirname, '../..');

/** Changes to files of the project, by path from its root: a text that must be there once, and what stands there instead. */
export type Changes = Readonly<Record<string, readonly [text: string, by: string]>>;

function source(path: string, changes: Changes): SpecSource {
  const text = readFileSync(join(root, path), 'utf8');
  const change = changes[path];
  if (!change) return { path, text };
  if (text.split(change[0]).length !== 2) throw new Error(`${path} does not have this once: ${change[0]}`);
  return { path, text: text.replace(change[0], () => change[1]) };
}

/** A finding as an author reads it. */
export function told({ code, message, span, fix }: Finding): string {
  return `${span.file}:${span.line}:${span.column} ${code} ${message}${fix === undefined ? '' : ` (${fix})`}`;
}

function required<T>({ value, findings }: { readonly value: T | null; readonly findings: readonly Finding[] }): T {
  if (value !== null) return value;
  throw new Error(findings.map(told).join('\n'));
}

/** One of the project's own systems. */
export function systemOf(name: string, changes: Changes = {}): LoadedSystem {
  const path = (below: string): string => `specs/vfio/${below}.yaml`;
  return required(
    loadSystem(source(path(name), changes), {
      part: (below) => (existsSync(join(root, path(below))) ? source(path(below), changes) : null),
      system: (base) => systemOf(base, changes),
    }),
  );
}

/** One of the project's own worlds. */
export function worldOf(name: string, of: Interface, changes: Changes = {}): World {
  return required(loadWorld(source(`specs/worlds/${name}.yaml`, changes), of));
}
