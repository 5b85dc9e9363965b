/**
 * Words of C and of its GNU dialect, and macros that compilers define by themselves where no standard is asked for. No
 * name that is printed as C may be one of them.
 */
export const cWords: ReadonlySet<string> = new Set(
  (
    'auto break case char const continue default do double else enum extern float for goto if inline int long register ' +
    'restrict return short signed sizeof static struct switch typedef union unsigned void volatile while asm typeof ' +
    'linux unix i386 mips sparc sun'
  ).split(' '),
);
