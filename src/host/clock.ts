/**
 * The time of the run: SOURCE_DATE_EPOCH (seconds since 1970, reproducible-builds.org) where it is set, so that output
 * can be made again byte for byte.
 */
export function currentTime(environment: NodeJS.ProcessEnv = process.env): Date {
  const epoch = environment['SOURCE_DATE_EPOCH'];
  return epoch !== undefined && /^\d{1,11}$/.test(epoch) ? new Date(Number(epoch) * 1000) : new Date();
}
