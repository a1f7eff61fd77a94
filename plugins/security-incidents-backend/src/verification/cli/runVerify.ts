import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Checkpoint } from 'backstage-plugin-security-incidents-common';
import knexFactory, { type Knex } from 'knex';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readPublicKey } from '../../checkpoints/keys';
import { verifyDatabase } from './verifyDatabase';

const HELP = `Verifies records of security incidents.

  security-incidents-verify --database <database> [options]
      Verifies all incidents, the registry and all checkpoints of a database. It changes nothing.
      <database> is a PostgreSQL URL (postgres://...) or the path of an SQLite file.

  security-incidents-verify <folder> [options]
      Verifies an unpacked auditor bundle with the verifier of this package.

Options
  --key <file>      public Ed25519 key in PEM that checkpoints must lead to; can be repeated
  --copies <file>   checkpoints that a webhook or a log kept, one JSON object in a line; finds rewritten history and older
                    databases (only with --database). Text before the first brace of a line is ignored.
  --schema <name>   schema of the tables on PostgreSQL
  --json            prints the result as JSON

Exit code: 0 when everything verifies, 1 when something differs, 2 when it could not be verified.
`;

/** The checkpoints of a file, one in a line, with or without what a log puts before them. */
export function readCopies(text: string): Checkpoint[] {
  return text.split('\n').flatMap((line, index) => {
    const start = line.indexOf('{');
    if (start < 0) return [];
    let copy: Checkpoint;
    try {
      copy = JSON.parse(line.slice(start));
    } catch {
      throw new TypeError(`--copies: line ${index + 1} holds no checkpoint`);
    }
    return typeof copy.n === 'number' && typeof copy.hash === 'string'
      ? [copy]
      : [];
  });
}

function connect(database: string, schema: string | undefined): Knex {
  return /^postgres(ql)?:\/\//.test(database)
    ? knexFactory({
        client: 'pg',
        connection: database,
        ...(schema && { searchPath: [schema] }),
      })
    : knexFactory({
        client: 'better-sqlite3',
        connection: { filename: database, options: { readonly: true } },
        useNullAsDefault: true,
      } as Knex.Config);
}

/**
 * Runs the command.
 *
 * @param args - without the program
 * @returns the exit code
 * @public
 */
export async function runVerify(
  args: readonly string[],
  print: (text: string) => void = text => process.stdout.write(text),
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      database: { type: 'string' },
      key: { type: 'string', multiple: true, default: [] },
      copies: { type: 'string' },
      schema: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { database, key = [], copies, schema, json } = values;
  if (values.help || (!database && positionals.length !== 1)) {
    print(HELP);
    return values.help ? 0 : 2;
  }
  if (!database) {
    const verifier = resolvePackagePath(
      'backstage-plugin-security-incidents-backend',
      'assets/verify.mjs',
    );
    const { status } = spawnSync(
      process.execPath,
      [
        verifier,
        positionals[0],
        ...key.flatMap(path => ['--key', path]),
        ...(json ? ['--json'] : []),
      ],
      { stdio: 'inherit' },
    );
    return status ?? 2;
  }
  const db = connect(database, schema);
  try {
    const report = await verifyDatabase(db, {
      trusted: key.map(path => readPublicKey(readFileSync(path, 'utf8'))),
      copies: copies ? readCopies(readFileSync(copies, 'utf8')) : [],
      now: new Date(),
    });
    const { findings, ...counts } = report;
    print(
      json
        ? `${JSON.stringify(report, null, 2)}\n`
        : [
            ...findings.map(({ status, message }) => `${status}: ${message}`),
            `${findings.length === 0 ? 'OK' : `${findings.length} findings`}: ${
              counts.incidents
            } incidents with ${counts.entries} entries, ${
              counts.checkpoints
            } checkpoints, ${counts.copies} copies compared`,
            '',
          ].join('\n'),
    );
    return findings.length === 0 ? 0 : 1;
  } finally {
    await db.destroy();
  }
}
