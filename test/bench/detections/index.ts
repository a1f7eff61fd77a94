/*
 * `npm run bench -- --detections`: deliveries of detections on PostgreSQL, over HTTP on loopback. It exits with 1 when a limit is
 * missed.
 *
 * --quick    a tenth of the load, to check that everything runs
 * --watches  measures only what the table of who watches a service is worth
 */
import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Knex from 'knex';
import { startBackend } from '../backendProcess';
import { catalogEntities } from '../company';
import { quantile } from '../measure';
import { measureBareInserts } from './bareInserts';
import type { LoadPlan, LoadResult } from './plan';
import { measureWatches } from './watches';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    watches: { type: 'boolean', default: false },
  },
});
const scale = options.quick ? 0.1 : 1;
const DATABASE = 'backstage_plugin_security-incidents';
const SOURCE = 'github';
const SECRET = 'bench-secret';
const CLIENTS = 16;
const STEADY = { perSecond: 50, seconds: 60 * scale };
const STORM = { alerts: 10_000 * scale, redelivered: 0.2 };
const WARM_UP = 500 * scale;
const BARE_SAMPLE = 2_000 * scale;
const LOAD_AT_MOST_MS = 10 * 60_000;
const P95_AT_MOST_MS = 150;

const began = Date.now();
function say(text: string) {
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`[${String(seconds).padStart(3)} s] ${text}`);
}

interface Check {
  name: string;
  value: string;
  limit: string;
  kept: boolean;
}

/** Runs the load generator in a process of its own. */
async function runLoad(folder: string, plan: LoadPlan): Promise<LoadResult> {
  const planFile = join(folder, 'plan.json');
  const resultFile = join(folder, 'result.json');
  writeFileSync(planFile, JSON.stringify(plan));
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'load.ts'),
      planFile,
      resultFile,
    ],
    { stdio: 'inherit' },
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const code = await new Promise(resolve => child.once('exit', resolve));
  process.removeListener('exit', kill);
  if (code !== 0) throw new Error(`The load generator ended with ${code}`);
  return JSON.parse(readFileSync(resultFile, 'utf8'));
}

async function count(db: Knex.Knex, table: string): Promise<number> {
  const [{ total }] = await db(table).count({ total: '*' });
  return Number(total);
}

/** Compares what is stored with what was sent. */
async function checkStorm(
  db: Knex.Knex,
  before: number,
  load: LoadResult,
): Promise<Check[]> {
  const stored = (await count(db, 'detections')) - before;
  const seen: { rows: Array<{ n: string }> } = await db.raw(
    'select count(*) as n from (select source_id, fingerprint from detections group by 1, 2 having count(*) > 1 or max(seen_count) > 1) as twice',
  );
  const doubles = Number(seen.rows[0].n);
  const exactly = (name: string, value: number, wanted: number): Check => ({
    name,
    value: String(value),
    limit: `= ${wanted}`,
    kept: value === wanted,
  });
  return [
    exactly('storm: deliveries that were never accepted', load.lost, 0),
    exactly('storm: lost detections', STORM.alerts - stored, 0),
    exactly('storm: duplicate detections or counts', doubles, 0),
    exactly(
      'storm: accepted deliveries with redeliveries',
      load.accepted,
      STORM.alerts * (1 + STORM.redelivered),
    ),
  ];
}

function print(checks: readonly Check[]): void {
  const width = Math.max(...checks.map(({ name }) => name.length));
  for (const { name, value, limit, kept } of checks) {
    console.log(
      `  ${name.padEnd(width)}  ${value.padStart(10)}  ${limit}${
        kept ? '' : '  MISSED'
      }`,
    );
  }
}

async function main(url: string, folder: string): Promise<boolean> {
  const backend = await startBackend({
    folder,
    databaseUrl: url,
    statements: {},
    settings: { detections: { [SOURCE]: { secrets: [SECRET] } } },
  });
  const own = new URL(url);
  own.pathname = `/${DATABASE}`;
  const db = Knex({
    client: 'pg',
    connection: own.toString(),
    pool: { min: 0, max: CLIENTS },
  });
  try {
    const plan = {
      port: backend.port,
      sourceId: SOURCE,
      secret: SECRET,
      clients: CLIENTS,
      redelivered: 0,
      services: catalogEntities()
        .filter(({ kind }) => kind === 'Component')
        .map(({ metadata }) => metadata.name)
        .slice(0, 100),
      atMostMs: LOAD_AT_MOST_MS,
    };
    say(`Backend is ready; warming up with ${WARM_UP} alerts ...`);
    await runLoad(folder, { ...plan, first: 1, alerts: WARM_UP });

    say(`${STEADY.perSecond} alerts per second for ${STEADY.seconds} s ...`);
    const steadyAlerts = STEADY.perSecond * STEADY.seconds;
    const steady = await runLoad(folder, {
      ...plan,
      first: 100_000,
      alerts: steadyAlerts,
      perSecond: STEADY.perSecond,
    });
    const p95 = quantile(steady.latenciesMs, 0.95);
    const rate = (steady.accepted * 1_000) / steady.durationMs;

    say(`A storm of ${STORM.alerts} alerts ...`);
    const before = await count(db, 'detections');
    const storm = await runLoad(folder, {
      ...plan,
      ...STORM,
      first: 1_000_000,
    });
    const stormMs = storm.durationMs / storm.accepted;
    say('Inserting the same rows bare ...');
    const bareMs = await measureBareInserts(db, {
      deliveries: BARE_SAMPLE,
      clients: CLIENTS,
    });

    const checks: Check[] = [
      {
        name: 'steady: p95',
        value: `${p95.toFixed(1)} ms`,
        limit: `<= ${P95_AT_MOST_MS} ms`,
        kept: p95 <= P95_AT_MOST_MS,
      },
      {
        name: 'steady: accepted per second',
        value: rate.toFixed(1),
        limit: `>= ${STEADY.perSecond * 0.98}`,
        kept: rate >= STEADY.perSecond * 0.98,
      },
      {
        name: 'steady: deliveries that were never accepted',
        value: String(steady.lost),
        limit: '= 0',
        kept: steady.lost === 0,
      },
      ...(await checkStorm(db, before, storm)),
      {
        name: 'storm: accepted per second',
        value: (1_000 / stormMs).toFixed(0),
        limit: 'none',
        kept: true,
      },
      {
        name: 'storm: time to bare insert of the same rows',
        value: (stormMs / bareMs).toFixed(2),
        limit: 'none',
        kept: true,
      },
    ];
    print(checks);
    const output = join(__dirname, '..', '..', '..', 'test-output');
    mkdirSync(output, { recursive: true });
    const file = join(output, 'bench-detections.json');
    const { latenciesMs: _, ...stormCounts } = storm;
    writeFileSync(
      file,
      `${JSON.stringify(
        {
          machine: { cpus: cpus().length, node: process.version },
          checks,
          steady: {
            ...steady,
            latenciesMs: [0.5, 0.9, 0.95, 0.99, 1].map(q => [
              q,
              quantile(steady.latenciesMs, q),
            ]),
          },
          storm: stormCounts,
          bareMsPerDelivery: bareMs,
        },
        undefined,
        2,
      )}\n`,
    );
    console.log(`\nEverything measured: ${file}`);
    return checks.every(({ kept }) => kept);
  } finally {
    await db.destroy();
    await backend.stop();
  }
}

const url = process.env.SECURITY_INCIDENTS_TEST_PG_URL;
if (!url) {
  console.error('ERROR: no PostgreSQL to measure on: use `npm run bench`.');
  process.exit(2);
}
const WATCHES_EFFORT = {
  rounds: 40,
  callsPerRound: 4,
  clients: 1,
  atMostMs: 30_000 * scale,
};
const folder = mkdtempSync(join(tmpdir(), 'security-incidents-bench-'));
(options.watches ? measureWatches(url, WATCHES_EFFORT, say) : main(url, folder))
  .catch(error => {
    console.error(error);
    return false;
  })
  .then(kept => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(kept ? 0 : 1);
  });
