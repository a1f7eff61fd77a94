import { createHash } from 'crypto';
import fc from 'fast-check';
import vectors from '../__fixtures__/chain-vectors.json';
import {
  getProvenRoot,
  hashCheckpoint,
  hashLeaf,
  hashNode,
  hashTree,
  MerkleTree,
  type Sha256Hex,
} from './index';

const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (text: string) => Buffer.from(text).toString('hex');
const nativeSha256: Sha256Hex = value =>
  createHash('sha256').update(value).digest('hex');

/** The definition of RFC 6962, 2.1, on leaf hashes. */
function hashRecursively(leaves: readonly string[]): string {
  if (leaves.length === 0) return nativeSha256(new Uint8Array());
  if (leaves.length === 1) return leaves[0];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return hashNode(
    hashRecursively(leaves.slice(0, split)),
    hashRecursively(leaves.slice(split)),
    nativeSha256,
  );
}

describe('the Merkle tree', () => {
  it('gives the known answers of RFC 6962', () => {
    expect(hashTree([])).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(hashLeaf(new Uint8Array())).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(hashLeaf(bytes('L123456'))).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    );
    expect(hashNode(hex('N123'), hex('N456'))).toBe(
      'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
    );
  });

  it('gives the known root of the entries of a chain', () => {
    expect(hashTree(vectors.entries.map(({ hash }) => hash))).toBe(
      vectors.merkleRoot,
    );
  });

  const leafHashes = fc
    .array(fc.nat(), { minLength: 1, maxLength: 70 })
    .map(numbers => numbers.map(n => nativeSha256(bytes(String(n)))));

  it('is the tree of RFC 6962 for any number of leaves, also when leaves are replaced', () => {
    fc.assert(
      fc.property(leafHashes, fc.nat(), (leaves, pick) => {
        const tree = new MerkleTree(nativeSha256);
        leaves.forEach((hash, index) => tree.set(index, hash));
        expect(tree.root).toBe(hashRecursively(leaves));
        const index = pick % leaves.length;
        const other = nativeSha256(bytes('other'));
        tree.set(index, other);
        expect(tree.root).toBe(
          hashRecursively(
            leaves.map((hash, at) => (at === index ? other : hash)),
          ),
        );
      }),
    );
  });

  it('proves each leaf, and nothing else', () => {
    fc.assert(
      fc.property(leafHashes, fc.nat(), (leaves, pick) => {
        const tree = new MerkleTree(nativeSha256);
        leaves.forEach((hash, at) => tree.set(at, hash));
        const index = pick % leaves.length;
        const path = tree.getPath(index);
        const proof = { index, size: leaves.length, path };
        expect(getProvenRoot(leaves[index], proof)).toBe(tree.root);
        const other = nativeSha256(bytes('other'));
        const bad = [
          getProvenRoot(other, proof),
          getProvenRoot(leaves[index], { ...proof, path: [...path, other] }),
          getProvenRoot(leaves[index], { ...proof, index: leaves.length }),
          ...path.map((_, at) =>
            getProvenRoot(leaves[index], {
              ...proof,
              path: path.map((node, i) => (i === at ? other : node)),
            }),
          ),
          ...(path.length > 0
            ? [getProvenRoot(leaves[index], { ...proof, path: path.slice(1) })]
            : []),
        ];
        expect(bad).not.toContain(tree.root);
      }),
    );
  });

  it('refuses a place that is not there', () => {
    const tree = new MerkleTree();
    expect(() => tree.set(1, 'a')).toThrow(RangeError);
    expect(() => tree.getPath(0)).toThrow(RangeError);
  });
});

describe('the hash of a checkpoint', () => {
  const body = {
    v: 1,
    n: 1,
    at: '2026-11-23T10:00:00.000Z',
    chains: 1,
    entries: 3,
    merkleRoot: vectors.merkleRoot,
    prevCheckpointHash: '0'.repeat(64),
  };

  it('covers its fields in canonical form and nothing else', () => {
    const canonical = `{"at":"2026-11-23T10:00:00.000Z","chains":1,"entries":3,"merkleRoot":"${
      vectors.merkleRoot
    }","n":1,"prevCheckpointHash":"${'0'.repeat(64)}","v":1}`;
    expect(hashCheckpoint(body)).toBe(nativeSha256(bytes(`\0${canonical}`)));
    const signed = { ...body, hash: 'x', signature: 'x' };
    expect(hashCheckpoint(signed)).toBe(hashCheckpoint(body));
    expect(hashCheckpoint({ ...body, keyId: 'k' })).not.toBe(
      hashCheckpoint(body),
    );
  });
});
