/** Headers of what handlers call, and a driver's private header does not bring along. */
const headers: readonly (readonly [calls: RegExp, header: string])[] = [
  [/\bcapable\(/, 'linux/capability.h'],
  [/\beventfd_ctx_\w+\(/, 'linux/eventfd.h'],
  [/\bf(?:get|put)\(/, 'linux/file.h'],
];

/** The headers that C source needs for what it calls, in their order; comments do not count. */
export function includesOf(source: string): readonly string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  return headers.filter(([calls]) => calls.test(code)).map(([, header]) => header);
}
