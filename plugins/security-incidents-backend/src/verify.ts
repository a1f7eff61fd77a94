/**
 * Verifies records from the command line. The package has the command `security-incidents-verify`.
 *
 * @packageDocumentation
 */
export { runVerify } from './verification/cli/runVerify';
