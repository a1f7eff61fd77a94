/* How much of the JavaScript that a page loads is of given packages. */
import { decode } from '@jridgewell/sourcemap-codec';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/**
 * Finds the text of a built script that comes from given sources.
 *
 * @param file - path of the script; its source map is beside it
 * @param isOwn - whether a source, as the source map names it, counts
 * @returns the text, and how many characters each source takes
 */
function readOwnText(file, isOwn) {
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
