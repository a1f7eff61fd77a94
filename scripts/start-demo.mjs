/*
 * Starts the demo's backend as one plain process, says when it is ready, and ends it with us.
 * Backend and built frontend are served from the same port.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const READY_WITHIN_MS = 120_000;
const STOPPED_WITHIN_MS = 5_000;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(resolve(root, 'packages/backend/package.json'));
// The loader that the backend itself uses, so that --config and APP_CONFIG_* mean the same to both of us.
const { ConfigSources } = createRequire(
  require.resolve('@backstage/backend-defaults'),
)('@backstage/config-loader');

const withTraffic = process.argv.includes('--traffic');
const configArguments = [
  '--config',
  resolve(root, 'app-config.yaml'),
  ...process.argv.slice(2).filter(argument => argument !== '--traffic'),
];

function fail(message) {
  console.error(`ERROR: ${message}`);
  process.exit(1);
}

async function effectiveAddress() {
  try {
    const config = await ConfigSources.toConfig(
      ConfigSources.default({ rootDir: root, argv: configArguments }),
    );
    config.close();
    const listen = config.getOptional('backend.listen') ?? 7007;
    const text = typeof listen === 'object' ? listen.port ?? 7007 : listen;
    return {
      port: Number(String(text).split(':').pop()),
      host: typeof listen === 'object' ? listen.host : undefined,
      url: config.getString('app.baseUrl').replace(/\/$/, ''),
    };
  } catch (error) {
    return fail(`the configuration cannot be read: ${error.message}`);
  }
}

const { port, host, url } = await effectiveAddress();
if (!Number.isInteger(port)) {
  fail('backend.listen names no port: give it as "port: 7007" or ":7007".');
}

function portIsFree() {
  return new Promise(answer => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, host, () => probe.close(() => answer(true)));
  });
}

if (!(await portIsFree())) {
  fail(
    `port ${port} is in use. End the other program, or choose another port: APP_CONFIG_backend_listen_port=7017 ` +
      'APP_CONFIG_backend_baseUrl=http://localhost:7017 APP_CONFIG_app_baseUrl=http://localhost:7017 npm run demo',
  );
}

console.error('==> Starting the demo (ready in about 15 seconds).');
const backend = spawn(
  process.execPath,
  [
    '--enable-source-maps',
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
    'src/index.ts',
    ...configArguments,
  ],
  {
    cwd: resolve(root, 'packages/backend'),
    stdio: ['ignore', 'inherit', 'inherit'],
    // Every request is logged at "info", which would bury what we have to say.
    env: { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' },
  },
);

/** Sends events until the demo ends. */
let traffic;
function startTraffic() {
  traffic = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      'src/demo/detections/traffic.ts',
      `http://${host ?? '127.0.0.1'}:${port}`,
    ],
    {
      cwd: resolve(root, 'packages/backend'),
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  traffic.once('error', error =>
    console.error(`ERROR: no events are sent: ${error.message}`),
  );
}

let stopping = false;
let timedOut = false;
backend.once('error', error =>
  fail(`the backend cannot start: ${error.message}`),
);
process.once('exit', () => traffic?.kill('SIGKILL'));
backend.once('exit', (code, signal) => {
  if (timedOut) process.exit(1);
  if (stopping) process.exit(0);
  fail(
    `the backend ended with ${
      signal ?? `code ${code}`
    }; the lines above say why.`,
  );
});
function stop() {
  if (stopping) {
    // Asked a second time, it does not wait for an orderly shutdown any more.
    backend.kill('SIGKILL');
    return;
  }
  stopping = true;
  traffic?.kill('SIGTERM');
  backend.kill('SIGTERM');
  // The backend waits for open browser windows and for the history that it is still writing. What is committed is in
  // the database's file, so nothing is lost by not waiting for them.
  setTimeout(() => backend.kill('SIGKILL'), STOPPED_WITHIN_MS).unref();
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, stop);
}

// npm does not always hand a signal on: whoever started us being gone means the same.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent && !stopping) stop();
}, 1_000).unref();

async function answers(path, request) {
  try {
    const response = await fetch(
      `http://${host ?? '127.0.0.1'}:${port}${path}`,
      request,
    );
    return response.ok;
  } catch {
    // Not listening yet: asked again until the deadline.
    return false;
  }
}

const deadline = Date.now() + READY_WITHIN_MS;
async function poll() {
  if (stopping) return;
  if (
    (await answers('/.backstage/health/v1/readiness')) &&
    (await answers('/')) &&
    // The people come with the catalog, which is read after the start: nobody can sign in before.
    (await answers('/api/auth/demo/refresh', {
      method: 'POST',
      headers: { 'x-demo-persona': 'engineer' },
    }))
  ) {
    console.error(
      `\n==> Ready: ${url} - pick a person on the sign-in page. The company's history fills in within a minute. Ctrl-C ends it.\n`,
    );
    if (withTraffic) startTraffic();
    return;
  }
  if (Date.now() > deadline) {
    timedOut = true;
    console.error(
      `ERROR: the backend was not ready within ${
        READY_WITHIN_MS / 1000
      } seconds; the lines above say what it was doing.`,
    );
    backend.kill('SIGKILL');
    return;
  }
  setTimeout(poll, 500);
}
poll();
