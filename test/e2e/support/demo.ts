import { ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

const root = resolve(__dirname, '../../..');

/** The people that the demo's sign-in page offers. */
export type Persona =
  | 'engineer'
  | 'service-owner'
  | 'responder'
  | 'compliance'
  | 'outsider';

/** What a backend answered, word by word. */
export interface Answer {
  status: number;
  text: string;
}

/** How many incidents the seeded history has at least; less means that the seeder is still busy. */
const SEEDED_INCIDENTS = 55;
/** A service and the plan that comes first there, from a file of the company's own. */
const LAST_PLANNED = {
  service: 'component:default/payout-scheduler',
  plan: 'responseplan:default/card-payments-leaked-credential',
};
const READY_WITHIN_MS = 150_000;
const SEEDED_WITHIN_MS = 240_000;

async function freePort(): Promise<number> {
  return new Promise((answer, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address
          ? answer(address.port)
          : fail(new Error('The system gave no free port')),
      );
    });
  });
}

/** Where the data of the seeded demo is; it is set for all workers of a run. */
const SEEDED_DATA = 'E2E_SEEDED_DATA';

/** The catalog remembers from which folder it was read. */
const OF_ONE_CATALOG = /^catalog\./;

/**
 * The demo as its own command starts it, on a free port and a data folder of its own, so that nobody's demo data is
 * touched. It can be stopped and started again on the same data.
 */
export class Demo {
  #process: ChildProcess | undefined;
  #output = '';
  readonly #log: string[] = [];

  private constructor(
    readonly port: number,
    readonly url: string,
    private readonly dataDirectory: string,
    private readonly catalogFolder?: string,
  ) {}

  /**
   * Starts from what the seeded demo of this run wrote, when there is one.
   *
   * @param options.copiesCatalog - reads a copy of the demo's catalog, whose files can then be edited; see {@link editFile}
   */
  static async start(options: { copiesCatalog: boolean }): Promise<Demo> {
    const { E2E_PORT, TEST_PARALLEL_INDEX = '0' } = process.env;
    const port = E2E_PORT
      ? Number(E2E_PORT) + Number(TEST_PARALLEL_INDEX)
      : await freePort();
    const data = mkdtempSync(join(tmpdir(), 'security-incidents-e2e-'));
    const catalog = options.copiesCatalog ? join(data, 'catalog') : undefined;
    if (catalog) {
      cpSync(join(root, 'packages/backend/catalog'), catalog, {
        recursive: true,
      });
    }
    const seeded = process.env[SEEDED_DATA];
    for (const file of seeded ? readdirSync(seeded) : []) {
      if (catalog && OF_ONE_CATALOG.test(file)) continue;
      cpSync(join(seeded!, file), join(data, file), { recursive: true });
    }
    const demo = new Demo(port, `http://localhost:${port}`, data, catalog);
    try {
      await demo.up();
      await demo.untilSeeded();
      await demo.untilPlansAreKnown();
      await demo.untilRulesAreApplied();
    } catch (error) {
      await demo.remove();
      throw error;
    }
    return demo;
  }

  /**
   * Has the demo write its history as it does at a first start, once for all files of a run: each starts from a copy of it,
   * so that none waits for it and none sees what another did.
   *
   * @returns what removes the data when the run has ended
   */
  static async seedOnce(): Promise<() => Promise<void>> {
    if (process.env[SEEDED_DATA]) return async () => {};
    const demo = await Demo.start({ copiesCatalog: false });
    // The detections come after the incidents.
    await demo.untilLogged("Wrote the demo's history");
    await demo.down();
    process.env[SEEDED_DATA] = demo.dataDirectory;
    return () => demo.remove();
  }

  async up(): Promise<void> {
    const logs = join(root, 'test-output');
    mkdirSync(logs, { recursive: true });
    const log = createWriteStream(join(logs, 'demo.log'), { flags: 'a' });
    // The test runner's own settings are not the demo's.
    const { NODE_ENV, NODE_OPTIONS, ...environment } = process.env;
    const child = spawn('bash', [join(root, 'scripts/demo.sh')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...environment,
        // Audit events are logged at this level.
        LOG_LEVEL: 'info',
        NO_COLOR: '1',
        APP_CONFIG_app_baseUrl: this.url,
        APP_CONFIG_backend_baseUrl: this.url,
        APP_CONFIG_backend_listen: JSON.stringify({
          host: '127.0.0.1',
          port: this.port,
        }),
        // No incident of the history changes by itself while lists are compared, however long the tests take.
        APP_CONFIG_demo_historyIsQuietForMinutes: '600',
        APP_CONFIG_backend_database: JSON.stringify({
          client: 'better-sqlite3',
          connection: { directory: this.dataDirectory },
        }),
        ...(this.catalogFolder && {
          APP_CONFIG_catalog_locations: JSON.stringify([
            { type: 'file', target: join(this.catalogFolder, 'all.yaml') },
          ]),
        }),
      },
    });
    this.#process = child;
    this.#output = '';

    await new Promise<void>((ready, fail) => {
      const deadline = setTimeout(
        () =>
          fail(new Error(`The demo was not ready in time:\n${this.#output}`)),
        READY_WITHIN_MS,
      );
      const listen = (chunk: Buffer) => {
        log.write(chunk);
        this.#log.push(chunk.toString());
        this.#output = `${this.#output}${chunk}`.slice(-8_000);
        if (this.#output.includes('==> Ready:')) {
          clearTimeout(deadline);
          ready();
        }
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', code => {
        clearTimeout(deadline);
        fail(new Error(`The demo ended with code ${code}:\n${this.#output}`));
      });
    });
  }

  async down(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) {
      return;
    }
    const ended = new Promise(done => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }

  async restart(): Promise<void> {
    await this.down();
    await this.up();
  }

  async remove(): Promise<void> {
    await this.down();
    rmSync(this.dataDirectory, { recursive: true, force: true });
  }

  /** Edits a file of the catalog's copy: each text, which must be there once, becomes another. */
  editFile(name: string, edits: Record<string, string>): void {
    if (!this.catalogFolder) {
      throw new Error('This demo reads the catalog of the repository');
    }
    const path = join(this.catalogFolder, name);
    let content = readFileSync(path, 'utf8');
    for (const [before, after] of Object.entries(edits)) {
      const parts = content.split(before);
      if (parts.length !== 2) {
        throw new Error(`${name} has ${parts.length - 1} times: ${before}`);
      }
      content = parts.join(after);
    }
    writeFileSync(path, content);
  }

  /** Changes the plugin's database behind its back, as somebody with access to the file can. */
  changeDatabase(sql: string, values: Record<string, string> = {}): void {
    const file = join(this.dataDirectory, 'security-incidents.sqlite');
    const database = new DatabaseSync(file, { timeout: 5_000 });
    try {
      database.prepare(sql).run(values);
    } finally {
      database.close();
    }
  }

  /** A session token of a persona, for looking at the API from outside of the browser. */
  async token(persona: Persona): Promise<string> {
    const response = await fetch(`${this.url}/api/auth/demo/refresh`, {
      method: 'POST',
      headers: { 'x-demo-persona': persona },
    });
    if (!response.ok) {
      throw new Error(
        `${persona} could not sign in: ${
          response.status
        } ${await response.text()}`,
      );
    }
    const session = (await response.json()) as {
      backstageIdentity: { token: string };
    };
    return session.backstageIdentity.token;
  }

  /** Calls a backend as a persona does; an answer that refuses is an answer too. */
  async ask(
    persona: Persona,
    path: string,
    call: { method?: string; body?: object; plugin?: string } = {},
  ): Promise<Answer> {
    const { method = 'GET', body, plugin = 'security-incidents' } = call;
    const response = await fetch(`${this.url}/api/${plugin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.token(persona)}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  }

  /** Calls a backend as {@link ask} does, for an answer that must be given. */
  async must<T>(...call: Parameters<Demo['ask']>): Promise<T> {
    const { status, text } = await this.ask(...call);
    if (status < 200 || status > 299) {
      const [persona, path, { method = 'GET' } = {}] = call;
      throw new Error(`${method} ${path} as ${persona}: ${status} ${text}`);
    }
    return JSON.parse(text) as T;
  }

  async get<T>(persona: Persona, path: string): Promise<T> {
    return this.must<T>(persona, path);
  }

  /** Everything that the demo logged since it was started first. */
  log(): string[] {
    return this.#log.join('').split('\n');
  }

  /** The history is seeded after start-up, when the catalog is there: asks until the number has come to rest. */
  private async untilSeeded(): Promise<void> {
    const deadline = Date.now() + SEEDED_WITHIN_MS;
    let before = -1;
    let last = 'no answer yet';
    while (Date.now() < deadline) {
      try {
        const { totalItems } = await this.get<{ totalItems: number }>(
          'responder',
          '/incidents?limit=1',
        );
        if (totalItems >= SEEDED_INCIDENTS && totalItems === before) {
          return;
        }
        before = totalItems;
        last = `${totalItems} incidents`;
      } catch (error) {
        // Before the catalog has its people nobody can sign in.
        last = String(error);
      }
      await pause(1_000);
    }
    throw new Error(`The demo's history was not complete in time: ${last}`);
  }

  private async untilLogged(text: string): Promise<void> {
    const deadline = Date.now() + SEEDED_WITHIN_MS;
    while (Date.now() < deadline) {
      if (this.#log.join('').includes(text)) return;
      await pause(500);
    }
    throw new Error(`The demo did not log in time: ${text}`);
  }

  /** A catalog that is read again knows its plans after its services. */
  private async untilPlansAreKnown(): Promise<void> {
    const deadline = Date.now() + SEEDED_WITHIN_MS;
    let last = 'no answer yet';
    while (Date.now() < deadline) {
      try {
        const { items } = await this.get<{ items: Array<{ planRef: string }> }>(
          'responder',
          `/response-plans?entityRef=${LAST_PLANNED.service}`,
        );
        if (items[0]?.planRef === LAST_PLANNED.plan) return;
        last = items[0]?.planRef ?? 'no plan';
      } catch (error) {
        last = String(error);
      }
      await pause(1_000);
    }
    throw new Error(`The demo's plans were not known in time: ${last}`);
  }

  /** What the rules of detections do with waiting ones is done, so that nothing changes by itself while answers are compared. */
  private async untilRulesAreApplied(): Promise<void> {
    const tasks = '/.backstage/scheduler/v1/tasks';
    const id = 'apply-detection-rules';
    const since = Date.now();
    const deadline = since + SEEDED_WITHIN_MS;
    while (Date.now() < deadline) {
      // Refused while it runs, which does as well.
      await this.ask('responder', `${tasks}/${id}/trigger`, { method: 'POST' });
      await pause(3_000);
      const answer = await this.get<{
        tasks: Array<{
          taskId: string;
          taskState?: { status: string; lastRunEndedAt?: string };
        }>;
      }>('responder', tasks);
      const { taskState } =
        answer.tasks.find(({ taskId }) => taskId === id) ?? {};
      const ended = Date.parse(taskState?.lastRunEndedAt ?? '');
      if (taskState?.status === 'idle' && ended > since) return;
    }
    throw new Error('The rules of detections were not applied in time');
  }
}
