/* How much of the JavaScript that a page loads is of given packages. */
import { decode } from '@jridgewell/sourcemap-codec';
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/**
 * Finds the text of a built script that comes from given sources.
 *
 * @param file - path of the script; its source map is beside it
 * @param isOwn - whether a source, as the source map names it, counts
 * @returns the text, and how many characters each source takes
 */
function readOwnText(file, isOwn) {
  // A script without code of its own has no map.
  if (!existsSync(`${file}.map`)) return { text: '', bySource: new Map() };
  const lines = readFileSync(file, 'utf8').split('\n');
  const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
  const own = map.sources.map(source => isOwn(source));
  const bySource = new Map();
  const pieces = [];
  decode(map.mappings).forEach((segments, line) => {
    segments.forEach(([column, source], index) => {
      if (source === undefined || !own[source]) return;
      const piece = lines[line].slice(column, segments[index + 1]?.[0]);
      pieces.push(piece);
      const name = map.sources[source];
      bySource.set(name, (bySource.get(name) ?? 0) + piece.length);
    });
  });
  return { text: pieces.join(''), bySource };
}

/**
 * Measures what packages add to the scripts of a page.
 *
 * @param files - paths of the scripts that the page loads
 * @param isOwn - whether a source, as the source maps name it, counts
 * @returns `gzipBytes`, which is the sum over the scripts, and `sources`, the largest first, with their minified length
 */
export function measureOwnScripts(files, isOwn) {
  const all = new Map();
  let gzipBytes = 0;
  for (const file of files) {
    const { text, bySource } = readOwnText(file, isOwn);
    if (text) gzipBytes += gzipSync(text).length;
    for (const [name, length] of bySource) {
      all.set(name, (all.get(name) ?? 0) + length);
    }
  }
  const sources = [...all]
    .map(([name, length]) => ({ name, length }))
    .sort((a, b) => b.length - a.length);
  return { gzipBytes, sources };
}

/** Limit for what the plugin's own modules add to an entity page that shows only the card, compressed with gzip. */
export const ENTITY_PAGE_BUDGET_BYTES = 25_000;
/**
 * What the demo may load, which is built from the sources and has its styles in style sheets: what was reached, and two parts in
 * a hundred more. See docs/design.md.
 */
export const DEMO_ENTITY_PAGE_BUDGET_BYTES = 19_500;

const OWN =
  /(?:node_modules\/backstage-plugin-security-incidents|plugins\/security-incidents)[\w-]*\//;
/** Libraries that are loaded with our cards only, so they are ours to answer for. */
const QUERIES = /node_modules\/@tanstack\//;
/** Libraries that have no place on an entity page. Backstage itself loads one zod, so a second one is counted. */
const UNWANTED = /node_modules\/luxon\//;
const ZOD = /node_modules\/zod\/v4\/core\/core\.js/;

/**
 * Measures what the plugin adds to an entity page that shows only its card.
 *
 * @param files - paths of the scripts that the page loads
 * @param budgetBytes - limit of our own modules
 * @returns sizes in bytes, compressed with gzip, `sources` of our modules, and `problems`, which are empty when all is well
 */
export function measureEntityPage(
  files,
  budgetBytes = ENTITY_PAGE_BUDGET_BYTES,
) {
  const { gzipBytes, sources } = measureOwnScripts(files, name =>
    OWN.test(name),
  );
  const queries = measureOwnScripts(files, name => QUERIES.test(name));
  const unwanted = measureOwnScripts(files, name => UNWANTED.test(name));
  const zods = measureOwnScripts(files, name => ZOD.test(name)).sources;
  const problems = [];
  if (gzipBytes === 0) problems.push('The page loads nothing of the plugin');
  if (gzipBytes > budgetBytes) {
    problems.push(
      `${gzipBytes} bytes are more than ${budgetBytes}; the largest modules:`,
      ...sources.slice(0, 25).map(({ name, length }) => `${length} ${name}`),
    );
  }
  if (unwanted.gzipBytes > 0) problems.push('The page loads luxon');
  if (zods.length > 1) problems.push('The page loads two versions of zod');
  return { gzipBytes, queryBytes: queries.gzipBytes, sources, problems };
}
