import { x86_64 } from '../../src/layout/abi/x86_64.ts';
import { layoutOf } from '../../src/layout/layout.ts';
import { lowerVerb } from '../../src/machine/lower.ts';
import { run } from '../../src/machine/run.ts';
import { longestWord, type Row, type Value } from '../../src/machine/value.ts';
import { readFields, writeFields } from '../../src/model/argument.ts';
import { KernelModel } from '../../src/model/kernel-model.ts';
import type { Interface } from '../../src/spec/interface.ts';
import { SparseMemory } from './sparse-memory.ts';

/** What a call has come to: its errno, null for success, and the argument after it. */
export interface Called {
  readonly errno: string | null;
  /** A member of the argument. */
  told(member: string): bigint;
}

/** A fresh kernel in which processes without rights call by the names of ioctls and members. */
export class CalledKernel {
  readonly model: KernelModel;
  readonly context: Row;
  readonly process: Row;

  constructor(of: Interface) {
    this.model = new KernelModel(of);
    this.process = this.model.process(1);
    this.context = this.model.open(this.process);
  }

  call(name: string, values: Readonly<Record<string, bigint>>, process = this.process, privileged = false): Called {
    const { interface: of } = this.model;
    const ioctl = [...of.ioctls, ...of.testIoctls].find((each) => each.name === name);
    if (!ioctl) throw new Error(`no ioctl ${name}`);
    const argument = new Uint8Array(layoutOf(ioctl.struct, x86_64).size);
    writeFields(ioctl.struct, argument, [['size', BigInt(argument.length)], ...Object.entries(values)], x86_64);
    const result = this.model.call(this.context, process, {
      request: this.model.request(ioctl),
      argument,
      memory: new SparseMemory(),
      privileged,
      preferred: [],
    });
    const after = readFields(ioctl.struct, result.argument ?? argument, x86_64);
    return { errno: result.errno, told: (member) => after.get(member) ?? -1n };
  }

  /** Runs a kernel action that no call of the model stands for. */
  act(verb: string, given: Readonly<Record<string, Value>>): void {
    const { interface: of, state } = this.model;
    const found = of.verbs.get(verb);
    if (!found) throw new Error(`no verb ${verb}`);
    const never = (): never => {
      throw new Error('the action asks what surrounds it');
    };
    const environment = {
      word: longestWord,
      symbol: (name: string): bigint => (name === 'PAGE_SIZE' ? 4096n : (1n << 64n) - 1n),
      callSize: never,
      ask: never,
      readElement: never,
      writeElements: never,
      reply: never,
      fails: () => null,
      preferred: () => [],
    };
    run(lowerVerb(of, found), { state, fields: new Map(), given, environment });
  }

  /** One column of all rows of a table. */
  column(table: string, name: string): readonly Value[] {
    return this.model.state.rows(table).map(({ values }) => values[name] ?? null);
  }
}
