import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../../..');
const docs = readFileSync(resolve(root, 'docs/configuration.md'), 'utf8');

/** The keys of a schema below `securityIncidents`, to the second level; lists and open records are one key. */
function readKeys(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(resolve(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
  );
  const keys: string[] = [];
  const walk = (type: ts.TypeNode | undefined, path: string[]) => {
    const members =
      type && ts.isTypeLiteralNode(type)
        ? type.members.filter(ts.isPropertySignature)
        : [];
    if (members.length === 0 || path.length === 2) keys.push(path.join('.'));
    else {
      for (const member of members) {
        walk(member.type, [...path, member.name.getText(source)]);
      }
    }
  };
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement)) continue;
    for (const member of statement.members) {
      if (
        ts.isPropertySignature(member) &&
        member.name.getText(source) === 'securityIncidents'
      ) {
        walk(member.type, []);
      }
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
