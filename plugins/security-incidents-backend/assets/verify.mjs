#!/usr/bin/env node
/*
 * Verifies an auditor bundle of Security Incidents. It needs Node.js 18 or later and nothing else: no packages, no network.
 *
 *   node verify.mjs [folder] [--key public-key.pem]... [--json]
 *
 * The folder is the unpacked bundle; the one of this file unless stated. `--key` names a public key that you were given by other
 * means than the bundle; then the signatures of the checkpoints must lead to it. The exit code is 0 when everything verifies, 1
 * when something differs, and 2 when the bundle cannot be read.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const GENESIS = '0'.repeat(64);
const HASH = /^[0-9a-f]{64}$/;
const SALT = /^[0-9a-f]{32}$/;
const MANIFEST = 'manifest.json';

const problems = [];
const counts = {
  files: 0,
  chains: 0,
  entries: 0,
  erased: 0,
  withheld: 0,
  evidence: 0,
  checkpoints: 0,
  signed: 0,
};

/** @param {string} file the file that differs, and `entry` what in it */
function report(file, message, entry) {
  problems.push({ file, ...(entry !== undefined && { entry }), message });
}

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** RFC 8785, for what JSON.parse returns. */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.keys(value)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${fields.join(',')}}`;
}

function parse(file, text, entry) {
  try {
    return JSON.parse(text);
  } catch {
    report(file, 'is no JSON', entry);
    return undefined;
  }
}

function hashFile(path) {
  return new Promise((done, fail) => {
    const hash = createHash('sha256');
    let size = 0;
    createReadStream(path)
      .on('data', bytes => {
        size += bytes.length;
        hash.update(bytes);
      })
      .on('error', fail)
      .on('end', () => done({ size, sha256: hash.digest('hex') }));
  });
}

async function* readLines(path) {
  // Not the readline module, which also ends lines at characters that JSON texts may hold.
  let number = 0;
  let rest = Buffer.alloc(0);
  for await (const bytes of createReadStream(path)) {
    rest = Buffer.concat([rest, bytes]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      number += 1;
      yield { number, text: rest.subarray(0, end).toString('utf8') };
      rest = rest.subarray(end + 1);
    }
  }
  if (rest.length > 0)
    yield { number: number + 1, text: rest.toString('utf8') };
}

function listFiles(root, folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    return entry.isDirectory()
      ? listFiles(root, path)
      : [relative(root, path).split(sep).join('/')];
  });
}

/** Compares every file with the manifest, and the manifest with its only valid form. */
async function verifyManifest(root, present) {
  if (!present.has(MANIFEST)) {
    report(MANIFEST, 'is missing');
    return new Map();
  }
  const text = readFileSync(join(root, MANIFEST), 'utf8');
  const manifest = parse(MANIFEST, text);
  const files = manifest?.files;
  const isList =
    Array.isArray(files) &&
    files.every(
      file =>
        typeof file?.path === 'string' &&
        typeof file.sha256 === 'string' &&
        HASH.test(file.sha256) &&
        Number.isInteger(file.size),
    );
  if (!isList) {
    if (manifest) report(MANIFEST, 'is no manifest');
    return new Map();
  }
  const listed = new Map(files.map(file => [file.path, file]));
  for (const [path, expected] of listed) {
    if (path.startsWith('/') || path.split('/').includes('..')) {
      report(MANIFEST, `names a path outside the bundle: ${path}`);
      continue;
    }
    if (!present.has(path)) {
      report(path, 'is missing');
      continue;
    }
    const found = await hashFile(join(root, path));
    counts.files += 1;
    if (found.size !== expected.size)
      report(
        path,
        `has ${found.size} bytes, the manifest says ${expected.size}`,
      );
    else if (found.sha256 !== expected.sha256)
      report(path, 'does not match its sha256 in the manifest');
  }
  for (const path of present) {
    if (path !== MANIFEST && !listed.has(path))
      report(path, 'is not in the manifest');
  }
  const form = `${JSON.stringify(
    {
      files: files.map(({ path, sha256: hash, size }) => ({
        path,
        sha256: hash,
        size,
      })),
    },
    null,
    2,
  )}\n`;
  if (form !== text) report(MANIFEST, 'was changed');
  return listed;
}

/** Recomputes the hash chain of one incident. */
async function verifyTimeline(root, file) {
  const entries = [];
  let prevHash = GENESIS;
  let seq = 0;
  let isBroken = false;
  for await (const { number, text } of readLines(join(root, file))) {
    const entry = parse(file, text, number);
    if (!entry) return undefined;
    const { data, salt } = entry;
    counts.entries += 1;
    seq += 1;
    const problem = findEntryProblem(entry, seq, prevHash, entries[0]?.chain);
    // What follows a wrong entry cannot match either; the first one is what to look at.
    if (problem && !isBroken) {
      report(file, problem, seq);
      isBroken = true;
    }
    prevHash = entry.hash;
    entries.push({ ...entry, data, salt });
  }
  if (entries.length === 0) {
    report(file, 'has no entries');
    return undefined;
  }
  counts.chains += 1;
  const erased = new Set(
    entries
      .filter(({ action, data }) => action === 'entry.erased' && data)
      .map(({ data }) => data.seq),
  );
  for (const entry of entries) {
    if (entry.data !== undefined) continue;
    if (entry.withheld === true) counts.withheld += 1;
    else if ([...erased].includes(entry.seq)) counts.erased += 1;
    else if (!isBroken)
      report(
        file,
        'has lost its data, and no later entry records that it was erased',
        entry.seq,
      );
  }
  return { file, chain: entries[0].chain, entries, isBroken };
}

function findEntryProblem(entry, seq, prevHash, chain) {
  const { v, at, actor, action, dataHash, hash, data, salt } = entry;
  if (entry.seq !== seq)
    return `stands where entry ${seq} belongs; it says that it is entry ${entry.seq}`;
  if (chain !== undefined && entry.chain !== chain)
    return `belongs to ${entry.chain}`;
  const covered = {
    action,
    actor,
    at,
    chain: entry.chain,
    dataHash,
    prevHash: entry.prevHash,
    seq: entry.seq,
    v,
  };
  if (v !== 1 || !HASH.test(hash) || sha256('\0', canonical(covered)) !== hash)
    return 'does not match its hash';
  if (entry.prevHash !== prevHash)
    return 'does not follow from the entry before it';
  if ((data === undefined) !== (salt === undefined))
    return `has lost its ${data === undefined ? 'data' : 'salt'}`;
  if (data === undefined) return undefined;
  if (!SALT.test(salt)) return 'has no valid salt';
  return sha256(Buffer.from(salt, 'hex'), canonical(data)) === dataHash
    ? undefined
    : 'has content that does not match its hash';
}

const COVERED = [
  'v',
  'n',
  'at',
  'chains',
  'entries',
  'merkleRoot',
  'prevCheckpointHash',
  'keyId',
  'publicKey',
  'previousKeyId',
];

function toBody(checkpoint) {
  return Object.fromEntries(
    COVERED.filter(name => checkpoint[name] !== undefined).map(name => [
      name,
      checkpoint[name],
    ]),
  );
}

function toKey(der) {
  try {
    const key = createPublicKey({ key: der, type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

function isSigned(key, text, signature) {
  try {
    return (
      key !== undefined &&
      verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}

/** Verifies hashes and signatures of all checkpoints. Returns them by number. */
async function verifyCheckpoints(root, file, trusted, bundledKeys) {
  const keys = new Map([...bundledKeys, ...trusted]);
  const firstUse = new Map();
  const vouched = [];
  const found = new Map();
  let before;
  for await (const { number, text } of readLines(join(root, file))) {
    const checkpoint = parse(file, text, number);
    if (!checkpoint) return found;
    const {
      n,
      keyId,
      publicKey,
      previousKeyId,
      hash,
      signature,
      previousSignature,
    } = checkpoint;
    const signedText = canonical(toBody(checkpoint));
    counts.checkpoints += 1;
    if (before && n !== before.n + 1) {
      report(file, `checkpoint ${before.n + 1} is missing`, before.n + 1);
      return found;
    }
    if (sha256('\0', signedText) !== hash)
      report(file, 'does not match its hash', n);
    else if (before && checkpoint.prevCheckpointHash !== before.hash) {
      report(file, 'does not follow from the checkpoint before it', n);
    }
    if (keyId !== undefined) {
      if (publicKey !== undefined) {
        const der = Buffer.from(publicKey, 'base64');
        if (sha256(der) === keyId && der.toString('base64') === publicKey)
          keys.set(keyId, toKey(der));
      }
      if (!firstUse.has(keyId)) firstUse.set(keyId, n);
      const isCanonical = [signature, previousSignature].every(
        text64 =>
          text64 === undefined ||
          Buffer.from(String(text64), 'base64').toString('base64') === text64,
      );
      if (!isCanonical || !isSigned(keys.get(keyId), signedText, signature)) {
        report(file, 'has a signature that its key did not make', n);
      } else counts.signed += 1;
      if (previousKeyId !== undefined) {
        if (isSigned(keys.get(previousKeyId), signedText, previousSignature))
          vouched.push([keyId, previousKeyId]);
        else
          report(file, 'has a signature that the key before did not make', n);
      }
    } else if (before?.keyId !== undefined)
      report(file, 'is not signed, and those before it are', n);
    found.set(n, checkpoint);
    before = checkpoint;
  }
  if (trusted.size > 0) {
    const known = new Set(trusted.keys());
    for (let size = -1; size !== known.size; ) {
      size = known.size;
      for (const pair of vouched)
        if (pair.some(id => known.has(id))) pair.forEach(id => known.add(id));
    }
    for (const [id, n] of firstUse) {
      if (!known.has(id))
        report(
          file,
          `is signed with the key ${id}, which your key does not vouch for`,
          n,
        );
    }
  }
  return found;
}

/** The root that a leaf and its path lead to (RFC 9162, 2.1.3.2). */
function getProvenRoot(leaf, { index, size, path }) {
  const node = (left, right) =>
    sha256('\x01', Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));
  if (!(index >= 0 && index < size)) return undefined;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const next of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = node(next, hash);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else hash = node(hash, next);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
}

/** Verifies that a checkpoint covers the chain of an incident. */
function verifyProof(root, file, timeline, checkpoints) {
  const proof = parse(file, readFileSync(join(root, file), 'utf8'));
  if (!proof) return;
  const { n, entries, head } = proof;
  const checkpoint = checkpoints.get(n);
  if (!checkpoint) {
    report(file, `names checkpoint ${n}, which is not in the bundle`);
    return;
  }
  if (timeline && !timeline.isBroken) {
    const entry = timeline.entries[entries - 1];
    if (!entry) {
      report(
        timeline.file,
        `has ${timeline.entries.length} entries, checkpoint ${n} covers ${entries}`,
        entries,
      );
    } else if (entry.hash !== head) {
      report(
        timeline.file,
        `is not the one that checkpoint ${n} covers`,
        entries,
      );
    }
  }
  if (getProvenRoot(head, proof) !== checkpoint.merkleRoot) {
    report(file, `does not lead to the root of checkpoint ${n}`);
  }
}

/** Compares the evidence files with the hashes that the timeline recorded. */
async function verifyEvidence(root, folder, list, timeline, present) {
  const evidence = parse(list, readFileSync(join(root, list), 'utf8'));
  if (!evidence) return;
  for (const item of evidence.items ?? []) {
    const entry = timeline?.entries[item.seq - 1];
    const recorded = entry?.data?.sha256 ?? entry?.data?.evidence?.sha256;
    if (recorded !== undefined && recorded !== item.sha256) {
      report(
        list,
        `says another sha256 of ${item.fileName} than entry ${item.seq} of the timeline`,
        item.seq,
      );
    }
    if (item.path === undefined) continue;
    const path = `${folder}${item.path}`;
    if (!present.has(path)) {
      report(path, 'is missing', item.seq);
      continue;
    }
    counts.evidence += 1;
    const found = await hashFile(join(root, path));
    if (found.sha256 !== item.sha256) {
      report(
        path,
        `is not the file that entry ${item.seq} of the timeline recorded`,
        item.seq,
      );
    }
  }
}

function verifyRecord(root, file, timeline) {
  const record = parse(file, readFileSync(join(root, file), 'utf8'));
  const chain = record?.chain;
  if (!chain || !timeline || timeline.isBroken) return;
  const { length } = timeline.entries;
  if (chain.entries !== length) {
    report(
      timeline.file,
      `has ${length} entries, the record knows ${chain.entries}`,
      Math.min(length, chain.entries) + 1,
    );
  } else if (chain.headHash !== timeline.entries[length - 1].hash) {
    report(
      timeline.file,
      'is not the last entry that the record knows',
      length,
    );
  }
  if (chain.chain !== timeline.chain)
    report(
      timeline.file,
      `is the chain ${timeline.chain}, the record is ${chain.chain}`,
      1,
    );
}

/** Runs a check of a file that is there. What is so damaged that the check fails is damaged. */
async function guard(file, present, check) {
  if (!present.has(file)) return undefined;
  try {
    return await check(file);
  } catch (error) {
    report(file, `cannot be read: ${error.message}`);
    return undefined;
  }
}

function readKeys(paths) {
  return new Map(
    paths.map(path => {
      const key = createPublicKey(readFileSync(path));
      return [sha256(key.export({ type: 'spki', format: 'der' })), key];
    }),
  );
}

async function main(args) {
  const json = args.includes('--json');
  const keyPaths = args.flatMap((arg, index) =>
    args[index - 1] === '--key' ? [arg] : [],
  );
  const [folder] = args.filter(
    (arg, index) => !arg.startsWith('--') && args[index - 1] !== '--key',
  );
  const root = folder
    ? resolve(folder)
    : dirname(fileURLToPath(import.meta.url));
  if (!statSync(root).isDirectory())
    throw new Error(`${root} is no folder; unpack the bundle first`);
  const trusted = readKeys(keyPaths);
  const present = new Set(listFiles(root));
  await verifyManifest(root, present);

  const bundled = new Map();
  for (const path of [...present].filter(name =>
    /^keys\/[^/]+\.pem$/.test(name),
  )) {
    try {
      const key = createPublicKey(readFileSync(join(root, path)));
      const id = sha256(key.export({ type: 'spki', format: 'der' }));
      if (path !== `keys/${id}.pem`) report(path, `holds the key ${id}`);
      bundled.set(id, key);
    } catch {
      report(path, 'is no public key');
    }
  }
  const checkpoints =
    (await guard('checkpoints.jsonl', present, file =>
      verifyCheckpoints(root, file, trusted, bundled),
    )) ?? new Map();
  const folders = [...present]
    .filter(name =>
      /^(incidents\/[^/]+\/)?(timeline\.jsonl|key-only\.json)$/.test(name),
    )
    .map(name => name.slice(0, name.lastIndexOf('/') + 1));
  for (const at of folders) {
    const timeline = await guard(`${at}timeline.jsonl`, present, file =>
      verifyTimeline(root, file),
    );
    await guard(`${at}record.json`, present, file =>
      verifyRecord(root, file, timeline),
    );
    await guard(`${at}proof.json`, present, file =>
      verifyProof(root, file, timeline, checkpoints),
    );
    await guard(`${at}evidence.json`, present, file =>
      verifyEvidence(root, at, file, timeline, present),
    );
  }
  print(json, trusted.size > 0);
  return problems.length === 0 ? 0 : 1;
}

function print(json, hasKey) {
  const status = problems.length === 0 ? 'ok' : 'differs';
  if (json) {
    console.log(JSON.stringify({ status, ...counts, problems }, null, 2));
    return;
  }
  for (const { file, entry, message } of problems) {
    console.log(
      `DIFFERS  ${file}${
        entry === undefined ? '' : `, entry ${entry}`
      }: ${message}`,
    );
  }
  console.log(
    `${status === 'ok' ? 'OK' : `${problems.length} differences`}: ${
      counts.files
    } files, ${counts.chains} chains with ${counts.entries} entries (${
      counts.erased
    } erased, ${counts.withheld} withheld), ${
      counts.evidence
    } evidence files, ${counts.checkpoints} checkpoints (${
      counts.signed
    } signed)`,
  );
  if (counts.signed > 0 && !hasKey) {
    console.log(
      'The signatures were checked with the keys inside the bundle. Pass --key with a key that you were given otherwise.',
    );
  }
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
