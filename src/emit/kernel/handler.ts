import type { Interface, Ioctl } from '../../spec/interface.ts';
import type { Printer } from '../template.ts';
import { Frame } from './frame.ts';
import { declaration, inOrder, Locals } from './locals.ts';
import { Scope } from './scope.ts';
import type { BlockView } from './statement.ts';
import { StatementList } from './statement-list.ts';
import { isStatic, surroundings } from './surroundings.ts';

/** What templates/kernel/function.hbs prints. */
export interface FunctionView {
  /** `int iommufd_ioas_map(struct iommufd_ucmd *ucmd)` */
  readonly opening: string;
  readonly body: BlockView;
  /** What is dropped at the end, and by which label that is reached; null where nothing jumps there. */
  readonly unwinding: readonly { readonly label: string | null; readonly put: string }[];
}

/** A handler in C, and what is open in it, as sentences. */
export interface Handler {
  readonly text: string;
  readonly open: readonly string[];
}

/** `int iommufd_ioas_map(struct iommufd_ucmd *ucmd)`, without `static`. */
export function signature(ioctl: Ioctl, subject: Interface): string {
  const { command } = surroundings(subject.family);
  return `int ${ioctl.kernel.handler}(struct ${command} *ucmd)`;
}

/** Whether a string of a view, comments apart, has this text. */
function mentions(view: unknown, text: string): boolean {
  if (typeof view === 'string') return view.includes(text);
  if (typeof view !== 'object' || view === null) return false;
  return Object.entries(view).some(([name, value]) => name !== 'comment' && mentions(value, text));
}

function functionView(ioctl: Ioctl, subject: Interface, frame: Frame): FunctionView {
  const locals = new Locals();
  const list = new StatementList(frame, {
    level: 1,
    loops: 0,
    scope: new Scope(ioctl.struct),
    locals,
    ownsLocals: false,
    old: false,
    after: [],
    unwound: [],
    inPlace: [],
  }).add(ioctl.steps);
  const { statements } = list.block;
  const argument = `${declaration('cmd', `struct ${ioctl.struct.name} *`)} = ucmd->cmd`;
  const declarations = inOrder([
    ...(mentions(statements, 'cmd->') ? [argument] : []),
    ...locals.declarations,
    ...(frame.exits.usesResult ? [declaration('rc', 'int')] : []),
  ]);
  return {
    opening: `${isStatic(ioctl, subject.family) ? 'static ' : ''}${signature(ioctl, subject)}`,
    body: { declarations: declarations.map((each) => `${each};`), statements },
    unwinding: frame.exits.unwinding(list.position.unwound),
  };
}

/** The handler of an ioctl from its first line to its last, without a newline at its end. */
export function handler(ioctl: Ioctl, subject: Interface, print: Printer): Handler {
  const frame = new Frame(subject, ioctl, null);
  const text = print('kernel/function', functionView(ioctl, subject, frame)).trimEnd();
  return { text, open: frame.openPoints };
}
