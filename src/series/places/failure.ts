/** A file of the tree has no place of the kind that a piece goes to. */
export class PlaceMissing extends Error {
  /** What was looked for, as a noun phrase: `the initialiser of iommufd_ioctl_ops`. */
  readonly lookedFor: string;

  constructor(lookedFor: string) {
    super(`no place: ${lookedFor}`);
    this.lookedFor = lookedFor;
  }
}

/** A file of the tree already has what a piece would add, or something else under its name or number. */
export class AlreadyThere extends Error {
  /** What is there, as a clause: `number 0x8f is IOMMUFD_CMD_IOAS_MAP_FILE`. */
  readonly what: string;

  constructor(what: string) {
    super(what);
    this.what = what;
  }
}

/** The place that was found, or PlaceMissing with what was looked for. */
export function required<Place>(place: Place | null | undefined, lookedFor: string): Place {
  if (place === null || place === undefined) throw new PlaceMissing(lookedFor);
  return place;
}
