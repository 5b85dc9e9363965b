/**
 * The pieces of C that an ioctl puts into a kernel tree. `emit/kernel` makes them; `series` finds the
 * place of each in the tree's own files. Text is in kernel style (tabs, at most 80 columns where C
 * allows), ends without a newline, and is indented as it stands in its place.
 */
export interface IoctlFragments {
  /** `IOMMU_IOAS_MAP_FILE` */
  readonly ioctl: string;
  /** `iommu_ioas_map_file`, without `struct`. */
  readonly struct: string;
  /** `iommufd_ioas_map_file` */
  readonly handler: string;
  /** The file the handler is defined in, as a path in the tree: `drivers/iommu/iommufd/ioas.c`. */
  readonly file: string;
  /** A line of `union ucmd_buffer`: `\tstruct iommu_ioas_map_file map_file;`. */
  readonly unionMember: string;
  /** A row of `iommufd_ioctl_ops`: `\tIOCTL_OP(IOMMU_IOAS_MAP_FILE, ...),`, wrapped. */
  readonly tableRow: string;
  /** `int iommufd_ioas_map_file(struct iommufd_ucmd *ucmd);`, or null where the handler is static (in main.c). */
  readonly prototype: string | null;
  /** The whole function: its checks in order, then the clear stub. */
  readonly definition: string;
  /** Headers that the definition needs: `linux/file.h`. Sorted, without brackets. */
  readonly includes: readonly string[];
}

/**
 * One change inside the handler of an ioctl that the base has.
 *
 * `anchor` is found by its C tokens inside the function's body: white space, line breaks, comments and
 * doubled parentheses do not count. It holds whole statements: for a `reject`, the `if` with its
 * `return` (or `rc = ...; goto ...;`); for a look-up, the call and its check for failure. A token `...`
 * stands for any run of tokens with balanced brackets, as in `rc = iopt_map_user_pages(...);`. The
 * alternatives are tried in order, and the first that occurs exactly once is taken.
 */
export interface HandlerAmendment {
  /** The ioctl whose handler it is: `IOMMU_IOAS_UNMAP`. */
  readonly ioctl: string;
  /** The function that holds the anchor: the handler itself, or a helper that it calls. */
  readonly function: string;
  /** A path in the tree. */
  readonly file: string;
  readonly anchor: readonly string[];
  readonly where: 'before' | 'after' | 'replace';
  /** Whole statements, indented as they stand in the function. The place adds the empty line between. */
  readonly text: string;
  /** Headers that the text needs, as those of a definition. */
  readonly includes: readonly string[];
}

/** Something that the series cannot write, because only a person can: it becomes an open point of the cover letter. */
export interface OpenPoint {
  /** Where: `iommufd_ioas_map_file() in drivers/iommu/iommufd/ioas.c`. */
  readonly place: string;
  /** What is missing there, as one sentence of prose. */
  readonly what: string;
}

/**
 * What a proposal changes on the kernel's side. `ioctls` are the new ones, in header order;
 * `amendments` come in the order of the text they stand in, each to be applied after the one before.
 */
export interface KernelFragments {
  readonly ioctls: readonly IoctlFragments[];
  readonly amendments: readonly HandlerAmendment[];
  readonly open: readonly OpenPoint[];
}
