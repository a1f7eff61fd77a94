import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const sources = join(root, 'plugins/security-incidents-backend/src');

it('docs/operations.md lists each scheduled task', () => {
  const docs = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const ids = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => readFileSync(join(sources, file), 'utf8'))
    .filter(text => text.includes('implements ScheduledTask'))
    .map(text => /readonly id = '([a-z-]+)'/.exec(text)?.[1]);
  expect(ids.length).toBeGreaterThan(10);
  expect(ids.filter(id => !docs.includes(`| \`${id}\``))).toEqual([]);
});
