import type {
  Checkpoint,
  CheckpointPage,
  CheckpointSigning,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import { count, pageOf, text, time } from '../http/fields';

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 as 64 hexadecimal digits.');

export const checkpointSchema = component<Checkpoint>()(
  'Checkpoint',
  z
    .strictObject({
      v: count.describe('Version of the format.'),
      n: count.describe('1, 2, 3 and so on, without gaps.'),
      at: time,
      chains: count.describe('The registry and all incidents.'),
      entries: count.describe('Entries of these chains.'),
      merkleRoot: sha256.describe(
        'Root of the RFC 6962 tree over the heads of the chains.',
      ),
      prevCheckpointHash: sha256.describe('Hash of the checkpoint before.'),
      keyId: sha256
        .optional()
        .describe(
          'SHA-256 of the public key (DER, SPKI). Absent when unsigned.',
        ),
      publicKey: text
        .optional()
        .describe('The public key in base64, where it signs first.'),
      previousKeyId: sha256
        .optional()
        .describe('The key that vouches for a new one.'),
      hash: sha256,
      signature: text
        .optional()
        .describe('Ed25519 over the canonical form, in base64.'),
      previousSignature: text
        .optional()
        .describe('Signature of the key `previousKeyId`.'),
    })
    .describe('The state of all chains at one moment.'),
);

export const signingSchema = component<CheckpointSigning>()(
  'CheckpointSigning',
  z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('signed'), keyId: sha256 }),
    z.strictObject({ state: z.literal('unsigned') }),
  ]),
);

export const checkpointPageSchema = component<CheckpointPage>()(
  'CheckpointPage',
  pageOf(checkpointSchema).extend({
    signing: signingSchema,
    problem: text
      .optional()
      .describe('What the scheduled verification finds wrong at present.'),
  }) as never,
);
