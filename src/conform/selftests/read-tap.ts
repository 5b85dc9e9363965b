/** How tests ended, each as `fixture.name`. */
export interface SelftestResults {
  readonly passed: readonly string[];
  readonly failed: readonly FailedTest[];
  readonly skipped: readonly { readonly test: string; readonly reason: string }[];
}

export interface FailedTest {
  readonly test: string;
  /** What it said: which comparison failed, and where. */
  readonly lines: readonly string[];
}

/**
 * Reads what a program of selftests prints. Tests that the plan has and that are not told of have failed.
 *
 * @param ended how the program was ended, as a clause that follows its name; null where it came to its end by itself
 */
export async function readTap(program: string, output: string, ended: string | null): Promise<SelftestResults> {
  const { Parser, Plan, Result } = await import('tap-parser');
  const events: readonly (readonly unknown[])[] = Parser.parse(output);
  const passed: string[] = [];
  const failed: FailedTest[] = [];
  const skipped: { test: string; reason: string }[] = [];
  let planned: number | null = null;
  let said: string[] = [];
  for (const [kind, value] of events) {
    if (kind === 'comment' && typeof value === 'string') said.push(value.replace(/^# ?/, '').trimEnd());
    if (value instanceof Plan) planned = value.end;
    // The parser adds failures of its own to what the program said.
    if (kind !== 'assert' || !(value instanceof Result) || value.tapError) continue;
    if (value.skip !== false) skipped.push({ test: value.name, reason: value.skip === true ? '' : value.skip });
    else if (value.ok) passed.push(value.name);
    else failed.push({ test: value.name, lines: said });
    said = [];
  }
  const told = passed.length + failed.length + skipped.length;
  if (ended !== null) failed.push({ test: program, lines: [`${program} ${ended}`, ...said] });
  else if (told === 0) failed.push({ test: program, lines: [`${program} told of no tests`, ...said] });
  else if (told !== planned)
    failed.push({ test: program, lines: [`${program} told of ${told} tests of ${planned}`, ...said] });
  return { passed, failed, skipped };
}
