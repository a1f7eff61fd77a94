/** The instructions of a bundle. */
export const README = `AUDITOR BUNDLE OF SECURITY INCIDENTS

Verify it

  1. Unpack the zip file into an empty folder.
  2. Run:  node verify.mjs
     It needs Node.js 18 or later, reads only the files beside it and uses no network. It names the file, and where it can the
     entry, of everything that differs. Exit code 0: everything verifies. 1: something differs. 2: it cannot be read.
  3. To check signatures with a public key that you were given by other means than this bundle:
       node verify.mjs --key public-key.pem

If you do not trust verify.mjs, take it from another bundle or write your own; the formats are public:

  manifest.json      path, sha256 and size of every other file
  record.json        the incident as its readers see it
  timeline.jsonl     one entry a line: { v, chain, seq, at, actor, action, dataHash, prevHash, hash, data, salt }
                       dataHash = SHA-256(salt || JCS(data))                JCS is RFC 8785
                       hash     = SHA-256(0x00 || JCS({ v, chain, seq, at, actor, action, dataHash, prevHash }))
                       prevHash = hash of the entry before, 64 zeros for the first
                     data and salt are absent where a later entry "entry.erased" names the entry by seq, and where "withheld" is
                     true: they name what whoever made this bundle may not see. Such entries verify all the same.
  proof.json         the path from the head of the timeline to the root of a checkpoint (RFC 6962, RFC 9162 2.1.3)
  checkpoints.jsonl  one signed checkpoint a line; hash = SHA-256(0x00 || JCS(body)), signature = Ed25519 over JCS(body), where
                     body is { v, n, at, chains, entries, merkleRoot, prevCheckpointHash, keyId, publicKey, previousKeyId }
                     without the fields that are absent. prevCheckpointHash of the first line is that of the checkpoint before it.
  keys/<id>.pem      public keys; id = SHA-256 of the key in DER (SPKI)
  evidence.json      evidence with sha256 and the entry that recorded it; custody.json: who did what with it
  evidence/          the files; they are not checked for harmful content, so do not open them on a computer that matters
  plan.json          the response plan as it was applied; further .json files hold what their names say
  report.html        for reading and printing, without script
  record.csv         the facts as a table; ocsf.json: OCSF Incident Finding with attestations; veris.json: VERIS 1.4
  key-only.json      stands for an incident marked TLP:RED whose content stays out

Whoever made the bundle may have left parts out. The cover of report.html names them, and so does the entry record.exported that
the timeline has since then. Of evidence, evidence.json with the hashes stays in.

In a bundle of many incidents, the files of each are in incidents/<key>/.

What it cannot show: that an incident was never recorded, or that a text was true when it was written. The record shows
tampering; it does not prevent it.
`;
