import {
  type IncidentView,
  type ResolutionStep,
  STEP_AUDIENCES,
  STEP_KINDS,
  STEP_OUTCOMES,
  type TimelineEntry,
  type TimelineVerification,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import {
  actor,
  count,
  entityRef,
  pageComponent,
  text,
  time,
} from '../http/fields';

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 as 64 hexadecimal digits.');

export const stepSchema = component<ResolutionStep>()(
  'ResolutionStep',
  z.strictObject({
    id: text,
    kind: z.enum(STEP_KINDS),
    text: text.describe('Markdown.'),
    outcome: z.enum(STEP_OUTCOMES).optional(),
    audience: z.enum(STEP_AUDIENCES).optional(),
    performedAt: time,
    performedBy: actor,
    recordedAt: time,
    recordedBy: actor,
    lateEntry: z
      .boolean()
      .describe('Recorded more than an hour after it was performed.'),
    entityRefs: z.array(entityRef),
    withheldEntities: count
      .optional()
      .describe('Services that the caller may not see in the catalog.'),
    taskId: text.optional(),
    supersedes: text.optional().describe('Step that this one corrects.'),
    supersededBy: text.optional().describe('Step that corrects this one.'),
    seq: count.describe('Its entry in the timeline.'),
  }),
);

export const stepPageSchema = pageComponent('ResolutionStepPage', stepSchema);

export const timelineEntrySchema = component<TimelineEntry>()(
  'TimelineEntry',
  z
    .strictObject({
      v: count.describe('Version of the entry format.'),
      chain: text.describe('`incident/<key>`.'),
      seq: count.describe('1, 2, 3 and so on, without gaps.'),
      at: time,
      actor,
      action: text.describe('What happened, such as `status.changed`.'),
      data: z.unknown().optional().describe('Absent when erased or withheld.'),
      salt: text
        .optional()
        .describe('32 hexadecimal digits. Absent when erased or withheld.'),
      dataHash: sha256.describe('SHA-256 over salt and canonical data.'),
      prevHash: sha256.describe('Hash of the entry before.'),
      hash: sha256,
      withheld: z
        .boolean()
        .optional()
        .describe(
          'The data names an incident or service that the caller may not see.',
        ),
    })
    .describe('One entry of the append-only, hash-chained log.'),
);

export const timelinePageSchema = pageComponent(
  'TimelinePage',
  timelineEntrySchema,
);

export const verificationSchema = component<TimelineVerification>()(
  'TimelineVerification',
  z.strictObject({
    chain: text,
    status: z.enum([
      'ok',
      'hash-mismatch',
      'data-mismatch',
      'gap',
      'reordered',
      'fork',
      'wrong-chain',
      'truncated',
      'data-missing',
      'record-mismatch',
      'not-registered',
    ]),
    entries: count.describe('How many entries were checked.'),
    headHash: sha256.describe('Hash of the last entry.'),
    erased: count.describe(
      'Entries whose data was erased, with a record of it.',
    ),
    erasedEntries: z
      .array(count)
      .optional()
      .describe('The `seq` of each of these.'),
    seq: count.optional().describe('The first entry that is wrong.'),
    message: text.optional().describe('What is wrong with it.'),
    checkedAt: time,
    checkpoint: z
      .strictObject({
        n: count,
        at: time,
        entries: count.describe('Entries of the incident that it covers.'),
        isSigned: z.boolean(),
      })
      .optional()
      .describe('The newest checkpoint that covers the incident.'),
    rows: count
      .optional()
      .describe(
        'How many rows were compared with the timeline. Absent when the chain itself is broken.',
      ),
    coverage: z
      .enum(['complete', 'partial'])
      .optional()
      .describe(
        '`partial` when the first entries do not record the rows that they wrote.',
      ),
    mismatches: z
      .array(
        z.strictObject({
          table: text,
          row: text
            .optional()
            .describe('Absent when it names what the caller may not see.'),
          field: text.optional().describe('Absent for a whole row.'),
          kind: z.enum(['changed', 'missing', 'unexpected']),
        }),
      )
      .optional()
      .describe('How the tables differ from the timeline, at most 100.'),
  }),
);

export const viewPageSchema = pageComponent(
  'IncidentViewPage',
  component<IncidentView>()(
    'IncidentView',
    z.strictObject({
      viewer: actor,
      at: time.describe('First view of this reader in that hour.'),
    }),
  ),
);
