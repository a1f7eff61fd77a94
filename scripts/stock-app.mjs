/*
 * `npm run stock-app [-- --newest]`: installs the packed packages into an app that Backstage's create-app writes, as an adopter
 * would: no workspace links, nothing of the demo. The app has two frontends: one of the new system, which finds the plugin
 * by itself, and one of the old system with the lines of the README and the docs. It builds them, starts the backend with
 * each and checks the API, the page, the card and the tab in Chromium, the second time with the policy of docs/permissions.md,
 * the widgets of the home page, the column of the catalog and a result of the search. Without an
 * option the app gets the versions of the release that
 * create-app writes, Backstage 1.55; with `--newest` it gets the newest ones. `--again` repeats the checks with the app of
 * the run before.
 * Everything is written below test-output/stock-app, except the backend's data, which is in memory.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import semver from 'semver';
import { installLegacy } from './lib/legacyApp.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const packages = join(root, 'test-output/packages');
const isNewest = process.argv.includes('--newest');
const folder = join(
  root,
  'test-output/stock-app',
  isNewest ? 'newest' : 'as-written',
);
const CREATE_APP = '@backstage/create-app@0.9.2';
/** create-app writes ranges, and the list of versions of a release is not in the registry: no version after this day is 1.55. */
const LAST_DAY = '2026-10-01';
const READY_WITHIN_MS = 120_000;
const LEGACY = 'app-legacy';
const FRONTEND = ['backstage-plugin-security-incidents'];
const BACKEND = [
  'backstage-plugin-security-incidents-backend',
  'backstage-plugin-catalog-backend-module-response-plans',
  'backstage-plugin-scaffolder-backend-module-security-incidents',
  'backstage-plugin-search-backend-module-security-incidents',
];

const say = text => console.log(`==> ${text}`);

function run(command, words, cwd) {
  const log = openSync(join(folder, 'log.txt'), 'a');
  execFileSync(command, words, {
    cwd,
    stdio: ['pipe', log, log],
    input: 'stock\n',
    env: {
      ...process.env,
      NODE_OPTIONS: '--max-old-space-size=4096',
      // Yarn 4 can crash when it repeats a request.
      YARN_HTTP_RETRY: '0',
      YARN_HTTP_TIMEOUT: '120000',
    },
  });
}

function changeJson(file, change) {
  const value = JSON.parse(readFileSync(file, 'utf8'));
  change(value);
  writeFileSync(file, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** Adds the frontend of an app of the old system, which create-app writes too, as another package of the app. */
function addLegacyFrontend(app) {
  const other = join(folder, 'legacy');
  run(
    'npx',
    ['--yes', CREATE_APP, '--legacy', '--skip-install', '--path', other],
    folder,
  );
  const frontend = join(app, 'packages', LEGACY);
  cpSync(join(other, 'packages/app'), frontend, { recursive: true });
  rmSync(other, { recursive: true });
  changeJson(join(frontend, 'package.json'), json => {
    json.name = LEGACY;
    json.dependencies['@backstage/plugin-home'] = '^0.9.0';
  });
  changeJson(join(app, 'packages/backend/package.json'), json => {
    json.dependencies[LEGACY] = `link:../${LEGACY}`;
  });
  const read = file => readFileSync(join(root, file), 'utf8');
  installLegacy(frontend, {
    readme: read('README.md'),
    home: read('docs/home.md'),
    search: read('docs/search.md'),
  });
}

/** Writes the app, adds the packages as files and the lines that the README asks for. */
function writeApp(app) {
  run('npx', ['--yes', CREATE_APP, '--skip-install', '--path', app], folder);
  addLegacyFrontend(app);
  const packed = Object.fromEntries(
    readdirSync(packages)
      .filter(name => name.endsWith('.tgz'))
      .map(name => [name.slice(0, -'.tgz'.length), join(packages, name)]),
  );
  cpSync(join(root, '.yarnrc.yml'), join(app, '.yarnrc.yml'));
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  changeJson(join(app, 'package.json'), json => {
    json.resolutions = {
      ...json.resolutions,
      // Not published yet: what the packages need of each other comes from the files as well.
      ...Object.fromEntries(
        Object.entries(packed).map(([name, file]) => [name, `file:${file}`]),
      ),
      'better-sqlite3': own.resolutions['better-sqlite3'],
    };
    // No compiler and no downloads besides the registry.
    json.dependenciesMeta = own.dependenciesMeta;
  });
  const add = names => json => {
    for (const name of names) {
      json.dependencies[name] = `file:${packed[name]}`;
    }
  };
  changeJson(join(app, 'packages/app/package.json'), add(FRONTEND));
  changeJson(join(app, 'packages', LEGACY, 'package.json'), add(FRONTEND));
  changeJson(join(app, 'packages/backend/package.json'), add(BACKEND));
  const backend = join(app, 'packages/backend/src/index.ts');
  writeFileSync(
    backend,
    readFileSync(backend, 'utf8').replace(
      'backend.start();',
      `${BACKEND.map(name => `backend.add(import('${name}'));`).join('\n')}
backend.start();`,
    ),
  );
  run('git', ['init', '--quiet'], app);
}

function freePort() {
  return new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

function writeConfig(app, port, frontend) {
  const url = `http://localhost:${port}`;
  const config = {
    app: { baseUrl: url, packageName: frontend },
    backend: {
      baseUrl: url,
      listen: { port, host: '127.0.0.1' },
      cors: { origin: url },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: {
      providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
    },
    securityIncidents: { responsePlans: { defaults: {} } },
  };
  writeFileSync(join(app, 'app-config.check.json'), JSON.stringify(config));
  return url;
}

async function whenReady(url, child, log) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`).then(
      response => response.ok,
      () => false,
    );
    if (ready) return;
    await wait(500);
  }
  throw new Error(`The backend did not start; see ${log}`);
}

/** Versions of a package in the app, to see doubled ones. */
function listVersions(app) {
  const lock = readFileSync(join(app, 'yarn.lock'), 'utf8');
  const versions = new Map();
  for (const [, name, version] of lock.matchAll(
    /^ {2}resolution: "(@backstage\/[^@"]+)@npm:([^"]+)"$/gm,
  )) {
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  return versions;
}

/** The newest version of a package that was published by a day. */
async function findVersion(registry, name, day) {
  const response = await fetch(`${registry}${name.replace('/', '%2f')}`);
  const { time, versions } = await response.json();
  return Object.keys(versions)
    .filter(version => /^[0-9.]+$/.test(version) && time[version] < day)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1);
}

/** The ranges of Backstage's packages in the lock file, by package. */
function listRanges(app) {
  const lock = readFileSync(join(app, 'yarn.lock'), 'utf8');
  const ranges = new Map();
  for (const [, name, range] of lock.matchAll(
    /(@backstage\/[^@",]+)@npm:([^",]+)(?=[",])/g,
  )) {
    ranges.set(name, new Set([...(ranges.get(name) ?? []), range]));
  }
  return ranges;
}

/**
 * Takes the versions of a day for each range that admits them. What needs a newer one gets its own copy, as at an adopter's.
 *
 * @param pinned - what was pinned before; the versions of a day have ranges of their own
 * @returns whether there is more to pin
 */
async function pin(app, day, pinned) {
  const registry = execFileSync('npm', ['config', 'get', 'registry'], {
    encoding: 'utf8',
  }).trim();
  const before = Object.keys(pinned).length;
  const all = [...listRanges(app)];
  for (let start = 0; start < all.length; start += 10) {
    await Promise.all(
      all.slice(start, start + 10).map(async ([name, ranges]) => {
        const open = [...ranges].filter(
          range => !(`${name}@npm:${range}` in pinned),
        );
        if (open.length === 0) return;
        const version = await findVersion(registry, name, day);
        for (const range of open) {
          if (version && semver.satisfies(version, range)) {
            pinned[`${name}@npm:${range}`] = version;
          }
        }
      }),
    );
  }
  changeJson(join(app, 'package.json'), json => {
    json.resolutions = { ...json.resolutions, ...pinned };
  });
  return Object.keys(pinned).length > before;
}

/** Resolves the dependencies as on a day. */
async function lockAsOf(app, day) {
  const pinned = {};
  do {
    run('yarn', ['install', '--mode', 'update-lockfile'], app);
  } while (await pin(app, day, pinned));
}

/** Replaces the policy that allows everything with the example of docs/permissions.md. */
function addPolicy(app) {
  const docs = readFileSync(join(root, 'docs/permissions.md'), 'utf8');
  const [, section] = docs.split('## Register a policy');
  const [policy] = [...section.matchAll(/^```ts\n(.*?)^```/gms)].map(
    ([, code]) => code,
  );
  const source = join(app, 'packages/backend/src');
  writeFileSync(join(source, 'incidentPolicy.ts'), policy);
  const index = readFileSync(join(source, 'index.ts'), 'utf8');
  if (index.includes('./incidentPolicy')) return;
  const allowAll =
    /backend\.add\(\s*import\('@backstage\/plugin-permission-backend-module-allow-all-policy'\),?\s*\);/;
  if (!allowAll.test(index)) throw new Error('The app has another policy');
  writeFileSync(
    join(source, 'index.ts'),
    index.replace(allowAll, "backend.add(import('./incidentPolicy'));"),
  );
}

/** Writes, installs and builds the app. */
async function install(app) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  say('Writing a stock app ...');
  writeApp(app);
  say('Installing its dependencies (two to four minutes) ...');
  if (isNewest) {
    run('yarn', ['up', '@backstage/*'], app);
  } else {
    await lockAsOf(app, LAST_DAY);
    run('yarn', ['install', '--no-immutable'], app);
  }
  const { version } = JSON.parse(
    readFileSync(join(app, 'backstage.json'), 'utf8'),
  );
  say(`Written for Backstage ${version}`);
  const doubled = [...listVersions(app)].filter(([, all]) => all.length > 1);
  for (const [name, all] of doubled) say(`${name}: ${all.join(' and ')}`);
  say('Compiling and building ...');
  run('yarn', ['tsc'], app);
  run('yarn', ['workspace', 'app', 'build'], app);
  run('yarn', ['workspace', LEGACY, 'build'], app);
}

/** Starts the backend with one of the frontends and checks them. */
async function check(app, frontend) {
  const url = writeConfig(app, await freePort(), frontend);
  const logFile = join(folder, `backend-${frontend}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn(
    process.execPath,
    [
      '--require',
      join(app, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      'src/index.ts',
      '--config',
      '../../app-config.yaml',
      '--config',
      '../../app-config.check.json',
    ],
    { cwd: join(app, 'packages/backend'), stdio: ['ignore', log, log] },
  );
  process.once('exit', () => child.kill('SIGKILL'));
  try {
    await whenReady(url, child, logFile);
    say(`Checking ${frontend} at ${url} ...`);
    const { checkStockApp } = await import('../test/stockApp/check.mjs');
    const { gzipBytes, queryBytes } = await checkStockApp({
      url,
      folder,
      log: logFile,
      frontend,
      scripts: join(app, 'packages', frontend, 'dist/static'),
    });
    say(
      `The entity page of ${frontend} loads ${gzipBytes} bytes (gzip) of the plugin and ${queryBytes} of its query library`,
    );
  } finally {
    child.kill('SIGTERM');
  }
}

async function main() {
  if (!existsSync(packages)) {
    throw new Error('There are no packed packages: use `npm run stock-app`');
  }
  const app = join(folder, 'app');
  if (!process.argv.includes('--again')) await install(app);

  await check(app, 'app');
  say('Adding the example policy ...');
  addPolicy(app);
  run('yarn', ['tsc'], app);
  await check(app, LEGACY);
  appendFileSync(join(folder, 'log.txt'), 'checked\n');
  say('The packages work in a stock app.');
}

main().catch(error => {
  console.error(`ERROR: ${error.message}`);
  process.exitCode = 1;
});
