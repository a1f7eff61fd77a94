/*
 * `yarn sbom`: writes a CycloneDX software bill of materials for each package that we publish to test-output/sbom, and
 * fails when a dependency, direct or not, has a licence that the list below does not allow, or a range without bounds.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const output = join(root, 'test-output/sbom');

/** Permissive licences, by SPDX identifier. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/**
 * Packages with another licence that come with one of Backstage's own, by the package that brings them. Whoever runs that part
 * of Backstage has them already.
 */
const BROUGHT_BY_BACKSTAGE = {
  '@isomorphic-git/pgp-plugin': '@backstage/plugin-scaffolder-node',
};

/** Packages whose package.json does not name their licence, with what their licence file says. */
const STATED_ELSEWHERE = {
  'fast-shallow-equal': 'Unlicense',
  pause: 'MIT',
  'pause-stream': '(MIT OR Apache-2.0)',
  'react-universal-interface': 'Unlicense',
};

const readJson = path => JSON.parse(readFileSync(path, 'utf8'));

/** Whether an SPDX expression such as `(MIT OR GPL-2.0)` leaves us an allowed choice. Each part of `AND` must be allowed. */
function isAllowed(expression) {
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some(choice => choice.split(' AND ').every(id => ALLOWED.has(id.trim())));
}

const getFullName = ({ name, group }) => (group ? `${group}/${name}` : name);

function findLicences(component) {
  const stated = STATED_ELSEWHERE[getFullName(component)];
  return stated
    ? [stated]
    : (component.licenses ?? []).map(
        ({ expression, license }) =>
          expression ?? license.id ?? license.name ?? 'unknown',
      );
}

/** What is wrong with the ranges of a manifest: each must have an upper bound and come from the registry. */
function checkRanges(path) {
  const manifest = readJson(path);
  return ['dependencies', 'devDependencies', 'peerDependencies'].flatMap(kind =>
    Object.entries(manifest[kind] ?? {})
      .filter(
        ([, range]) => !/^(workspace:|link:)|^[~^]?\d|^>=.*<\d/.test(range),
      )
      .map(
        ([name, range]) =>
          `${relative(
            root,
            path,
          )}: ${kind}.${name} is "${range}"; give it a range with an upper bound, such as ^1.2.3`,
      ),
  );
}

function writeSbom(folder, file) {
  execFileSync(
    'yarn',
    [
      'run',
      '-T',
      'cyclonedx-yarn',
      '--spec-version=1.6',
      '--output-format=JSON',
      '--output-reproducible',
      '--production',
      '--mc-type=library',
      `--output-file=${file}`,
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
}

mkdirSync(output, { recursive: true });
const problems = [];
const workspaces = ['packages', 'plugins'].flatMap(parent =>
  readdirSync(join(root, parent)).map(name => join(root, parent, name)),
);
for (const folder of [root, ...workspaces]) {
  problems.push(...checkRanges(join(folder, 'package.json')));
}
for (const folder of workspaces) {
  const { name, private: isPrivate } = readJson(join(folder, 'package.json'));
  if (isPrivate) continue;
  const file = join(output, `${name}.cdx.json`);
  writeSbom(folder, file);
  const { components } = readJson(file);
  for (const component of components) {
    if (BROUGHT_BY_BACKSTAGE[getFullName(component)]) continue;
    const licences = findLicences(component);
    if (licences.length === 0 || !licences.every(isAllowed)) {
      problems.push(
        `${name}: ${component.purl ?? component.name} has the licence ${
          licences.join(', ') || 'none'
        }; replace the package, or add its licence to scripts/sbom.mjs if it is permissive`,
      );
    }
  }
  console.log(`${relative(root, file)}: ${components.length} components`);
}
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
