import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mermaidText } from '../../src/telling/mermaid.ts';
import { svgText } from '../../src/telling/svg.ts';
import type { Counterexample, ToldMove } from '../../src/telling/verification.ts';
import { abiwright } from '../support/abiwright.ts';
import { printer } from '../support/templates.ts';

const folder = import.meta.dirname;
const expected = (file: string): string => readFileSync(join(folder, 'expected', file), 'utf8');

it('tells verdicts, what they assume, and each counterexample step by step with who could end it', () => {
  const run = abiwright(['verify', 'gate'], { folder });
  expect(run).toEqual({ status: 1, output: expected('gate.txt'), errors: '' });
});

it('draws the counterexample of one property', () => {
  const mermaid = abiwright(['verify', 'gate', '--property', 'no-lock-to-user', '--mermaid'], { folder });
  expect(mermaid).toEqual({ status: 1, output: expected('gate.mmd'), errors: '' });
  const svg = abiwright(['verify', 'gate', '--svg'], { folder });
  expect(svg).toEqual({ status: 1, output: expected('gate.svg'), errors: '' });
});

it('tells machines all of it', () => {
  const run = abiwright(['verify', 'gate', '--json'], { folder });
  const { name, worlds } = JSON.parse(run.output) as { name: string; worlds: Record<string, unknown>[] };
  expect([run.status, name, worlds.length]).toEqual([1, 'gate', 2]);
  expect(worlds[0]).toMatchObject({ world: 'work-and-close', measures: [{ id: 'jobs-passed', greatest: '1' }] });
  expect(worlds[0]!['assumptions']).toContain('page faults are answered');
  const properties = worlds[0]!['properties'] as Record<string, unknown>[];
  const lock = properties.find((each) => each['id'] === 'no-lock-to-user')!;
  expect(lock).toMatchObject({ outcome: 'violated', depth: 4 });
  expect((lock['trace'] as object[]).at(-1)).toEqual({
    actor: 'worker',
    action: 'serves the job',
    begins: false,
    argument: {},
    ended: false,
    errno: null,
    sleeps: { until: '!gate.shut', verb: 'pass' },
    drops: null,
    step: '1',
    file: 'specs/gate/gate.yaml',
    line: 38,
    steps: [
      { file: 'specs/gate/gate.yaml', line: 49, kind: 'call', verbs: ['serve'] },
      { file: 'specs/gate/gate.yaml', line: 38, kind: 'wait', verbs: ['serve', 'pass'] },
    ],
    changes: [],
  });
  expect(lock['ending']).toMatchObject({
    kind: 'quiet',
    sleepers: [{ actor: 'worker', step: 4, endedBy: [{ actor: 'user', action: 'opens the gate' }] }],
  });
  expect(worlds[1]).toMatchObject({ world: null, properties: [{ id: 'no-dead-step', outcome: 'holds', dead: [] }] });
});

it('refuses to draw what is not there', () => {
  const run = abiwright(['verify', 'gate', '--property', 'kernel-work-ends', '--svg'], { folder });
  expect(run).toMatchObject({ status: 2, output: '' });
  expect(run.errors).toContain('CLI0015');
});

const move: ToldMove = {
  lane: 0,
  action: 'writes "<b>" & ends;\n%% more',
  begins: true,
  argument: [{ member: 'iova', value: 'PAGE_SIZE', chosen: true }],
  ended: true,
  errno: null,
  sleeps: null,
  drops: null,
  changes: [],
  cited: { file: 'specs/a<b>.yaml', line: 3, step: '1' },
  steps: [],
};
const hostile: Counterexample = {
  lanes: ['end <script>'],
  moves: [move],
  ending: { kind: 'state', broken: null, sleepers: [] },
};

it('escapes what specs say in drawings', () => {
  const svg = svgText('a "title" <x>', hostile, printer());
  expect(svg).toContain('writes &quot;&lt;b&gt;&quot; &amp;');
  expect(svg).not.toMatch(/<(b|x|script)>/);
  const mermaid = mermaidText('a "title"', hostile, printer());
  expect(mermaid.split('\n').slice(0, 7)).toEqual([
    '---',
    'title: "a \\"title\\""',
    '---',
    'sequenceDiagram',
    '    participant lane1 as #101;nd #60;script#62;',
    '    lane1->>lane1: 1. writes #34;#60;b#62;#34; #38; ends#59;#92;x0a#37;#37; more<br/>iova PAGE_SIZE',
    '    Note right of lane1: a#60;b#62;.yaml:3',
  ]);
});
