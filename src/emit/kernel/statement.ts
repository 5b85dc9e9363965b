/** What templates/kernel/check.hbs prints: a condition, and how the function ends where it holds. */
export interface CheckView {
  /** `if (...)`, over several lines where it is long. */
  readonly head: string;
  /** The one line below it; null where there are several, in braces. */
  readonly line: string | null;
  readonly block: readonly string[];
}

/** What templates/kernel/lookup.hbs prints. */
export interface LookupView {
  readonly assignment: string;
  readonly failed: CheckView;
}

/** What templates/kernel/block.hbs prints: what stands between braces. */
export interface BlockView {
  /** With their semicolons. */
  readonly declarations: readonly string[];
  readonly statements: readonly StatementView[];
}

/** What templates/kernel/branch.hbs prints. */
export interface BranchView {
  readonly head: string;
  readonly yes: BlockView;
  readonly no: BlockView | null;
}

/** What templates/kernel/switch.hbs prints. */
export interface SwitchView {
  readonly on: string;
  readonly cases: readonly (WayView & { readonly value: string })[];
  readonly otherwise: WayView | null;
}

/** One way of a switch. */
export interface WayView {
  readonly block: BlockView;
  readonly breaks: boolean;
}

/** What templates/kernel/loop.hbs prints. */
export interface LoopView {
  /** `ranges = u64_to_user_ptr(cmd->allowed_iovas);` */
  readonly array: string;
  /** `for (...)` */
  readonly head: string;
  readonly block: BlockView;
}

/** What templates/kernel/lines.hbs prints: statements that need no layout. */
export interface LinesView {
  /** Null for none. */
  readonly comment: string | null;
  readonly lines: readonly string[];
}

/** What templates/kernel/statement.hbs prints: exactly one of these is there. */
export interface StatementView {
  /** Whether an empty line stands before it. */
  readonly apart: boolean;
  readonly check: CheckView | null;
  readonly lookup: LookupView | null;
  readonly branch: BranchView | null;
  readonly selection: SwitchView | null;
  readonly loop: LoopView | null;
  readonly lines: LinesView | null;
}

const none = { apart: false, check: null, lookup: null, branch: null, selection: null, loop: null, lines: null };

/** A statement of one kind. */
export function statement(kind: Partial<Omit<StatementView, 'apart'>>): StatementView {
  return { ...none, ...kind };
}

/** A check on `head` that ends the function by these lines. */
export function checkView(head: string, lines: readonly string[]): CheckView {
  const [line] = lines;
  return lines.length === 1 && line !== undefined ? { head, line, block: [] } : { head, line: null, block: lines };
}

/** Statements in their order: simple checks stand close together, all else apart. */
export function spaced(statements: readonly StatementView[]): readonly StatementView[] {
  const isSimple = (each: StatementView | undefined): boolean => (each?.check?.line ?? null) !== null;
  return statements.map((each, index) => ({
    ...each,
    apart: index > 0 && !(isSimple(each) && isSimple(statements[index - 1])),
  }));
}
