#!/usr/bin/env node
/* Verifies the records of a database, or an unpacked auditor bundle. Run it with --help. */
const {
  runVerify,
} = require('backstage-plugin-security-incidents-backend/verify');

runVerify(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 2;
  },
);
