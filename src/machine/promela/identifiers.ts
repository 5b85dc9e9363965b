/** Names that the template gives. */
const taken = ['dangling', 'choice', 'world', 'settle', 'forget', 'where'];

/** Gives names that no two things share, of letters, digits and underscores. */
export class Identifiers {
  private readonly used = new Set<string>(taken);

  /** A name like the wanted one. */
  fresh(wanted: string): string {
    const plain = identifier(wanted);
    let name = plain;
    for (let number = 2; this.used.has(name); number++) name = `${plain}_${number}`;
    this.used.add(name);
    return name;
  }
}

/** A text with an underscore for whatever cannot be in a name. */
export function identifier(text: string): string {
  return text.replaceAll(/\W+/g, '_').replaceAll(/^_+|_+$/g, '');
}
