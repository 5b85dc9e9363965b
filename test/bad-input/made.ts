/** Parts of scenarios that git, an editor or a reader of this folder could not hold: made before the scenario is run. */
export const made: Readonly<Record<string, (folder: string) => void>> = {};
