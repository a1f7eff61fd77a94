import {
  type Evidence,
  EVIDENCE_CHECK_RESULTS,
  type EvidenceAction,
  type EvidenceCustodyEntry,
  type EvidenceList,
  type EvidencePreview,
  type EvidenceUpload,
  type EvidenceVerification,
  TIMELINE_ACTIONS,
  TLP_MARKINGS,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import { actor, count, pageComponent, text, time } from '../http/fields';

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 as 64 hexadecimal digits.');
const decision = z.strictObject({ at: time, by: actor, reason: text });
const checkResult = z
  .enum(EVIDENCE_CHECK_RESULTS)
  .describe(
    '`mismatch`: the stored bytes are not what was recorded; `missing`: they are gone.',
  );

export const evidenceSchema = component<Evidence>()(
  'Evidence',
  z
    .strictObject({
      id: text,
      fileName: text,
      mediaType: text
        .optional()
        .describe('What the bytes are, whatever the name or the sender says.'),
      falseMediaType: text
        .optional()
        .describe('What the sender said, when the bytes are something else.'),
      kind: text.optional(),
      sizeBytes: count,
      sha256,
      sha256Confirmed: z
        .boolean()
        .describe('Whether the sender computed the same before sending.'),
      description: text.optional(),
      source: text.optional().describe('Where it was collected.'),
      tlp: z
        .enum(TLP_MARKINGS)
        .describe('Never below the marking of the incident.'),
      collectedAt: time,
      collectedBy: actor,
      recordedAt: time,
      recordedBy: actor,
      taskId: text.optional(),
      stepId: text.optional(),
      storage: text
        .optional()
        .describe('Storage of the bytes. Absent when it is kept elsewhere.'),
      location: text
        .optional()
        .describe('Where it is kept, when it is not stored here.'),
      legalHold: decision.optional(),
      disposal: decision
        .optional()
        .describe('The bytes are gone; the record and the sha256 stay.'),
      lastCheck: z
        .strictObject({ at: time, by: actor, result: checkResult })
        .optional(),
      preview: z
        .enum(['picture', 'text'])
        .optional()
        .describe('How a page may show it.'),
      seq: count.describe('Its entry in the timeline.'),
    })
    .describe('A file that proves something. It is never changed.'),
);

export const evidenceListSchema = component<EvidenceList>()(
  'EvidenceList',
  z.strictObject({
    items: z.array(evidenceSchema),
    totalItems: count,
    pageInfo: z.strictObject({ nextCursor: text.optional() }),
    storedBytes: count,
    limits: z
      .strictObject({
        fileBytes: count,
        incidentBytes: count,
        partBytes: count,
      })
      .describe('Most bytes of a file, of an incident, and of a part.'),
    storage: text.describe('Storage of new files.'),
    keeping: z
      .strictObject({
        years: count.optional().describe('Absent where no rule says so.'),
        until: time
          .optional()
          .describe('Absent while the incident is open, or without a rule.'),
      })
      .describe('How long files are kept after the incident is closed.'),
    may: z
      .strictObject({
        add: z.boolean(),
        read: z.boolean(),
        manage: z.boolean(),
      })
      .describe('What the caller may do.'),
  }) as never,
);

const ACTIONS = TIMELINE_ACTIONS.filter((action): action is EvidenceAction =>
  action.startsWith('evidence.'),
);

const custodyEntrySchema = component<EvidenceCustodyEntry>()(
  'EvidenceCustodyEntry',
  z.strictObject({
    seq: count.describe('Its entry in the timeline.'),
    at: time,
    actor,
    action: z.enum(ACTIONS),
    reason: text.optional(),
    result: checkResult.optional(),
    readSha256: sha256.optional(),
  }),
);

export const custodyPageSchema = pageComponent(
  'EvidenceCustodyPage',
  custodyEntrySchema,
);

export const evidenceVerificationSchema = component<EvidenceVerification>()(
  'EvidenceVerification',
  z.strictObject({
    evidenceId: text,
    status: checkResult,
    sha256,
    readSha256: sha256
      .optional()
      .describe('What was read, when it is not what was recorded.'),
    checkedAt: time,
  }),
);

export const previewSchema = component<EvidencePreview>()(
  'EvidencePreview',
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('text'),
      text,
      isCut: z.boolean().describe('Whether there is more.'),
    }),
    z.strictObject({
      kind: z.literal('picture'),
      mediaType: text,
      base64: text,
    }),
  ]) as never,
);

export const uploadSchema = component<EvidenceUpload>()(
  'EvidenceUpload',
  z.strictObject({
    id: text,
    fileName: text,
    sizeBytes: count,
    partBytes: count.describe('Bytes of every part but the last.'),
    parts: z.array(count).describe('Stored parts, from 1.'),
    taskId: text.optional(),
    startedAt: time,
    expiresAt: time.describe('What is not complete by then is removed.'),
  }),
);

export const uploadListSchema = component<{ items: EvidenceUpload[] }>()(
  'EvidenceUploadList',
  z.strictObject({ items: z.array(uploadSchema) }) as never,
);

export const cancelledUploadSchema = component<{ id: string }>()(
  'CancelledEvidenceUpload',
  z.strictObject({ id: text }),
);

export const exampleEvidence: Evidence = {
  id: '0d7e3a52-8a0f-4b8e-8e0b-6f4a1f2c9d10',
  fileName: 'gateway-access-29nov-23h.ndjson.gz',
  mediaType: 'application/gzip',
  kind: 'log',
  sizeBytes: 30482117,
  sha256: 'd1'.repeat(32),
  sha256Confirmed: true,
  description: 'Access log of the gateway, 29 Nov 23:00 to 30 Nov 08:15',
  source: 'payments-api host 3',
  tlp: 'AMBER',
  collectedAt: '2026-11-30T08:15:00.000Z',
  collectedBy: 'user:default/ada',
  recordedAt: '2026-11-30T08:16:00.000Z',
  recordedBy: 'user:default/ada',
  taskId: '7d9b2c11-55a1-4f43-b0c9-4a1e8a3f6c02',
  storage: 'database',
  seq: 12,
};

export const exampleUpload: EvidenceUpload = {
  id: '5b1f6a0e-2f3c-4a58-9a53-0c6f2a1b3c4d',
  fileName: 'edge-requests-30nov.ndjson.gz',
  sizeBytes: 199229440,
  partBytes: 4194304,
  parts: [1, 2, 3],
  startedAt: '2026-11-30T10:20:00.000Z',
  expiresAt: '2026-12-01T10:24:00.000Z',
};
