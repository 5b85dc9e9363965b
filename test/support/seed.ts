/**
 * The seed of all that is random in a run of the tests: the same each time, so that a change fails for a fault of its
 * own. Set ABIWRIGHT_SEED to look elsewhere; failures print it.
 */
export const seed = Number(process.env['ABIWRIGHT_SEED'] ?? 1);
