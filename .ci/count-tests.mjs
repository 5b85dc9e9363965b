/** Adds up reports of vitest's JSON reporter. Fails where a test failed or was skipped, or a report has no tests. */
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  if (report.numTotalTests === 0) throw new Error(`${file} reports no tests`);
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  skipped += report.numPendingTests + report.numTodoTests;
}
if (skipped > 0) console.log(`${skipped} skipped, which counts as failure`);
console.log(`${passed} passed, ${failed + skipped} failed`);
process.exitCode = failed + skipped > 0 ? 1 : 0;
