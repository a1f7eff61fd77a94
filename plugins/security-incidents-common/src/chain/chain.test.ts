import { createHash } from 'crypto';
import fc from 'fast-check';
import vectors from '../__fixtures__/chain-vectors.json';
import {
  GENESIS_HASH,
  hashData,
  hashEntry,
  type Sha256Hex,
  type StoredChainEntry,
  toCanonicalBytes,
  verifyChain,
} from './index';

const CHAIN = 'incident/SEC-2026-0001';

function makeChain(
  rows: Array<{
    data: unknown;
    salt: string;
    at: string;
    actor: string;
    action: string;
  }>,
): StoredChainEntry[] {
  let prevHash = GENESIS_HASH;
  return rows.map((row, index) => {
    const covered = {
      v: 1,
      chain: CHAIN,
      seq: index + 1,
      at: row.at,
      actor: row.actor,
      action: row.action,
      dataHash: hashData(row.salt, row.data),
      prevHash,
    };
    prevHash = hashEntry(covered);
    return { ...covered, hash: prevHash, data: row.data, salt: row.salt };
  });
}

const rows = Array.from({ length: 20 }, (_, index) => ({
  at: `2026-11-23T09:${String(index).padStart(2, '0')}:00.000Z`,
  actor: 'user:default/ada',
  action: 'step.recorded',
  data: { text: `Step ${index}` },
  salt: String(index).padStart(32, '0'),
}));

describe('the hash chain', () => {
  it('gives the known answers', () => {
    const entries = makeChain(vectors.entries);
    entries.forEach((entry, index) => {
      expect(entry.dataHash).toBe(vectors.entries[index].dataHash);
      expect(entry.hash).toBe(vectors.entries[index].hash);
    });
    expect(verifyChain(entries, { chain: CHAIN }).status).toBe('ok');
  });

  it('gives the same answers with the hash function of a server', () => {
    const sha256Hex: Sha256Hex = bytes =>
      createHash('sha256').update(bytes).digest('hex');
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, fc.json(), (actor, action, json) => {
        const [entry] = makeChain([
          { ...rows[0], actor, action, data: JSON.parse(json) },
        ]);
        expect(hashData(entry.salt!, entry.data, sha256Hex)).toBe(
          entry.dataHash,
        );
        expect(hashEntry(entry, sha256Hex)).toBe(entry.hash);
        const { hash, data, salt, ...covered } = entry;
        const bytes = Buffer.concat([Buffer.of(0), toCanonicalBytes(covered)]);
        expect(sha256Hex(bytes)).toBe(entry.hash);
      }),
    );
    const entries = makeChain(vectors.entries);
    expect(verifyChain(entries, { chain: CHAIN }, sha256Hex)).toEqual(
      verifyChain(entries, { chain: CHAIN }),
    );
  });

  const head = makeChain(rows)[19].hash;
  const known = { chain: CHAIN, length: 20, headHash: head };
  const edit =
    (index: number, change: Partial<StoredChainEntry>) =>
    (entries: StoredChainEntry[]) =>
      entries.map((entry, at) =>
        at === index ? { ...entry, ...change } : entry,
      );

  it.each<
    [
      string,
      (entries: StoredChainEntry[]) => StoredChainEntry[],
      string,
      number | undefined,
    ]
  >([
    ['nothing', entries => entries, 'ok', undefined],
    [
      'the time',
      edit(6, { at: '2026-11-23T08:00:00.000Z' }),
      'hash-mismatch',
      7,
    ],
    ['the actor', edit(6, { actor: 'user:default/eve' }), 'hash-mismatch', 7],
    ['the action', edit(6, { action: 'role.assumed' }), 'hash-mismatch', 7],
    [
      'the commitment',
      edit(6, { dataHash: '1'.repeat(64) }),
      'hash-mismatch',
      7,
    ],
    ['the link', edit(6, { prevHash: '1'.repeat(64) }), 'hash-mismatch', 7],
    ['the hash', edit(6, { hash: '1'.repeat(64) }), 'hash-mismatch', 7],
    ['the version', edit(6, { v: 2 }), 'hash-mismatch', 7],
    [
      'the chain',
      edit(6, { chain: 'incident/SEC-2026-0002' }),
      'wrong-chain',
      7,
    ],
    ['the data', edit(6, { data: { text: 'Other' } }), 'data-mismatch', 7],
    ['the salt', edit(6, { salt: 'f'.repeat(32) }), 'data-mismatch', 7],
    ['only the data away', edit(6, { data: undefined }), 'data-mismatch', 7],
    [
      'data and salt away, lawfully',
      edit(6, { data: undefined, salt: undefined }),
      'ok',
      undefined,
    ],
    ['an entry away', entries => entries.filter((_, at) => at !== 6), 'gap', 7],
    [
      'neighbours swapped',
      entries => [
        ...entries.slice(0, 6),
        entries[7],
        entries[6],
        ...entries.slice(8),
      ],
      'gap',
      7,
    ],
    [
      'an entry doubled',
      entries => [...entries.slice(0, 7), entries[6], ...entries.slice(7)],
      'fork',
      7,
    ],
    ['the tail cut', entries => entries.slice(0, 15), 'truncated', 16],
    ['everything away', () => [], 'truncated', 1],
    [
      'a tail rewritten with new hashes',
      () =>
        makeChain([
          ...rows.slice(0, 19),
          { ...rows[19], data: { text: 'Forged' } },
        ]),
      'fork',
      20,
    ],
  ])('with %s is judged', (_name, mutate, status, seq) => {
    const result = verifyChain(mutate(makeChain(rows)), known);
    expect(result.status).toBe(status);
    expect(result.seq).toBe(seq);
  });

  it('verifies any history, and no history with one covered field changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ text: fc.string(), count: fc.integer() }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.nat(),
        (facts, pick) => {
          const entries = makeChain(
            facts.map((data, index) => ({ ...rows[index], data })),
          );
          expect(verifyChain(entries, { chain: CHAIN }).status).toBe('ok');
          const index = pick % entries.length;
          const forged = edit(index, { actor: 'user:default/eve' })(entries);
          expect(verifyChain(forged, { chain: CHAIN })).toMatchObject({
            status: 'hash-mismatch',
            seq: index + 1,
          });
        },
      ),
    );
  });
});
