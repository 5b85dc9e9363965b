/** What the properties say that no spec states. */
export const builtInTitles: ReadonlyMap<string, string> = new Map([
  ['no-user-wedge', 'what takes something down never waits for ever'],
  ['no-lock-to-user', 'nothing in the kernel sleeps until a user does something'],
  ['no-dangling-reference', 'no sleeping call refers to a row that is gone'],
  ['kernel-work-ends', 'the kernel comes to rest wherever users leave it alone'],
  ['no-dead-step', 'every step and errno is reached in some world'],
  ['failure-is-atomic', 'a call that fails leaves everything as it was, but for what the spec says stays'],
  ['errno-contract', 'every way for a call to end has a call that ends so, or a reason why not'],
]);

/** Properties in the order in which they are told: who may get stuck, then what specs state, then the rest. */
export function inTellingOrder(ids: readonly string[]): readonly string[] {
  const [first, last] = [
    ['no-user-wedge', 'no-lock-to-user'],
    ['no-dangling-reference', 'kernel-work-ends', 'no-dead-step'],
  ];
  const distinct = [...new Set(ids)];
  return [
    ...first.filter((each) => distinct.includes(each)),
    ...distinct.filter((each) => !first.includes(each) && !last.includes(each)),
    ...last.filter((each) => distinct.includes(each)),
  ];
}
