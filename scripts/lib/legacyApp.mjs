/*
 * Puts the packages into an app of the old frontend system with the lines of the README, so that the README is what is
 * compiled and checked.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const IN_LEGACY = '# In an app of the old frontend system';
const SECTION = '### Frontend of an app of the old system';

/** The code blocks of the README's section about legacy apps, in their order. */
export function readLegacyBlocks(readme) {
  const start = readme.indexOf(SECTION);
  if (start < 0) throw new Error(`README.md: there is no "${SECTION}"`);
  const [section] = readme.slice(start + SECTION.length).split(/^##/m);
  const blocks = [...section.matchAll(/^```tsx?\n(.*?)^```/gms)].map(
    ([, code]) => code,
  );
  if (blocks.length !== 5) {
    throw new Error(`README.md: ${blocks.length} code blocks in "${SECTION}"`);
  }
  const [styles, app, root, entityPage, entityCase] = blocks;
  return { styles, app, root, entityPage, entityCase };
}

/** The first code block of a section. */
function readBlock(docs, section) {
  const [, text] = docs.split(section);
  const [, code] = /^```tsx\n(.*?)^```/ms.exec(text ?? '') ?? [];
  if (!code) throw new Error(`There is no code below "${section}"`);
  return code;
}

/** The imports of a block, and what it adds below the line that stands for what is there already. */
function split(block) {
  const imports = block.match(/^import [^;]+;$/gm) ?? [];
  const [, added] = /\{\/\* \.\.\. \*\/\}\n(.*)\n *<\//s.exec(block) ?? [];
  return { imports: imports.join('\n'), added };
}

/** What a block has between its imports and what it adds to the routes. */
function readDefinitions(block) {
  const end = block.indexOf('const routes =');
  return block.slice(0, end).replaceAll(/^import [^;]+;$/gm, '');
}

function replaceOnce(text, found, replacement) {
  if (text.split(found).length !== 2) {
    throw new Error(`The app has "${found}" not once`);
  }
  return text.replace(found, () => replacement);
}

function change(file, how) {
  writeFileSync(file, how(readFileSync(file, 'utf8')));
}

/** What a person does who follows "Put the card and the tab ...": everywhere but on the page of users. */
function addToPages(text) {
  return text
    .split(/^(?=const \w+Page = )/m)
    .map(part =>
      part.startsWith('const userPage')
        ? part
        : part
            .replaceAll(
              '{entityWarningContent}\n',
              '{entityWarningContent}\n    {incidentsCard}\n',
            )
            .replaceAll(
              / {2}<\/EntityLayout>\n/g,
              '    {incidentsTab}\n  </EntityLayout>\n',
            ),
    )
    .join('');
}

/** Adds a home page with the widgets, and the column of the catalog. */
function addToHomeAndCatalog(text, docs) {
  const home = readBlock(docs, `##${IN_LEGACY}`);
  const column = readBlock(docs, '### A column of the catalog table');
  // Whoever adds the column takes the page from the same package already.
  let changed = replaceOnce(text, '  CatalogIndexPage,\n', '');
  changed = replaceOnce(
    changed,
    '    <Route path="/catalog" element={<CatalogIndexPage />} />\n',
    '',
  );
  for (const block of [home, column]) {
    const { imports, added } = split(block);
    changed = replaceOnce(
      `${imports}\n${changed}`,
      'const routes = (',
      `${readDefinitions(block)}\nconst routes = (`,
    );
    changed = replaceOnce(
      changed,
      '  </FlatRoutes>',
      `${added}\n  </FlatRoutes>`,
    );
  }
  return changed;
}

/**
 * Adds page, sidebar item, card, tab, the page of response plans, a home page with the widgets, the column of the catalog and the
 * results of the search.
 *
 * @param folder - the package of the frontend
 * @param texts - what the README and the pages home.md and search.md of the docs say
 */
export function installLegacy(folder, { readme, home, search }) {
  const blocks = readLegacyBlocks(readme);
  const source = join(folder, 'src');
  change(join(source, 'index.tsx'), text =>
    text.includes(blocks.styles.trim()) ? text : `${blocks.styles}${text}`,
  );
  const app = split(blocks.app);
  change(join(source, 'App.tsx'), text =>
    addToHomeAndCatalog(
      replaceOnce(
        `${app.imports}\n${text}`,
        '  </FlatRoutes>',
        `${app.added}\n  </FlatRoutes>`,
      ),
      home,
    ),
  );
  const results = split(readBlock(search, `#${IN_LEGACY}`));
  change(join(source, 'components/search/SearchPage.tsx'), text =>
    replaceOnce(
      `${results.imports}\n${text}`,
      '</SearchResult>',
      `${results.added}\n</SearchResult>`,
    ),
  );
  const root = split(blocks.root);
  const lastOfMenu = '        {/* End global nav */}';
  change(join(source, 'components/Root/Root.tsx'), text =>
    replaceOnce(
      `${root.imports}\n${text}`,
      lastOfMenu,
      `${root.added}\n${lastOfMenu}`,
    ),
  );
  const firstPage = 'const techdocsContent';
  change(join(source, 'components/catalog/EntityPage.tsx'), text => {
    const pages = addToPages(text);
    const withBlock = replaceOnce(
      pages,
      firstPage,
      `${blocks.entityPage}\n${firstPage}`,
    );
    const last =
      '    <EntitySwitch.Case>{defaultEntityPage}</EntitySwitch.Case>';
    const at = withBlock.lastIndexOf(last);
    return `${withBlock.slice(0, at)}    ${blocks.entityCase}${withBlock.slice(
      at,
    )}`;
  });
}
