import type { Instruction } from '../program.ts';
import type { PackedPlace } from '../system/packing.ts';
import type { Point } from '../system/point.ts';
import type { ActorPlace } from '../system/vector.ts';
import { actorExpressions, blockText } from './block.ts';
import { worldName, type Code } from './code.ts';
import { ExpressionPrinter } from './expression.ts';
import { propertyBit } from './property-bits.ts';

export interface ModuleOf {
  readonly code: Code;
  readonly rows: ReadonlyMap<string, number>;
  readonly places: readonly PackedPlace[];
  readonly words: number;
  readonly mark: (instruction: Instruction) => string;
  /** Whether moves are told. */
  readonly tells: boolean;
  /** Whether the greatest value of each measure is noted. */
  readonly measures: boolean;
  /** Whether the copies of an actor are put in order, so that states which differ in that only are one. */
  readonly sorts: boolean;
}

/** Choices are numbered in the order in which a block comes to them, and each block is run once for each way to choose. */
const choosing = `
const chosen = [], ways = [];
let errno = '', fair = false, full = -1, depth = 0, known = 0;
function pick(n) {
  if (n < 2) return 0;
  if (depth === known) { chosen[known] = 0; ways[known] = n; known++; }
  return chosen[depth++];
}
function again() {
  for (; known > 0; known--) if (++chosen[known - 1] < ways[known - 1]) return true;
  return false;
}`;

/** The text of the module that goes from state to state. */
export function moduleText(of: ModuleOf): string {
  const { code, places, words } = of;
  const { actors } = code.vector;
  const blocks = actors.filter((each) => each.copy === 0).flatMap((actor) => blockFunctions(of, actor));
  const moves = actors.map((actor, index) => actorText(of, actor, index));
  const finish = owedText(of);
  const sorted = sortText(of);
  const judged = judgeText(of);
  const stored = Array.from({ length: words }, (_unused, word) => {
    const parts = places.flatMap((place, index) =>
      place.bits > 0 && place.word === word
        ? [place.shift === 0 ? `v[${index}]` : `v[${index}] << ${place.shift}`]
        : [],
    );
    return `next[${word}] = ${parts.join(' | ') || '0'};`;
  });
  const loaded = places.flatMap(({ word, shift, bits }, index) =>
    bits > 0 ? [`v[${index}] = states[at + ${word}] >>> ${shift} & ${2 ** bits - 1};`] : [],
  );
  return `'use strict';
${choosing}
${code.text()}
${blocks.join('\n')}
function store() {
${stored.join('\n')}
}
function sort() {
${sorted}
}
function finish() {
${finish}
${of.sorts ? 'sort();' : ''}
store();
}
function load(states, at) {
${loaded.join('\n')}
}
function expand(states, at, sink) {
load(states, at);
base.set(v);
full = -1;
let kernel = 0, wedge = 0, lock = 0, bad = 0;
if (v[${code.vector.dangling}]) return ${propertyBit(code.system, 'no-dangling-reference')};
${moves.join('\n')}
${judged}
return bad;
}
function start() { v.set(first); finish(); }
function inOrder(states, at) { load(states, at); sort(); store(); }
return { start, expand, inOrder, fair: () => fair, full: () => full, errno: () => errno, chosen: () => chosen.slice(0, depth) };`;
}

function blockFunctions(of: ModuleOf, actor: ActorPlace): readonly string[] {
  const { code, rows } = of;
  const { actions, points } = actor.of;
  const block = (index: number, point: Point | null): string => {
    const action = actions[index];
    if (!action) throw new Error('an action of the actor');
    return blockText({ code, actor, index, action, rows, mark: of.mark, leaves: [] }, point);
  };
  return [
    ...actions.map((_action, index) => `function ${beginName(actor, index)}(o) {\n${block(index, null)}\n}`),
    ...points.map((point, index) => `function ${goOnName(actor, index)}(o) {\n${block(point.action, point)}\n}`),
  ];
}

function beginName({ of }: ActorPlace, action: number): string {
  return `begin_${of.actor.name.replaceAll(/\W/g, '_')}_${action}`;
}

function goOnName({ of }: ActorPlace, point: number): string {
  return `goOn_${of.actor.name.replaceAll(/\W/g, '_')}_${point}`;
}

/** All that one actor may do from a state. */
function actorText(of: ModuleOf, place: ActorPlace, number: number): string {
  const { actor, actions, points } = place.of;
  const tells = (counter: number, action: number): string =>
    of.tells ? `moves(${number}, ${counter}, ${action});` : '';
  const run = (name: string, counter: number, action: number, then: string): string =>
    `known = 0; do { depth = 0; errno = ''; ${tells(counter, action)} const g = ${name}(${place.counter});
if (g > 0) { ${then} finish(); sink(); v.set(base); } else if (g < 0) { full = -1 - g; v.set(base); }`;
  const expressions = actorExpressions({ code: of.code, actor: place, rows: of.rows });
  const spend = place.left === null ? '' : `v[${place.left}]--;`;
  const fair = actor.kind === 'kernel' ? 'kernel++;' : '';
  const begins = actions.map(({ action }, index) => {
    const guard = action.when ? expressions.condition(action.when) : 'true';
    return `if (${guard}) { ${fair} ${run(beginName(place, index), 0, index, `${spend} fair = ${actor.kind === 'kernel'};`)} } while (again()); }`;
  });
  const may = place.left === null ? '' : `if (v[${place.left}] > 0) `;
  const goesOn = points.map((point, index) => {
    const sleeps = point.teardown ? 'wedge = 1;' : isLock(actor.kind, point) ? 'lock = 1;' : '';
    return `case ${index + 1}: { let moved = false; ${run(goOnName(place, index), index + 1, point.action, 'fair = true;')}
if (g !== 0) moved = true; } while (again()); if (moved) kernel++; else { ${sleeps} } break; }`;
  });
  return `switch (v[${place.counter}]) {
case 0: ${may}{ ${begins.join('\n')} } break;
${goesOn.join('\n')}
}`;
}

/** Would somebody who sleeps here wait for what only a user does? A user's own call may, where a kill ends it. */
function isLock(kind: 'user' | 'kernel', point: Point): boolean {
  return kind === 'kernel' || !point.yield.unless.some((each) => each.event === 'killed');
}

/** Notes what is owed since a state was left. */
function owedText(of: ModuleOf): string {
  const { system, vector } = of.code;
  const expressions = worldExpressions(of);
  const owed = system.properties.flatMap(({ after, holds }, index) => {
    const place = vector.owed[index];
    if (!after || place === null || place === undefined) return [];
    const [from, to] = [expressions.condition(after), expressions.condition(holds)];
    return [`v[${place}] = (v[${place}] || ${from}) && !${to} ? 1 : 0;`];
  });
  return owed.join('\n');
}

/** Puts the copies of an actor in order. */
function sortText({ code }: ModuleOf): string {
  const sorted = code.vector.actors.flatMap((place) => {
    const { count } = place.of.actor;
    if (place.copy > 0 || count < 2) return [];
    const size = 1 + (place.left === null ? 0 : 1) + place.slots.length;
    const sort = code.function(
      'o, count, size',
      `for (let a = 1; a < count; a++) for (let b = a; b > 0; b--) {
  const x = o + b * size, y = x - size; let d = 0;
  for (let k = 0; k < size && d === 0; k++) d = v[x + k] - v[y + k];
  if (d >= 0) break;
  for (let k = 0; k < size; k++) { const t = v[x + k]; v[x + k] = v[y + k]; v[y + k] = t; }
}`,
    );
    return [`${sort}(${place.counter}, ${count}, ${size});`];
  });
  return sorted.join('\n');
}

function worldExpressions({ code, rows }: ModuleOf): ExpressionPrinter {
  return new ExpressionPrinter(code, (name) => worldName(code, rows, name), { capable: false });
}

/** What is wrong with the state that was expanded. */
function judgeText(of: ModuleOf): string {
  const { system, vector } = of.code;
  const expressions = worldExpressions(of);
  const busy = vector.actors.map((each) => `v[${each.counter}]`).join(' | ') || '0';
  const judged = system.properties.map((property, index) => {
    const owed = vector.owed[index];
    const holds = owed === null || owed === undefined ? expressions.condition(property.holds) : `!v[${owed}]`;
    const at = property.after ? 'quiet' : property.at;
    const when = { always: 'true', quiet: 'kernel === 0', idle: `(${busy}) === 0` }[at];
    const about = property.witness ? expressions.condition(property.witness) : 'true';
    const excuse = property.unless ? expressions.condition(property.unless) : 'false';
    return `if (${when} && ${about}) { seen[${index}]++; if (!${holds}) { if (${excuse}) excused[${index}]++; else bad |= ${2 ** index}; } }`;
  });
  const measures = of.measures ? system.interface.measures : [];
  const measured = measures.map(({ greatest }, index) => {
    const value = expressions.value(greatest);
    return `greatest[${index}] = Math.max(greatest[${index}], ${value});`;
  });
  const bit = (name: Parameters<typeof propertyBit>[1]): number => Math.log2(propertyBit(system, name));
  return [
    ...judged,
    ...measured,
    `seen[${bit('no-dangling-reference')}]++;`,
    `if (kernel === 0) { seen[${bit('no-user-wedge')}]++; seen[${bit('no-lock-to-user')}]++; if (wedge) bad |= ${propertyBit(system, 'no-user-wedge')}; if (lock) bad |= ${propertyBit(system, 'no-lock-to-user')}; }`,
  ].join('\n');
}
