import type { Delta, Interface, Ioctl, Proposal, StepChange } from '../../spec/interface.ts';
import { walk, type Step } from '../../spec/step.ts';
import type { Printer } from '../template.ts';
import { anchorOf, type Anchor } from './anchor.ts';
import type { Reference } from './exit.ts';
import type { HandlerAmendment } from './fragments.ts';
import { Frame, type Position } from './frame.ts';
import { guarded } from './guard.ts';
import { includesOf } from './includes.ts';
import { insertionsInOrder, type Insertion } from './insertion.ts';
import { declaration, inOrder, Locals } from './locals.ts';
import { locate, placeInFile } from './locate.ts';
import { lookupInC, wantedVariable } from './lookup.ts';
import { Scope } from './scope.ts';
import { spaced } from './statement.ts';
import { StatementList } from './statement-list.ts';
import { handlerFile } from './surroundings.ts';
import { Additions } from './today.ts';

/** The changes of one handler, and what is open in them, as sentences. */
export interface AmendedHandler {
  readonly ioctl: Ioctl;
  readonly amendments: readonly HandlerAmendment[];
  readonly open: readonly string[];
}

/** Makes the changes of one handler. */
class Amender {
  private readonly before: Ioctl;
  private readonly base: Interface;
  private readonly changes: readonly StepChange[];
  private readonly after: Ioctl;
  private readonly print: Printer;
  private readonly frame: Frame;
  private readonly additions: Additions;
  private readonly locals = new Locals();

  constructor(proposal: Proposal, before: Ioctl, after: Ioctl, changes: readonly StepChange[], print: Printer) {
    this.before = before;
    this.base = proposal.base;
    this.changes = changes;
    this.after = after;
    this.print = print;
    this.additions = new Additions(after, proposal.delta);
    const places = new Set([...walk(before.steps)].map(placeInFile));
    this.frame = new Frame(proposal.result, after, {
      has: (step) => places.has(placeInFile(step)),
      today: (condition) => this.additions.today(condition),
    });
  }

  make(): AmendedHandler {
    const insertions = insertionsInOrder(this.changes, this.before, this.after);
    const all = guarded(insertions, this.before, this.after, this.additions);
    const made = all.flatMap((each) => this.amendment(each));
    return { ioctl: this.after, amendments: [...this.declared(), ...merged(made)], open: this.frame.openPoints };
  }

  /** Declarations for the function as a whole: after that of the argument, which every handler has. */
  private declared(): readonly HandlerAmendment[] {
    if (this.locals.declarations.length === 0) return [];
    const argument = `${declaration('cmd', `struct ${this.after.struct.name} *`)} = ucmd->cmd;`;
    const text = [argument, ...inOrder(this.locals.declarations).map((each) => `${each};`)]
      .map((line) => `\t${line}`)
      .join('\n');
    return [this.amend([argument], 'replace', text)];
  }

  private amend(anchor: Anchor, where: HandlerAmendment['where'], text: string): HandlerAmendment {
    const { name, kernel } = this.after;
    const file = handlerFile(this.after, this.base.family);
    return { ioctl: name, function: kernel.handler, file, anchor, where, text, includes: includesOf(text) };
  }

  private amendment(insertion: Insertion): readonly HandlerAmendment[] {
    const { anchor, where } = this.findable(insertion);
    const found = locate(this.before.steps, anchor);
    const text = this.text(insertion);
    if (text === '' || found === null) return [];
    const tokens = anchorOf(anchor, where === 'before' ? 'before' : 'after', this.before, this.base);
    if (tokens.length > 0) return [this.amend(tokens, where, text)];
    this.frame.open(this.frame.todos(insertion.steps));
    return [];
  }

  /**
   * The same place by a step that is found in C: an effect may be written in any way, but the check right before it is
   * known.
   */
  private findable({ anchor, where }: Insertion): Pick<Insertion, 'anchor' | 'where'> {
    if (where !== 'before' || anchor.kind === 'reject' || anchor.kind === 'lookup') return { anchor, where };
    const found = locate(this.before.steps, anchor);
    const previous = found?.list.slice(0, found.index).findLast((step) => step.kind !== 'keeps' && step.kind !== 'set');
    if (previous?.kind !== 'reject' && previous?.kind !== 'lookup') return { anchor, where };
    const replaced = this.changes.some((each) => each.where === 'replace' && each.anchor === previous);
    if (replaced || anchorOf(previous, 'after', this.before, this.base).length === 0) return { anchor, where };
    return { anchor: previous, where: 'after' };
  }

  private text({ anchor, where, steps, guards }: Insertion): string {
    const inBase = locate(this.before.steps, anchor);
    if (inBase === null) return '';
    const last = steps.findLast((step) => locate(this.after.steps, step) !== null);
    const inResult = locate(this.after.steps, last ?? anchor);
    const level = inBase.depth + 1;
    const through = where === 'after' ? [...inBase.before, anchor] : inBase.before;
    const position: Position = {
      level,
      loops: 0,
      scope: new Scope(this.after.struct),
      locals: this.locals,
      ownsLocals: false,
      old: true,
      after: inResult?.after ?? [],
      unwound: [],
      inPlace: through.flatMap((step) => this.reference(step)),
    };
    const lists = [
      new StatementList(this.frame, position).add(steps),
      ...guards.map((guard) => new StatementList(this.frame, { ...position, after: [] }).add([guard])),
    ];
    const statements = spaced(lists.flatMap((list) => list.block.statements));
    if (statements.length === 0) return '';
    const lines = this.print('kernel/statements', { statements }).trimEnd().split('\n');
    return lines.map((line) => (line === '' ? line : '\t'.repeat(level) + line)).join('\n');
  }

  /** What the function holds after a step of the base. */
  private reference(step: Step): readonly Reference[] {
    const kind = step.kind === 'lookup' ? (this.base.lookups.get(step.lookup)?.c ?? null) : null;
    if (step.kind !== 'lookup' || kind === null) return [];
    const variable = wantedVariable(step.lookup, kind, step.variable);
    return [lookupInC(kind, '', variable, step.errno).reference];
  }
}

/**
 * Makes one of neighbours that go by the same anchor: what comes after it would else come in reverse, and what replaces it
 * would take it away from the others.
 */
function merged(amendments: readonly HandlerAmendment[]): readonly HandlerAmendment[] {
  return amendments.reduce<readonly HandlerAmendment[]>((all, each) => {
    const last = all.at(-1);
    const joins = last?.where === each.where || (last?.where === 'replace' && each.where === 'after');
    if (last === undefined || !joins || last.anchor.join() !== each.anchor.join()) return [...all, each];
    const includes = [...new Set([...last.includes, ...each.includes])].sort();
    return [...all.slice(0, -1), { ...last, text: `${last.text}\n\n${each.text}`, includes }];
  }, []);
}

function changesOf(delta: Delta, name: string): readonly StepChange[] {
  return delta.amended.filter((each) => each.after.name === name).flatMap((each) => each.changes);
}

/**
 * The changes of the handlers that the base has, in header order. A handler is changed where its steps are, and where a
 * new value would come through to an effect that does not know it.
 */
export function amendedHandlers(proposal: Proposal, print: Printer): readonly AmendedHandler[] {
  const { base, result, delta } = proposal;
  return result.declarations.flatMap((after) => {
    const before = base.ioctls.find((each) => each.name === after.name);
    if (before === undefined || 'declares' in after) return [];
    const made = new Amender(proposal, before, after, changesOf(delta, after.name), print).make();
    return made.amendments.length === 0 && made.open.length === 0 ? [] : [made];
  });
}
