/*
 * Packs every plugin package as it would be published and looks at what a stranger would get: metadata in order, every
 * entry point there and loadable, the configuration schema and migrations where there are some, and no test, fixture or
 * demo file. The packages must be built. Everything is written below test-output/packages.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const output = join(root, 'test-output/packages');
const copy = join(root, 'test-output/packing');
const STRANGERS =
  /(\.test\.|\.spec\.|__testUtils__|__fixtures__|testIncident|setupTests|\/demo\/|\.tsx?$(?<!\.d\.ts))/;
const problems = [];

function run(folder, ...words) {
  try {
    return execFileSync('yarn', words, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CI: '1' },
    });
  } catch (error) {
    throw new Error(
      `yarn ${words.join(' ')} failed in ${relative(copy, folder)}:\n${
        error.stdout
      }${error.stderr}`,
    );
  }
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** Every file that an `exports` map, `main` or `types` names. */
function entryPoints(value) {
  if (typeof value === 'string') return [value];
  return Object.entries(value ?? {}).flatMap(([key, inner]) =>
    key === 'backstage' ? [] : entryPoints(inner),
  );
}

/**
 * Copies what packing reads. It rewrites each package.json for as long as it takes, which nobody who works on the
 * repository meanwhile, and no check that runs beside this one, may see.
 */
function copyRepository() {
  const take = path =>
    cpSync(join(root, path), join(copy, path), {
      recursive: true,
      filter(source, target) {
        if (basename(source) !== 'node_modules') return true;
        symlinkSync(source, target);
        return false;
      },
    });
  const manifests = readdirSync(join(root, 'packages')).map(name =>
    join('packages', name, 'package.json'),
  );
  for (const path of [
    'package.json',
    'backstage.json',
    'tsconfig.json',
    'yarn.lock',
    '.yarnrc.yml',
    'node_modules',
    'dist-types',
    'plugins',
    ...manifests,
  ]) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    take(path);
  }
}

function pack(folder) {
  const source = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const archive = join(output, `${source.name}.tgz`);
  const target = join(output, 'node_modules', source.name);
  run(folder, 'pack', '--out', archive);
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', target, '--strip-components=1']);
  return target;
}

function look(target) {
  const manifest = JSON.parse(
    readFileSync(join(target, 'package.json'), 'utf8'),
  );
  const complain = text => problems.push(`${manifest.name}: ${text}`);
  for (const field of [
    'license',
    'description',
    'homepage',
    'bugs',
    'repository',
    'exports',
  ]) {
    if (!manifest[field]) complain(`package.json has no "${field}"`);
  }
  if (!manifest.backstage?.role || !manifest.backstage?.pluginId) {
    complain('package.json does not say its Backstage role and plugin');
  }
  for (const [name, range] of Object.entries(manifest.dependencies ?? {})) {
    if (range.startsWith('workspace:')) {
      complain(`depends on ${name} by a range that only works in here`);
    }
  }
  const named = [
    ...entryPoints(manifest.exports),
    ...[manifest.main, manifest.types, manifest.module, manifest.configSchema],
  ].filter(path => typeof path === 'string');
  for (const path of new Set(named)) {
    if (!existsSync(join(target, path))) complain(`${path} is not packed`);
  }
  for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md']) {
    if (!existsSync(join(target, file))) complain(`has no ${file}`);
  }
  // npm shows the README without the repository around it.
  const [strayLink] =
    /\]\((?!https?:|mailto:|#)[^)]+\)/.exec(
      readFileSync(join(target, 'README.md'), 'utf8'),
    ) ?? [];
  if (strayLink) {
    complain(`README.md has a link that leads nowhere: ${strayLink}`);
  }
  for (const path of filesBelow(target)) {
    const inside = relative(target, path);
    if (STRANGERS.test(inside)) complain(`${inside} does not belong into it`);
  }
  return manifest;
}

for (const folder of [output, copy]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
copyRepository();
const folders = readdirSync(join(copy, 'plugins')).map(name =>
  join(copy, 'plugins', name),
);
const targets = folders.map(pack);
rmSync(copy, { recursive: true, force: true });
for (const target of targets) {
  const { name, backstage } = look(target);
  // What runs in Node.js is loaded as its users will load it; what runs in browsers is built into the demo's app.
  if (/node|backend|common/.test(backstage.role)) {
    try {
      execFileSync(process.execPath, [
        '-e',
        `require(${JSON.stringify(target)})`,
      ]);
    } catch (error) {
      problems.push(`${name}: cannot be loaded\n${error.stderr}`);
    }
  }
}
for (const problem of problems) console.error(problem);
console.log(
  `${targets.length} packages, ${
    problems.length
  } problems; they are in ${relative(root, output)}`,
);
process.exit(problems.length > 0 ? 1 : 0);
