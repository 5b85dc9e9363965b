import type { SpecSource } from '../../../src/spec/load/load.ts';

/** A system with a door that a thread of the kernel waits at. */
export const gateSource: SpecSource = {
  path: 'gate.yaml',
  text: `system: gate
title: a door
doc: Somebody waits at a door that somebody else opens.
state-enums:
  - { enum: door_state, values: [SHUT, OPEN] }
tables:
  - { table: process, doc: A process., columns: { dead: bool } }
  - { table: door, doc: A door., columns: { state: door_state, passed: u32, owner: process } }
functions:
  - { function: own, takes: { door: door }, is: door.owner == process, doc: Is it the caller's? }
verbs:
  - verb: open-door
    stands-for: gate_open
    doc: Opens a door.
    takes: { door: door }
    steps:
      - { set: door.state, place: open, to: OPEN }
  - verb: pass
    stands-for: gate_pass
    doc: Goes through a door.
    takes: { door: door }
    teardown: true
    steps:
      - { wait: door.state == OPEN, unless: { killed: EINTR } }
      - { set: door.passed, to: door.passed + 1 }
properties:
  - property: one-passes
    doc: Nobody passes twice.
    holds: every(door, door.passed <= 1)
measures:
  - { measure: passed, doc: How many passed., greatest: "sum(door, true, door.passed)" }
`,
};

/** A world of it. */
export const world = `world: two
title: one opens, one passes
doc: A user and a worker.
of: [gate]
word: { bits: 5, page: 4 }
rows: { door: 1, process: 1 }
start:
  - { insert: process, as: vmm, row: {} }
  - { insert: door, as: front, row: { owner: vmm } }
actors:
  - actor: user
    is: user
    given: { process: vmm }
    calls: 2
    killed: vmm.dead
    may:
      - { action: opens, when: front.state == SHUT, do: [{ call: open-door, with: { door: front } }] }
  - actor: worker
    is: kernel
    may:
      - { action: passes, when: front.passed == 0, do: [{ call: pass, with: { door: front } }] }
expect: { one-passes: it has no lock }
`;
