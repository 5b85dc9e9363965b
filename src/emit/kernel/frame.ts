import type { Expression } from '../../spec/expression/expression.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import type { Step } from '../../spec/step.ts';
import { Exits, type Held } from './exit.ts';
import type { Locals } from './locals.ts';
import type { Scope } from './scope.ts';
import { openSentences } from './open-sentences.ts';
import { item, todosOf, type Todo } from './todo.ts';

/** The function that statements are made for, and what is noted while they are. */
export class Frame {
  readonly exits = new Exits();
  readonly subject: Interface;
  readonly ioctl: Ioctl;
  /** What is known of the function that is there already; null for one that is made from its start. */
  readonly existing: Existing | null;
  private readonly noted: Todo[] = [];

  constructor(subject: Interface, ioctl: Ioctl, existing: Existing | null) {
    this.subject = subject;
    this.ioctl = ioctl;
    this.existing = existing;
  }

  todos(steps: readonly Step[]): readonly Todo[] {
    return todosOf(steps, this.subject, this.ioctl.struct);
  }

  /** The same for an effect and what comes after it. There is always something. */
  todosOfEffect(steps: readonly Step[]): readonly Todo[] {
    const todos = this.todos(steps);
    return todos.length > 0 ? todos : [item(`what ${this.ioctl.name} does`)];
  }

  /** Notes that a person is to write something here. */
  open(todos: readonly Todo[]): void {
    this.noted.push(...todos);
  }

  /** What was noted, as sentences. */
  get openPoints(): readonly string[] {
    return openSentences(this.noted, 'To be written');
  }
}

/** An existing function that statements are put into. */
export interface Existing {
  /** Whether the step is code that the function has: what comes to it goes on there. */
  readonly has: (step: Step) => boolean;
  /** Whether a condition holds for callers that know nothing of the proposal; null where that is not certain. */
  readonly today: (condition: Expression) => boolean | null;
}

/** Where in a function a list of steps stands. It never changes; a step leads to the next position. */
export interface Position extends Held {
  /** How many tabs stand before its statements. */
  readonly level: number;
  /** How many loops are around it. */
  readonly loops: number;
  readonly scope: Scope;
  readonly locals: Locals;
  /** Whether `locals` are declared where the list begins, and not further out. */
  readonly ownsLocals: boolean;
  /** Whether callers that know nothing of the proposal come here: in an existing function they must come through. */
  readonly old: boolean;
  /** What comes after the list, the nearest first. */
  readonly after: readonly Step[];
}
