import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PERSONAS } from '../../packages/backend/src/demo/personas';
import { catalogEntities, VIEWER_PERSONA } from './company';
import { HttpClient } from './HttpClient';
import type { Statement } from './service';

const READY_WITHIN_MS = 180_000;
const STOPPED_WITHIN_MS = 20_000;
const POLL_MS = 500;

export interface RunningBackend {
  client: HttpClient;
  port: number;
  /** The number of catalog entities. */
  entities: number;
  /** Clients of several people, one of each. */
  people: HttpClient[];
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const given = Number(process.env.BENCH_PORT ?? 0);
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(given, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        resolve(typeof address === 'object' && address ? address.port : given),
      );
    });
  });
}

function configuration(port: number, databaseUrl: string, catalogFile: string) {
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl, title: 'Benchmark' },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: { client: 'pg', connection: databaseUrl },
    },
    auth: { providers: { demo: {} } },
    permission: { enabled: true },
    catalog: {
      rules: [{ allow: ['Component', 'System', 'Domain', 'User', 'Group'] }],
      locations: [{ type: 'file', target: catalogFile }],
    },
  };
}

async function stopChild(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>(resolve =>
    child.once('exit', () => resolve()),
  );
  child.kill('SIGTERM');
  const late = new AbortController();
  await Promise.race([
    ended,
    wait(STOPPED_WITHIN_MS, undefined, { signal: late.signal })
      .then(() => child.kill('SIGKILL'))
      .catch(() => undefined),
  ]);
  late.abort();
  await ended;
}

/** Signs in and waits until the catalog has ingested all entities. */
async function whenReady(
  port: number,
  child: ChildProcess,
  wanted: number,
): Promise<{ client: HttpClient; entities: number }> {
  const deadline = Date.now() + READY_WITHIN_MS;
  let problem = 'it did not listen';
  while (Date.now() < deadline && child.exitCode === null) {
    const client = new HttpClient(port);
    try {
      await client.signIn(VIEWER_PERSONA);
      const { totalItems } = (await client.get(
        '/api/catalog/entities/by-query?limit=0',
      )) as { totalItems: number };
      if (totalItems >= wanted) return { client, entities: totalItems };
      problem = `the catalog holds ${totalItems} of ${wanted} entities`;
    } catch (error) {
      problem = String(error);
    }
    client.close();
    await wait(POLL_MS);
  }
  throw new Error(`The backend of the benchmark is not ready: ${problem}`);
}

/** Starts backend.ts on loopback, with a catalog of a few hundred entities, and signs the viewer in. */
export async function startBackend(options: {
  folder: string;
  databaseUrl: string;
  statements: Record<string, Statement[]>;
  /** Settings of the plugin. */
  settings?: object;
}): Promise<RunningBackend> {
  const { folder } = options;
  const port = await freePort();
  const entities = catalogEntities();
  const catalogFile = join(folder, 'catalog.yaml');
  writeFileSync(
    catalogFile,
    entities.map(entity => JSON.stringify(entity)).join('\n---\n'),
  );
  const configFile = join(folder, 'app-config.yaml');
  writeFileSync(
    configFile,
    JSON.stringify({
      ...configuration(port, options.databaseUrl, catalogFile),
      securityIncidents: options.settings,
    }),
  );
  const statementsFile = join(folder, 'statements.json');
  writeFileSync(statementsFile, JSON.stringify(options.statements));

  const logFile = join(folder, 'backend.log');
  const log = openSync(logFile, 'w');
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      join(__dirname, 'backend.ts'),
      '--config',
      configFile,
    ],
    {
      stdio: ['ignore', log, log],
      env: { ...process.env, BENCH_STATEMENTS: statementsFile },
    },
  );
  closeSync(log);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    await stopChild(child);
    process.removeListener('exit', kill);
  };
  try {
    const ready = await whenReady(port, child, entities.length);
    const people = await Promise.all(
      Object.keys(PERSONAS).map(async persona => {
        const client = new HttpClient(port);
        await client.signIn(persona);
        return client;
      }),
    );
    return {
      ...ready,
      port,
      people,
      stop: async () => {
        [ready.client, ...people].forEach(client => client.close());
        await stop();
      },
    };
  } catch (error) {
    await stop();
    console.error(readFileSync(logFile, 'utf8').slice(-5_000));
    throw error;
  }
}
