import { createHash } from 'node:crypto';

/** What places a record in a sample: SHA-256 of seed, newline and key, in UTF-8, hexadecimal. */
export function getSampleDigest(seed: string, key: string): string {
  return createHash('sha256').update(`${seed}\n${key}`, 'utf8').digest('hex');
}

/** The first records by digest, in the order of their keys. */
export function drawSample<T extends { key: string }>(
  records: readonly T[],
  seed: string,
  n: number,
): Array<T & { digest: string }> {
  return records
    .map(record => ({ ...record, digest: getSampleDigest(seed, record.key) }))
    .sort((a, b) => (a.digest < b.digest ? -1 : 1))
    .slice(0, n)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

const quote = (text: string) => `'${text.replace(/'/g, `'\\''`)}'`;

/** Shell lines that draw the same sample from a file with one key on each line. */
export function getSampleRecipe(seed: string, n: number): string {
  return [
    'while read -r key; do',
    `  printf '%s  %s\\n' "$(printf '%s\\n%s' ${quote(
      seed,
    )} "$key" | sha256sum | cut -c1-64)" "$key"`,
    `done < keys.txt | sort | head -n ${n} | cut -c67- | sort`,
  ].join('\n');
}
