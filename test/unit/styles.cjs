/*
 * Makes a module of a style sheet of ours, so that `toBeVisible` sees what the sheet hides. The module has the class names
 * as they are written, and adds the rules that hide something to the page. It leaves out all other rules, because each query
 * by role matches every rule; and rules for some media or sizes only, because the simulated browser has no size.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const postcss = require('postcss');

const CACHE = path.resolve(__dirname, '../../node_modules/.cache/test-styles');
const HIDING = {
  display: 'none',
  visibility: 'hidden',
  opacity: '0',
  // Text for screen readers only.
  'clip-path': 'inset(50%)',
};
const CLASS = /\.(-?[_a-zA-Z][\w-]*)/g;

/** The class names of the elements that a selector is about. */
function getClasses({ selectors }) {
  return selectors.flatMap(selector =>
    [
      ...selector
        .split(/[\s>+~]/)
        .pop()
        .matchAll(CLASS),
    ].map(([, name]) => name),
  );
}

function findDeclarations({ nodes }) {
  return nodes.filter(({ prop }) => prop in HIDING);
}

function hides({ prop, value }) {
  return HIDING[prop] === value;
}

/** Screen readers read what is clipped, and queries by role find it; so it is transparent in tests. */
function toTestDeclaration(declaration) {
  const { prop, value } = declaration;
  return prop === 'clip-path'
    ? `opacity: ${hides(declaration) ? 0 : 1}`
    : `${prop}: ${value}`;
}

function toModule(css) {
  const rules = postcss
    .parse(css)
    .nodes.filter(({ type }) => type === 'rule')
    // Pseudo-elements are no elements.
    .filter(({ selector }) => !selector.includes('::'));
  const hidden = new Set(
    rules
      .filter(rule => findDeclarations(rule).some(hides))
      .flatMap(getClasses),
  );
  const kept = rules.filter(
    rule =>
      findDeclarations(rule).length > 0 &&
      getClasses(rule).some(name => hidden.has(name)),
  );
  const scope = createHash('sha256').update(css).digest('hex').slice(0, 8);
  const scoped = new Set();
  const sheet = kept
    .map(rule => {
      const selector = rule.selector.replace(CLASS, (_, name) => {
        scoped.add(name);
        return `.${name}-${scope}`;
      });
      const declarations = findDeclarations(rule).map(toTestDeclaration);
      return `${selector} { ${declarations.join('; ')} }`;
    })
    .join('\n');
  return `
const scoped = new Set(${JSON.stringify([...scoped])});
const sheet = ${JSON.stringify(sheet)};
if (sheet && typeof document !== 'undefined') {
  document.head.appendChild(document.createElement('style')).textContent = sheet;
}
module.exports = new Proxy({}, {
  get: (_, name) =>
    name === '__esModule' ? false : scoped.has(name) ? \`\${name} \${name}-${scope}\` : name,
});
`;
}

/** The path of the module that tests load in place of a style sheet. */
module.exports = function getStylesModule(file) {
  const content = toModule(fs.readFileSync(file, 'utf8'));
  const name = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const target = path.join(CACHE, `${name}.cjs`);
  if (!fs.existsSync(target)) {
    fs.mkdirSync(CACHE, { recursive: true });
    const draft = `${target}.${process.pid}`;
    fs.writeFileSync(draft, content);
    fs.renameSync(draft, target);
  }
  return target;
};
