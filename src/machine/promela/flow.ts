import type { Label } from '../program.ts';
import { relabelled, type Statement } from './statement.ts';

/** What is done at one place of a flow, and where it goes on; `next` is null where it does not, or only by its own jumps. */
export interface Node {
  readonly at: Label;
  readonly statements: readonly Statement[];
  readonly next: Label | null;
}

/** The name that a place has in statements until they are put in order. */
export function placeName(at: Label): string {
  return `at_${at}`;
}

function placeOf(name: string): Label | null {
  return name.startsWith('at_') ? Number(name.slice('at_'.length)) : null;
}

/** Statements with the name of their place, and the place that follows; null where they go elsewhere in any case. */
export interface Placed {
  readonly name: string;
  readonly statements: readonly Statement[];
  readonly next: string | null;
}

/**
 * A flow in an order, the first place first. Places that nothing tells apart are one: of the many ways to take back what
 * was done only the errnos differ, and they are no part of a state.
 */
export function flow(nodes: readonly Node[], start: Label): readonly Placed[] {
  const { kept, of } = merged(reached(nodes, start));
  const order = inOrder(new Map(kept.map((node) => [node.at, node])), of(start), of);
  const numbers = new Map(order.map(({ at }, index) => [at, `place_${index + 1}`]));
  const named = (at: Label): string => numbers.get(of(at)) ?? '';
  return order.map(({ at, statements, next }) => ({
    name: named(at),
    statements: relabelled(statements, (name) => {
      const place = placeOf(name);
      return place === null ? name : named(place);
    }),
    next: next === null ? null : named(next),
  }));
}

/** The nodes that can be come to. */
function reached(nodes: readonly Node[], start: Label): readonly Node[] {
  const byPlace = new Map(nodes.map((node) => [node.at, node]));
  const found = new Set<Node>();
  const todo = [start];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    const node = byPlace.get(at);
    if (!node || found.has(node)) continue;
    found.add(node);
    if (node.next !== null) todo.push(node.next);
    relabelled(node.statements, (name) => {
      const place = placeOf(name);
      if (place !== null) todo.push(place);
      return name;
    });
  }
  return nodes.filter((node) => found.has(node));
}

/** Places that stand for all others, and for each place the one that stands for it. */
function merged(nodes: readonly Node[]): { readonly kept: readonly Node[]; readonly of: (at: Label) => Label } {
  const byPlace = new Map(nodes.map((node) => [node.at, node]));
  const full = nodes.filter((node) => node.statements.length > 0 || node.next === null);
  // Where nothing is done, what follows is meant.
  const meant = (at: Label): Label => {
    let place = at;
    for (let node = byPlace.get(place); node && !full.includes(node); node = byPlace.get(place))
      place = node.next ?? place;
    return place;
  };
  const shapes = full.map((node) => {
    const targets: Label[] = [];
    const shape = relabelled(node.statements, (name) => {
      const place = placeOf(name);
      return place === null ? name : `to_${targets.push(meant(place))}`;
    });
    if (node.next !== null) targets.push(meant(node.next));
    return { node, targets, text: JSON.stringify(shape) };
  });
  let classes = new Map<Label, number>(full.map((node) => [node.at, 0]));
  for (let count = 1; ;) {
    const keys = new Map<string, number>();
    const finer = new Map<Label, number>();
    for (const { node, targets, text } of shapes) {
      const key = `${targets.map((at) => classes.get(at) ?? 0).join(' ')} ${text}`;
      if (!keys.has(key)) keys.set(key, keys.size);
      finer.set(node.at, keys.get(key) ?? 0);
    }
    classes = finer;
    if (keys.size === count) break;
    count = keys.size;
  }
  const first = new Map<number, Node>();
  for (const node of full) {
    const number = classes.get(node.at) ?? 0;
    if (!first.has(number)) first.set(number, node);
  }
  return {
    kept: [...first.values()],
    of: (at) => first.get(classes.get(meant(at)) ?? -1)?.at ?? at,
  };
}

/** Each place behind one that goes on to it, as far as that can be. */
function inOrder(nodes: ReadonlyMap<Label, Node>, start: Label, of: (at: Label) => Label): readonly Node[] {
  const placed = new Set<Node>();
  const starts = [start, ...[...nodes.keys()].sort((a, b) => a - b)];
  for (const from of starts)
    for (let node = nodes.get(from); node && !placed.has(node);) {
      placed.add(node);
      node = node.next === null ? undefined : nodes.get(of(node.next));
    }
  return [...placed];
}
