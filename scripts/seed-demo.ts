/*
 * `seed-demo.ts FOLDER`: starts the demo on data of its own and leaves in the folder what it wrote. Part of `npm test`.
 */
import { Demo } from '../test/e2e/support/demo';

Demo.seedInto(process.argv[2]).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
