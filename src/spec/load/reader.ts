import { isMap, isNode, isPair, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { Span } from '../../diagnostics/span.ts';
import type { Text } from '../syntax.ts';
import { scalarText, textOf } from './scalar-text.ts';
import type { YamlFile } from './yaml.ts';

/**
 * Reads one mapping of a file that the schema has accepted, so absent keys are absent by right and
 * kinds need no second check.
 */
export class Reader {
  readonly at: Readonly<Record<string, Span>>;
  readonly span: Span;
  private readonly values = new Map<string, Node>();
  private readonly keyNodes = new Map<string, Node>();
  private readonly yaml: YamlFile;

  constructor(yaml: YamlFile, node: Node, nameKey?: string) {
    this.yaml = yaml;
    // Without a prototype, so that no key of a file is mistaken for what every object has.
    const at = Object.create(null) as Record<string, Span>;
    for (const pair of (node as YAMLMap).items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const key = String(pair.key.value);
      this.keyNodes.set(key, pair.key);
      if (!isNode(pair.value)) continue;
      this.values.set(key, pair.value);
      at[key] = yaml.spanOf(pair.value);
    }
    this.at = at;
    this.span = (nameKey === undefined ? undefined : at[nameKey]) ?? yaml.spanOf(node);
  }

  keys(): readonly string[] {
    return [...this.values.keys()];
  }

  has(key: string): boolean {
    return this.values.has(key);
  }

  /** A key itself, for findings about the name rather than the value. */
  keyText(key: string): Text {
    const node = this.keyNodes.get(key);
    return node ? scalarText(this.yaml, node) : { text: key, span: this.span };
  }

  node(key: string): Node | null {
    return this.values.get(key) ?? null;
  }

  text(key: string): Text | null {
    const node = this.values.get(key);
    return node ? scalarText(this.yaml, node) : null;
  }

  string(key: string): string | null {
    const node = this.values.get(key);
    return node ? (isScalar(node) ? textOf(node) : '') : null;
  }

  number(key: string): number | null {
    const node = this.values.get(key);
    return isScalar(node) && typeof node.value === 'number' ? node.value : null;
  }

  /** An integer from its source text, since a JavaScript number loses digits above 2^53. */
  integer(key: string): bigint | null {
    const node = this.values.get(key);
    if (!isScalar(node) || typeof node.value !== 'number') return null;
    return BigInt(node.source ?? String(node.value));
  }

  map(key: string, nameKey?: string): Reader | null {
    const node = this.values.get(key);
    return isMap(node) ? new Reader(this.yaml, node, nameKey) : null;
  }

  /** The mappings of a list; empty where the key is absent. */
  list(key: string, nameKey?: string): readonly Reader[] {
    return this.items(key).flatMap((node) => (isMap(node) ? [new Reader(this.yaml, node, nameKey)] : []));
  }

  /** The mappings of each list of a list; empty where the key is absent. */
  lists(key: string): readonly (readonly Reader[])[] {
    return this.items(key).map((inner) =>
      isSeq(inner) ? inner.items.flatMap((node) => (isMap(node) ? [new Reader(this.yaml, node)] : [])) : [],
    );
  }

  /** The scalars of a list; empty where the key is absent. */
  texts(key: string): readonly Text[] {
    return this.items(key).map((node) => scalarText(this.yaml, node));
  }

  /** The scalars of a mapping, in order; empty where the key is absent. */
  textMap(key: string): Readonly<Record<string, Text>> {
    const reader = this.map(key);
    if (!reader) return {};
    const found: Record<string, Text> = Object.create(null) as Record<string, Text>;
    for (const name of reader.keys()) {
      const text = reader.text(name);
      if (text) found[name] = text;
    }
    return found;
  }

  isList(key: string): boolean {
    return isSeq(this.values.get(key));
  }

  private items(key: string): readonly Node[] {
    const node = this.values.get(key);
    return isSeq(node) ? node.items.filter(isNode) : [];
  }
}
