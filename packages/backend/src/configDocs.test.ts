import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const docs = readFileSync(resolve(root, 'docs/configuration.md'), 'utf8');

/**
 * The keys of a schema below `securityIncidents`, to the second level, by their indentation. Lists and open records are one key.
 */
function readKeys(file: string): string[] {
  const keys: string[] = [];
  let outer: string | undefined;
  for (const line of readFileSync(resolve(root, file), 'utf8').split('\n')) {
    const [, indent, key, rest] = /^( {4}| {6})(\w+)\??:(.*)$/.exec(line) ?? [];
    if (indent?.length === 4) {
      const isOpen = rest.trim() === '{';
      outer = isOpen ? key : undefined;
      if (!isOpen) keys.push(key);
    } else if (indent && outer) {
      keys.push(`${outer}.${key}`);
    }
  }
  return keys;
}

it.each([
  'plugins/security-incidents/config.d.ts',
  'plugins/security-incidents-backend/config.d.ts',
  'plugins/catalog-backend-module-response-plans/config.d.ts',
])('docs/configuration.md has each setting of %s', file => {
  const keys = readKeys(file);
  expect(keys.length).toBeGreaterThan(0);
  expect(
    keys.filter(
      key =>
        !docs.includes(`\`${key}\``) &&
        !docs.includes(`\`${key}.<`) &&
        !docs.includes(`\`${key}<`),
    ),
  ).toEqual([]);
});
