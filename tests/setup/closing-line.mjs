// The last line of a run in the plain form 'N passed, N failed, N skipped', for CI and for eyes; and, for the script
// that may run failed files once more, the same with their names in the file that TEST_OUTCOME names.
import { writeFileSync } from 'node:fs';

export default class ClosingLine {
  onRunComplete(_contexts, results) {
    const { numPassedTests: passed, numPendingTests: skipped } = results;
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    if (!process.env.TEST_OUTCOME) return;
    const files = results.testResults.filter((file) => file.numFailingTests > 0 || file.testExecError);
    const sum = (count) => files.reduce((total, file) => total + file[count], 0);
    const outcome = { passed, failed, skipped, failedFiles: files.map((file) => file.testFilePath) };
    const within = {
      passedInFailedFiles: sum('numPassingTests'),
      skippedInFailedFiles: sum('numPendingTests'),
    };
    writeFileSync(process.env.TEST_OUTCOME, JSON.stringify({ ...outcome, ...within }));
  }
}
