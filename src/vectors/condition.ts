import type { Environment } from '../machine/environment.ts';
import { evaluate } from '../machine/evaluate.ts';
import { longestWord, truth } from '../machine/value.ts';
import type { Expression } from '../spec/expression/expression.ts';
import { State } from '../machine/state.ts';
import type { World } from './world.ts';

function never(): never {
  throw new Error('the condition asks for more than the argument');
}

const nothing = new State({ tables: new Map() });

/** Does a condition that is about the argument alone hold of one? */
export function holds(when: Expression, argument: ReadonlyMap<string, bigint>, world: World): boolean {
  const environment: Environment = {
    word: longestWord,
    symbol: (name) => world.symbols[name],
    callSize: never,
    ask: never,
    readElement: never,
    writeElements: never,
    reply: never,
    fails: never,
    preferred: never,
  };
  return truth(evaluate(when, { state: nothing, environment, fields: argument, locals: new Map() }));
}
