import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const src = resolve(__dirname, '..');

/** Imports of a file: the names in braces, and the path from `src`. */
function getImports(file: string): Array<{ names: string; path: string }> {
  const text = readFileSync(join(src, file), 'utf8');
  return text.split(';').flatMap(statement => {
    const [, path] = /from '(\.[^']*)'$/.exec(statement) ?? [];
    if (path === undefined) return [];
    const [names] = statement.split(" from '", 1);
    return [{ names, path: relative(src, resolve(src, dirname(file), path)) }];
  });
}

function getSourceFiles(): string[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    file =>
      file.endsWith('.ts') &&
      !file.endsWith('.test.ts') &&
      !file.startsWith('__testUtils__'),
  );
}

describe('the structure of the backend', () => {
  it('has a kernel that imports no feature', () => {
    const imported = getSourceFiles()
      .filter(file => file.startsWith('kernel/'))
      .flatMap(getImports)
      .map(({ path }) => path.split('/')[0]);
    expect(new Set(imported)).toEqual(new Set(['kernel', 'authorization']));
  });

  it.each([
    ['createAuthorizedContext', /^authorization\//],
    [
      'createTaskContext',
      /Task\.ts$|^serviceLevels\/EscalationDeliveries\.ts$|^seeding\.ts$/,
    ],
    ['createSeedingServices', /^$/],
    ['withoutAuthorization', /^$/],
  ])('uses %s only where access may be decided', (name, allowed) => {
    const users = getSourceFiles().filter(file =>
      getImports(file).some(({ names }) => names.includes(name)),
    );
    expect(users.filter(file => !allowed.test(file))).toEqual([]);
  });

  it('exports no service without authorization from its main entry point', () => {
    const paths = getImports('index.ts').map(({ path }) => path);
    expect(
      paths.filter(path => !/^(plugin$|authorization\/)/.test(path)),
    ).toEqual([]);
  });
});
