import { importCacaoPlaybook } from '../plans';
import { FIXTURE } from '../plans/__testUtils__/fixture';
import { toSearchTerms, toSearchWords } from './searchWords';

/*
 * Twice the text must not give more than twice the result. How long it takes is measured by `npm run bench -- --growth`.
 */

const TEXTS: Array<[string, (length: number) => string]> = [
  ['letters', n => 'a'.repeat(n)],
  [
    'words',
    n =>
      Array.from({ length: n / 5 }, (_, at) =>
        String(at).padStart(4, '0'),
      ).join(' '),
  ],
  ['marks', n => `a${'…'.repeat(n - 2)}a`],
  ['dots', n => `a${'.'.repeat(n - 2)}a`],
  ['dotted words', n => 'a.b-'.repeat(n / 4)],
  ['spaces', n => `a${' '.repeat(n - 2)}a`],
  ['fences', n => '`'.repeat(n)],
  ['kanji', n => '障害'.repeat(n / 2)],
  ['accents', n => 'e\u0301'.repeat(n / 2)],
];
const LENGTH = 20_000;
const OVERHEAD = 500;

const READERS: Array<[string, (text: string) => unknown]> = [
  ['words of an index', text => toSearchWords(text)],
  ['terms of a query', toSearchTerms],
  ...['name', 'description', 'created', 'id'].map(
    (field): [string, (text: string) => unknown] => [
      `${field} of a playbook`,
      text => importCacaoPlaybook({ ...FIXTURE, [field]: text }),
    ],
  ),
  [
    'label of a playbook',
    text => importCacaoPlaybook({ ...FIXTURE, labels: [text] }),
  ],
  [
    'field of a playbook',
    text => importCacaoPlaybook({ ...FIXTURE, [text]: text }),
  ],
];

describe.each(READERS)('the %s', (_, read) => {
  it.each(TEXTS)('grow no faster than a text of %s', (__, make) => {
    const [half, full] = [LENGTH / 2, LENGTH].map(
      length => JSON.stringify(read(make(length))).length,
    );
    expect(full).toBeLessThanOrEqual(half * 2 + OVERHEAD);
  });
});
