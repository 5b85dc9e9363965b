import { dirname, join } from 'node:path';
import { finding, type Finding } from '../diagnostics/finding.ts';
import { wholeFile } from '../diagnostics/span.ts';
import { exists } from '../host/find.ts';
import type { SpecSource } from '../spec/load/load.ts';
import { loadSystem, type LoadedSystem } from '../spec/load/system.ts';
import { shownPath } from './specs-folder.ts';

/** Loads systems by name, each once. */
export class SystemLoader {
  private readonly loaded = new Map<string, LoadedSystem | null>();
  private readonly open: string[] = [];
  private readonly files: ReadonlyMap<string, string>;
  private readonly read: (path: string) => SpecSource | null;
  private readonly findings: Finding[];

  /** `files` are those of the systems by name; `findings` gets what is wrong with them. */
  constructor(files: ReadonlyMap<string, string>, read: (path: string) => SpecSource | null, findings: Finding[]) {
    this.files = files;
    this.read = read;
    this.findings = findings;
  }

  /** Null where there is none of that name, or it has findings. */
  system(name: string): LoadedSystem | null {
    const known = this.loaded.get(name);
    if (known !== undefined) return known;
    const path = this.files.get(name);
    if (path === undefined) return null;
    if (this.open.includes(name)) {
      this.findings.push(finding('SPEC0007', `the system '${name}' extends itself`, wholeFile(shownPath(path))));
      return null;
    }
    this.open.push(name);
    const source = this.read(path);
    const part = (below: string): SpecSource | null => {
      const file = join(dirname(path), `${below}.yaml`);
      return exists(file) ? this.read(file) : null;
    };
    const loaded = source && loadSystem(source, { part, system: (base) => this.system(base) });
    this.open.pop();
    this.findings.push(...(loaded?.findings ?? []));
    this.loaded.set(name, loaded?.value ?? null);
    return loaded?.value ?? null;
  }
}
