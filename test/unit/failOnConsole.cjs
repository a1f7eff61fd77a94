/*
 * A test fails when something calls console.error or console.warn unexpectedly. A test that expects the call says so:
 * `jest.spyOn(console, 'error').mockImplementation(() => {})`, and then asserts it.
 */
const failOnConsole = require('jest-fail-on-console');

/** Components still warn about updates outside act(); they join once those are fixed. */
const NOT_YET = /\/plugins\/security-incidents\//;

if (!NOT_YET.test(expect.getState().testPath)) {
  failOnConsole({ shouldFailOnError: true, shouldFailOnWarn: true });
}
