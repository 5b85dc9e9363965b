/** A reference that the function holds. */
export interface Reference {
  /** The variable of C that holds it. */
  readonly variable: string;
  /** The statement that drops it. */
  readonly put: string;
}

/** What is held at one point of a function. */
export interface Held {
  /** Dropped at the end of the function, each after a label of its own. */
  readonly unwound: readonly Reference[];
  /** Dropped where the function is left: references of a branch, or in a function with labels that are not known. */
  readonly inPlace: readonly Reference[];
}

/** What the exits of a function need at its end, and at its start. */
export class Exits {
  private readonly jumped = new Set<string>();
  private returnsResult = false;

  /** The statements that leave the function with a value: `-EINVAL`, `PTR_ERR(ioas)`. */
  leave(value: string, { unwound, inPlace }: Held): readonly string[] {
    const puts = inPlace.map((each) => each.put).reverse();
    const last = unwound.at(-1);
    if (last === undefined) return [...puts, `return ${value};`];
    this.jumped.add(last.variable);
    this.returnsResult = true;
    return [...puts, `rc = ${value};`, `goto ${labelOf(last)};`];
  }

  /** The same as the last statement of the function's body, right before what is unwound. */
  fallOff(value: string, { unwound, inPlace }: Held): readonly string[] {
    if (unwound.length === 0) return this.leave(value, { unwound, inPlace });
    this.returnsResult = true;
    return [...inPlace.map((each) => each.put).reverse(), `rc = ${value};`];
  }

  /** Whether the function needs a variable for what it returns. */
  get usesResult(): boolean {
    return this.returnsResult;
  }

  /** What stands at the end of the function, the last reference first; a label only where something jumps to it. */
  unwinding(unwound: readonly Reference[]): readonly { readonly label: string | null; readonly put: string }[] {
    return [...unwound]
      .reverse()
      .map((each) => ({ label: this.jumped.has(each.variable) ? labelOf(each) : null, put: each.put }));
  }
}

function labelOf({ variable }: Reference): string {
  return `out_put_${variable}`;
}
