/** Adds up reports of vitest's JSON reporter. Fails where a test failed or was skipped, a file had none, or there is no test at all. */
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  // A file that could not be loaded.
  failed += report.testResults.filter((each) => each.status === 'failed' && each.assertionResults.length === 0).length;
  skipped += report.numPendingTests + report.numTodoTests;
}
if (skipped > 0) console.log(`${skipped} skipped, which counts as failure`);
console.log(`${passed} passed, ${failed + skipped} failed`);
process.exitCode = failed + skipped > 0 || passed === 0 ? 1 : 0;
