/** What `explain` prints of one diagnostic code. */
export interface CatalogueEntry {
  readonly severity: 'error' | 'warning';
  readonly title: string;
  /** Why it matters, for someone who has never met the rule. */
  readonly why: string;
  readonly bad: string;
  readonly good: string;
  /** Where the rule comes from: a kernel document, or the behaviour of a tool. */
  readonly source?: string;
}
