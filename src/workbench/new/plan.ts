/** What is to be written for one new thing, before any file is. */
export interface Plan {
  /** The proposal's name, which is its folder's. */
  readonly proposal: string;
  /** One line; `--title` replaces it. */
  readonly title: string;
  /** The template of proposal.yaml. */
  readonly template: string;
  /** What the template needs beyond what all have. */
  readonly view: object;
  /** How userspace finds out whether a kernel has it, as a question to the author. */
  readonly discovery: string;
  /** What the author should know before the first check. */
  readonly notes: readonly string[];
}
