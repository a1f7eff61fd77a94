/* Prints "passed failed" of a JSON report by Jest or Playwright; what did not run counts as failed. */
import { existsSync, readFileSync } from 'node:fs';

const [file, runner] = process.argv.slice(2);
if (!existsSync(file)) {
  console.error(
    `ERROR: ${runner} ended before it wrote ${file}; its output above says why.`,
  );
  process.exit(1);
}
const report = JSON.parse(readFileSync(file, 'utf8'));
const numbers =
  runner === 'jest'
    ? {
        passed: report.numPassedTests,
        failed:
          report.numFailedTests +
          report.numPendingTests +
          report.numRuntimeErrorTestSuites,
      }
    : {
        passed: report.stats.expected,
        failed:
          report.stats.unexpected +
          report.stats.flaky +
          report.stats.skipped +
          report.errors.length,
      };
if (numbers.passed + numbers.failed === 0) {
  console.error(`ERROR: ${file} says that no test ran.`);
  process.exit(1);
}
console.log(`${numbers.passed} ${numbers.failed}`);
