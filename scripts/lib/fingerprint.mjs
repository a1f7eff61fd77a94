// Prints one hash over files and folders, so that a script can tell whether anything it would build from has changed.
//   node scripts/lib/fingerprint.mjs <path>...      paths relative to the repository; what does not exist counts as absent
// Folders that a build or a tool writes are left out. It needs no git: a source archive works like a clone.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const generated = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'coverage',
  '.cache',
]);

function* filesBelow(path) {
  if (!existsSync(path)) {
    return;
  }
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (!generated.has(name)) {
      yield* filesBelow(join(path, name));
    }
  }
}

const hash = createHash('sha256');
hash.update(`${process.platform} ${process.arch} ${process.version}\n`);
for (const path of process.argv.slice(2)) {
  for (const file of filesBelow(path)) {
    const content = createHash('sha256').update(readFileSync(file));
    hash.update(`${file} ${content.digest('hex')}\n`);
  }
}
process.stdout.write(`${hash.digest('hex')}\n`);
