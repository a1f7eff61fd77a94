/*
 * `npm run bench`: the speed of the record after ten years, as ratios. It uses loopback only and exits with 1 when a limit is
 * missed.
 *
 * --quick          measures for a tenth of the time, to check that everything runs
 * --incidents N    the size of the history, 100,000 unless given; the number of services stays the same
 * --analysis       measures only the analysis of incidents
 * --scan           measures it without months that are counted ahead
 * --cpu            measures only the CPU time of calls over HTTP
 */
import { deepStrictEqual } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Knex from 'knex';
import { measureAnalysis } from './analysis';
import { startBackend } from './backendProcess';
import { DEFAULT_INCIDENTS } from './company';
import { measureCpu } from './cpu';
import { measureCoverage, openSqlite } from './coverage';
import { compare, type Effort } from './measure';
import { judge, type Result, save, table } from './report';
import { seed, sizes } from './seed';
import {
  runBare,
  callService,
  pathOf,
  type Statement,
  recordStatements,
  startService,
} from './service';
import { subjectsOf } from './subjects';
import { measureVerification } from './verification';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    incidents: { type: 'string', default: String(DEFAULT_INCIDENTS) },
    analysis: { type: 'boolean', default: false },
    scan: { type: 'boolean', default: false },
    cpu: { type: 'boolean', default: false },
  },
});
const isQuick = options.quick;
const incidents = Number(options.incidents);
if (!Number.isInteger(incidents) || incidents < 1_000) {
  console.error('ERROR: --incidents: must be a whole number from 1000');
  process.exit(2);
}
const DATABASE = 'backstage_plugin_security-incidents';
const COVERAGE_DATABASE = 'coverage';
const CATALOG_PATH = '/api/catalog/entities/by-query?limit=20';
/** Stands for a path: sign-in and one decision, without SQL. */
const NOTHING = 'nothing';
/** A measurement ends after this time, whatever its number of rounds. */
const atMostMs = isQuick ? 1_000 : 15_000;
const EFFORT = {
  service: { rounds: 60, callsPerRound: 40, clients: 1, atMostMs },
  http: { rounds: 60, callsPerRound: 20, clients: 1, atMostMs },
  throughput: { rounds: 40, callsPerRound: 160, clients: 8, atMostMs },
  catalog: { rounds: 40, callsPerRound: 20, clients: 1, atMostMs },
  analysis: { rounds: 12, callsPerRound: 1, clients: 1, atMostMs },
  coverage: { rounds: 60, callsPerRound: 4, clients: 1, atMostMs },
  verification: { rounds: 40, callsPerRound: 5, clients: 1, atMostMs },
} satisfies Record<string, Effort>;

const began = Date.now();
function say(text: string) {
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`[${String(seconds).padStart(3)} s] ${text}`);
}

const OF_PLANS = [
  'plans',
  'plansState',
  'planKinds',
  'planRoles',
  'readiness',
  'checks',
];

/**
 * Removes response plans from an overview. They appear once the backend has read its catalog, and the yardstick does not
 * query them.
 */
function withoutPlans(answer: object): object {
  return JSON.parse(
    JSON.stringify(answer, (field, value) =>
      OF_PLANS.includes(field) ? undefined : value,
    ),
  );
}

async function createDatabase(url: string, name: string) {
  const admin = Knex({ client: 'pg', connection: url });
  try {
    await admin.raw('create database ??', [name]);
  } finally {
    await admin.destroy();
  }
}

/** Creates a database with one connection, which both arms share. */
async function openDatabase(url: string, name: string) {
  await createDatabase(url, name);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return Knex({
    client: 'pg',
    connection: own.toString(),
    pool: { min: 1, max: 1 },
  });
}

/** Measures the analysis alone, for histories of any size. */
async function mainOfAnalysis(url: string): Promise<boolean> {
  const db = await openDatabase(url, DATABASE);
  try {
    const service = await startService(db);
    say(`Seeding ${incidents} incidents ...`);
    await seed(db, incidents, 'analysis');
    const results = await measureAnalysis(
      service,
      db,
      EFFORT.analysis,
      !options.scan,
    );
    console.log(table(results));
    for (const { subject, productMs, yardstickMs } of results) {
      console.log(
        `  ${subject}: ${Math.round(productMs)} ms, bare SQL ${Math.round(
          yardstickMs,
        )} ms`,
      );
    }
    return results.every(({ kept }) => kept);
  } finally {
    await db.destroy();
  }
}

/** Measures the CPU time of calls alone, which other work on the machine changes little. */
async function mainOfCpu(url: string, folder: string): Promise<boolean> {
  const db = await openDatabase(url, DATABASE);
  try {
    const service = await startService(db);
    say(`Seeding ${incidents} incidents ...`);
    await seed(db, incidents);
    await service.tasks.dueRules.run(new AbortController().signal);
    const subjects = await subjectsOf(db);
    const backend = await startBackend({
      folder,
      databaseUrl: url,
      statements: { [NOTHING]: [] },
    });
    try {
      const calls = Object.fromEntries(
        subjects.map(({ name, call, entityRefs }) => {
          const paths = entityRefs.map(ref => pathOf(call, ref));
          return [
            `${call} of ${name}`,
            (turn: number) => paths[turn % paths.length],
          ];
        }),
      );
      const bare = `/api/security-incidents/bare?path=${NOTHING}`;
      const floor = 'sign-in and one decision';
      for (const [who, clients] of Object.entries({
        'one person': [backend.client],
        'five people': backend.people,
      })) {
        console.log(`Clients of ${who}:`);
        const measured = await measureCpu(
          clients,
          { [floor]: () => bare, ...calls },
          isQuick ? 5 : 20,
        );
        for (const [name, cpuMs] of Object.entries(measured)) {
          const share = measured[floor] / cpuMs;
          console.log(
            `  ${name}: ${cpuMs.toFixed(2)} ms, ${share.toFixed(
              2,
            )} of the throughput`,
          );
        }
      }
      return true;
    } finally {
      await backend.stop();
    }
  } finally {
    await db.destroy();
  }
}

async function main(url: string, folder: string): Promise<boolean> {
  const db = await openDatabase(url, DATABASE);
  const results: Result[] = [];
  const record = (result: Result) => {
    results.push(result);
    say(
      `${result.comparison}: ${result.call} of ${
        result.subject
      }: ${result.value.median.toFixed(2)}`,
    );
  };
  try {
    const verification = await measureVerification(EFFORT.verification);
    record(verification.result);
    say(`Verification: ${verification.entriesPerSecond} entries a second`);
    const coverages = {
      PostgreSQL: await openDatabase(url, COVERAGE_DATABASE),
      SQLite: openSqlite(),
    };
    for (const [engine, own] of Object.entries(coverages)) {
      const measured = await measureCoverage(own, engine, EFFORT.coverage);
      measured.forEach(record);
    }
    const service = await startService(db);
    say(`Seeding ${incidents} incidents ...`);
    await seed(db, incidents);
    await service.tasks.dueRules.run(new AbortController().signal);
    const rows = await sizes(db);
    say(`Seeded ${rows.incidents} incidents, ${rows.timeline_entries} entries`);

    const subjects = await subjectsOf(db);
    const statements: Record<string, Statement[]> = { [NOTHING]: [] };
    const answers = new Map<string, unknown>();
    for (const { call, entityRefs } of subjects) {
      for (const ref of entityRefs) {
        statements[pathOf(call, ref)] = await recordStatements(db, async () => {
          answers.set(pathOf(call, ref), await callService(service, call, ref));
        });
      }
    }

    for (const subject of subjects) {
      const { call, entityRefs } = subject;
      const refOf = (turn: number) => entityRefs[turn % entityRefs.length];
      const measured = await compare(
        {
          product: turn => callService(service, call, refOf(turn)),
          yardstick: turn => runBare(db, statements[pathOf(call, refOf(turn))]),
        },
        EFFORT.service,
      );
      record(judge('service', subject, EFFORT.service.clients, measured));
    }

    for (const result of await measureAnalysis(service, db, EFFORT.analysis)) {
      record(result);
    }

    say('Starting a backend ...');
    const backend = await startBackend({
      folder,
      databaseUrl: url,
      statements,
    });
    try {
      const { client, people, entities } = backend;
      say(`Backend is ready, its catalog holds ${entities} entities`);
      for (const [path, answer] of answers) {
        // Both arms must do the same: the request returns what the service returned here.
        deepStrictEqual(
          withoutPlans(await client.get(path)),
          JSON.parse(JSON.stringify(answer)),
        );
      }
      const barePath = (path: string) =>
        `/api/security-incidents/bare?path=${encodeURIComponent(path)}`;
      const fetchCatalog = () => client.fetch(CATALOG_PATH);
      const fetchNothing = () => client.fetch(barePath(NOTHING));
      for (const subject of subjects) {
        const paths = subject.entityRefs.map(ref => pathOf(subject.call, ref));
        const pathAt = (turn: number) => paths[turn % paths.length];
        const product = (turn: number) => client.fetch(pathAt(turn));
        record(
          judge(
            'http',
            subject,
            EFFORT.http.clients,
            await compare(
              {
                product,
                yardstick: turn => client.fetch(barePath(pathAt(turn))),
              },
              EFFORT.http,
            ),
          ),
        );
        record(
          judge(
            'floor',
            subject,
            EFFORT.throughput.clients,
            await compare(
              { product, yardstick: fetchNothing },
              EFFORT.throughput,
            ),
          ),
        );
        const clientAt = (turn: number) => people[turn % people.length];
        record(
          judge(
            'people',
            subject,
            EFFORT.throughput.clients,
            await compare(
              {
                product: turn => clientAt(turn).fetch(pathAt(turn)),
                yardstick: turn => clientAt(turn).fetch(barePath(NOTHING)),
              },
              EFFORT.throughput,
            ),
          ),
        );
        record(
          judge(
            'catalog',
            subject,
            EFFORT.catalog.clients,
            await compare({ product, yardstick: fetchCatalog }, EFFORT.catalog),
          ),
        );
      }
      const { entriesPerSecond, isFastEnough } = verification;
      const { file } = save(results, { rows, entities, entriesPerSecond });
      console.log(table(results));
      console.log(`\nEverything measured: ${file}`);
      if (!isFastEnough) {
        console.log(`MISSED: ${entriesPerSecond} entries a second, not 50,000`);
      }
      return isFastEnough && results.every(({ kept }) => kept);
    } finally {
      await backend.stop();
    }
  } finally {
    await db.destroy();
  }
}

const url = process.env.SECURITY_INCIDENTS_TEST_PG_URL;
if (!url) {
  console.error('ERROR: no PostgreSQL to measure on: use `npm run bench`.');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'security-incidents-bench-'));
function run(): Promise<boolean> {
  if (options.analysis) return mainOfAnalysis(url!);
  return options.cpu ? mainOfCpu(url!, folder) : main(url!, folder);
}
run()
  .catch(error => {
    console.error(error);
    return false;
  })
  .then(kept => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(kept ? 0 : 1);
  });
