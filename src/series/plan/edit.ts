/** One change of one file of a tree. */
export interface Edit {
  /** A path of the tree, with `/` between folders. */
  readonly path: string;
  /** True of a file that the tree must not have yet; `apply` is then given the empty text. */
  readonly creates: boolean;
  /** The file's text with the change. Throws PlaceMissing or AlreadyThere. */
  readonly apply: (text: string) => string;
}

/** A commit to be made. */
export interface PlannedCommit {
  readonly subject: string;
  readonly body: string;
  /** In this order; several may be of one file. */
  readonly edits: readonly Edit[];
}

export function edit(path: string, apply: (text: string) => string): Edit {
  return { path, creates: false, apply };
}

export function newFile(path: string, text: string): Edit {
  return { path, creates: true, apply: () => text };
}

/** The paths that commits change, each once. */
export function pathsOf(commits: readonly PlannedCommit[]): string[] {
  return [...new Set(commits.flatMap((commit) => commit.edits.map((each) => each.path)))];
}
