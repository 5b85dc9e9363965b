import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/workbench/check.ts';
import { generate } from '../../src/workbench/generate.ts';
import { SpecLoader } from '../../src/workbench/load.ts';
import { replay } from '../../src/workbench/replay.ts';
import { makeSeriesOf } from '../../src/workbench/series.ts';
import { summary } from '../../src/workbench/summary.ts';
import { gateSource, world } from '../spec/load/gate.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A folder with these files in its specs, beside a proposals folder that makes it one of ours. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'specs/proposals'), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, 'specs', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return folder;
}

const files = { 'doors/gate.yaml': gateSource.text, 'worlds/two.yaml': world };

/** What a check says, by the name of the file. */
function said(names: readonly string[], folder: string): readonly string[] {
  return check(names, folder).findings.map(
    ({ code, message, span }) => `${span.file.replace(/^.*specs\//, '')}:${span.line} ${code} ${message}`,
  );
}

describe('a system', () => {
  it('is found beside the bases, checked with its worlds, and summed up', () => {
    const folder = folderOf(files);
    const { findings, names } = check(['gate'], folder);
    expect(findings).toEqual([]);
    expect(summary(names)).toBe('gate  0 errors, 0 warnings   2 verbs, 1 world');
    const loader = new SpecLoader(folder);
    expect(loader.systemNames()).toContain('gate');
    expect(loader.worlds(loader.load(['gate']).subjects[0]!).worlds.map((each) => each.name)).toEqual(['two']);
  });

  it('may not extend itself, nor have the name of a proposal', () => {
    const extending = gateSource.text.replace('system: gate', 'system: gate\nextends: gate');
    expect(said(['gate'], folderOf({ 'doors/gate.yaml': extending }))).toEqual([
      "doors/gate.yaml:1 SPEC0007 the system 'gate' extends itself",
      "doors/gate.yaml:2 SPEC0008 no system 'gate' that is in order is here",
    ]);
    expect(said(['gate'], folderOf({ ...files, 'proposals/gate/proposal.yaml': '' }))).toEqual([
      "proposals/gate:1 SPEC0005 'gate' is a system already",
    ]);
  });

  it('is nothing to generate, mail or replay', async () => {
    const folder = folderOf(files);
    expect(() => generate(['gate'], folder, { out: null, targets: [], check: true, onStage: () => undefined })).toThrow(
      'gate is a system, and nothing is generated from it',
    );
    expect(() => replay([], 'gate', folder)).toThrow('gate is a system, and has no ioctls that could be replayed');
    const options = {
      tree: null,
      version: 1,
      out: null,
      previous: null,
      signOff: false,
      force: false,
      allowViolations: false,
    };
    await expect(makeSeriesOf('gate', folder, { ...options, onStage: () => undefined })).rejects.toThrow(
      'gate is a system, and a series is of a proposal',
    );
  });
});

describe('a world', () => {
  const stranger = world.replace('of: [gate]', 'of: [gates]').replace('world: two', 'world: three');

  it('of nothing is told by a check of everything, and stops nobody else', () => {
    const folder = folderOf({ ...files, 'worlds/three.yaml': stranger });
    expect(said(['gate'], folder)).toEqual([]);
    expect(said([], folder)).toEqual([
      "worlds/three.yaml:4 SPEC0006 no system, base, proposal or family is called 'gates'",
    ]);
  });

  it('that cannot be read stops what it mentions', () => {
    const folder = folderOf({ ...files, 'worlds/three.yaml': 'world: three\nof: [gate' });
    expect(said(['gate'], folder)).toMatchObject([expect.stringContaining('worlds/three.yaml:2 YAML0001')]);
    const other = { ...files, 'worlds/three.yaml': 'world: three\nof: [iommufd' };
    expect(said(['gate'], folderOf(other))).toEqual([]);
  });

  it('whose steps cannot be run is refused', () => {
    const loop = `do: [{ each: door, in: door, where: true, do: [{ set: door.passed, to: 1 }, { undo: [{ set: door.passed, to: 0 }] }] }]`;
    const text = world.replace('do: [{ call: open-door, with: { door: front } }]', loop);
    expect(said(['gate'], folderOf({ ...files, 'worlds/two.yaml': text }))).toEqual([
      expect.stringContaining('worlds/two.yaml:17 SEM0009 an undo runs once'),
    ]);
  });
});
