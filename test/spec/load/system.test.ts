import { describe, expect, it } from 'vitest';
import type { SpecSource } from '../../../src/spec/load/load.ts';
import { loadSystem, type LoadedSystem } from '../../../src/spec/load/system.ts';
import { told } from '../../support/systems.ts';
import { gateSource } from './gate.ts';

const none = { part: () => null, system: () => null };
const gate = loadSystem(gateSource, none).value!;

/** What is said of the system with one of its texts replaced. */
function changed(text: string, by: string): readonly string[] {
  expect(gateSource.text.split(text)).toHaveLength(2);
  return loadSystem({ ...gateSource, text: gateSource.text.replace(text, () => by) }, none).findings.map(told);
}

function extending(rest: string): { readonly system: LoadedSystem | null; readonly said: readonly string[] } {
  const text = `system: gate2\ntitle: another door\ndoc: A delta.\nextends: gate\n${rest}`;
  const around = { part: () => null, system: (name: string) => (name === 'gate' ? gate : null) };
  const { value, findings } = loadSystem({ path: 'gate2.yaml', text }, around);
  return { system: value, said: findings.map(told) };
}

describe('a system', () => {
  it('is an interface without ioctls', () => {
    const { interface: of, title } = gate;
    expect([title, of.name, of.family.name, of.ioctls, of.family.entry]).toEqual(['a door', 'gate', 'gate', [], []]);
    expect([...of.verbs.values()].map(({ name, teardown }) => [name, teardown])).toEqual([
      ['open-door', false],
      ['pass', true],
    ]);
    expect(of.properties).toMatchObject([
      { name: 'one-passes', at: 'always', after: null, unless: null, because: null },
    ]);
    expect(of.measures).toMatchObject([{ name: 'passed', greatest: { op: 'quantifier', quantifier: 'sum' } }]);
  });

  it('is made of files beside it', () => {
    const part: SpecSource = {
      path: 'model/key.yaml',
      text: 'tables: [{ table: key, doc: A key., columns: { door: door } }]',
    };
    const text = gateSource.text.replace('state-enums:', 'parts: [model/key, model/lock]\nstate-enums:');
    const { findings } = loadSystem(
      { ...gateSource, text },
      { ...none, part: (path) => (path === 'model/key' ? part : null) },
    );
    expect(findings.map(told)).toEqual([
      'gate.yaml:4:20 SPEC0006 no file model/lock.yaml that can be read is in this folder',
    ]);
    const whole = { ...gateSource, text: text.replace(', model/lock', '') };
    expect([...loadSystem(whole, { ...none, part: () => part }).value!.interface.tables.keys()]).toContain('key');
  });

  it('may be a delta on another, and excuse its properties', () => {
    const { system, said } = extending(`amend:
  - verb: open-door
    steps: [{ replace: open, steps: [] }]
  - property: one-passes
    unless: some(door, door.state == SHUT)
    because: a door that shuts again is declared
  - property: one-passes
    unless: some(process, process.dead)
    because: so is death
`);
    expect(said).toEqual([]);
    expect(system!.interface.verbs.get('open-door')!.steps).toEqual([]);
    expect(system!.interface.properties).toMatchObject([
      {
        name: 'one-passes',
        because: 'a door that shuts again is declared; so is death',
        unless: { op: 'binary', operator: '||' },
      },
    ]);
    expect(gate.interface.properties[0]!.unless).toBeNull();
  });

  it.each([
    [
      'amend: [{ property: one-pases, unless: true, because: of it }]',
      "5:21 SPEC0009 the base has no property 'one-pases' (did you mean 'one-passes'?)",
    ],
    ['amend: [{ property: one-passes, unless: true }]', "5:9 SPEC0002 'because' is missing here (add because: ...)"],
    [
      'properties: [{ property: one-passes, doc: Again., holds: true }]',
      "5:26 SPEC0005 property 'one-passes' is already declared at gate.yaml:27",
    ],
  ])('is refused with %s', (rest, said) => {
    expect(extending(rest).said).toEqual([`gate2.yaml:${said}`]);
  });

  it.each([
    [
      'holds: every(door, door.passed <= 1)',
      'holds: every(door, own(door))',
      "29:12 WLD0001 'process' is of a call, and a state is of none",
    ],
    [
      'holds: every(door, door.passed <= 1)',
      'holds: process.dead',
      "29:12 SEM0003 unknown name 'process' in expression",
    ],
    [
      'holds: every(door, door.passed <= 1)',
      'after: "true"\n    at: idle\n    holds: true',
      '30:9 WLD0002 what follows something is owed by the next quiet state (remove at)',
    ],
    [
      'holds: every(door, door.passed <= 1)',
      'unless: true\n    holds: true',
      "27:5 SPEC0002 'because' is missing here, beside 'unless' (add because: ...)",
    ],
    [
      'greatest: "sum(door, true, door.passed)"',
      'greatest: "every(door, true)"',
      '31:58 SEM0002 a boolean is no number',
    ],
    [
      'to: door.passed + 1 }',
      'to: door.passed + 1 }\n      - { call: pass, with: { door: door } }',
      "18:11 SPEC0007 the verb 'pass' calls itself",
    ],
    [
      'system: gate',
      'system: gates',
      "1:9 SPEC0011 the file is 'gate.yaml', the system says 'gates' (rename the file to gates.yaml)",
    ],
    ['title: a door', 'title: a door\nextends: fence', "3:10 SPEC0008 no system 'fence' that is in order is here"],
  ])('is refused where %s is %s', (text, by, said) => {
    expect(changed(text, by)).toEqual([`gate.yaml:${said}`]);
  });
});
