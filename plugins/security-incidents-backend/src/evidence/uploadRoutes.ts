import {
  completeEvidenceUploadSchema,
  EVIDENCE_PART_BYTES,
  evidenceAddPermission,
  incidentReadPermission,
  startEvidenceUploadSchema,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { json, withStatus } from '../http/answers';
import { jsonBody, rawBody } from '../http/body';
import { incidentId, pathText } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import { changingEvidence } from '../integrations/audit';
import type { RequestContext } from '../kernel/contexts';
import type { EvidenceUploadsService } from './EvidenceService';
import {
  cancelledUploadSchema,
  evidenceSchema,
  exampleEvidence,
  exampleUpload,
  uploadListSchema,
  uploadSchema,
} from './schemas';

const tag = 'evidence';
const PART_TIMEOUT_MS = 120_000;
const MAX_PARTS = 10_000;
const permissions = [incidentReadPermission, evidenceAddPermission];
const params = z.strictObject({ id: incidentId });
const uploadParams = z.strictObject({ id: incidentId, uploadId: pathText });
const PART_RULE = `must be a whole number from 1 to ${MAX_PARTS}`;
const partParams = z.strictObject({
  id: incidentId,
  uploadId: pathText,
  part: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, PART_RULE)
    .transform(Number)
    .refine(part => part <= MAX_PARTS, PART_RULE)
    .describe('Number of the part, from 1.'),
});
const upload = json(uploadSchema, {
  description: 'The upload with the parts that are stored.',
  example: exampleUpload,
});

/** Uploads in parts, which continue after a break. Only who started one finds it. */
export function createEvidenceUploadRoutes(
  service: EvidenceUploadsService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/incidents/:id/evidence-uploads',
      id: 'startEvidenceUpload',
      tag,
      summary: 'Start an upload in parts',
      permissions,
      params,
      body: jsonBody(startEvidenceUploadSchema, {
        example: {
          fileName: exampleUpload.fileName,
          sizeBytes: exampleUpload.sizeBytes,
          kind: 'log',
        },
      }),
      answer: withStatus(201, upload),
      errors: { 409: 'The incident takes no new evidence.' },
      handle: ({ params: { id }, body, context }) =>
        service.start(id, body, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id/evidence-uploads',
      id: 'listEvidenceUploads',
      tag,
      summary: "List the caller's uploads that are not complete",
      permissions,
      params,
      answer: json(uploadListSchema, {
        description: 'The uploads, oldest first.',
        example: { items: [exampleUpload] },
      }),
      handle: ({ params: { id }, context }) => service.list(id, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id/evidence-uploads/:uploadId',
      id: 'getEvidenceUpload',
      tag,
      summary: 'See which parts are stored, to go on after a break',
      permissions,
      params: uploadParams,
      answer: upload,
      handle: ({ params: { id, uploadId }, context }) =>
        service.get(id, uploadId, context),
    }),
    defineRoute({
      method: 'put',
      path: '/incidents/:id/evidence-uploads/:uploadId/parts/:part',
      id: 'sendEvidencePart',
      tag,
      summary: 'Send a part',
      description:
        'Every part but the last has `partBytes` bytes. A part that is sent again replaces the stored one.',
      permissions,
      params: partParams,
      body: rawBody({
        mediaType: 'application/octet-stream',
        limitBytes: EVIDENCE_PART_BYTES,
        timeoutMs: PART_TIMEOUT_MS,
        description: 'The bytes of the part.',
      }),
      answer: upload,
      errors: {
        408: 'The part came too slowly.',
        409: 'The upload is complete.',
      },
      handle: ({ params: { id, uploadId, part }, body, context }) =>
        service.savePart(id, uploadId, part, body, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/evidence-uploads/:uploadId/completion',
      id: 'completeEvidenceUpload',
      tag,
      summary: 'Make the file of an upload evidence',
      description:
        'Refused when parts are missing, or size or sha256 are not what was stated. A second call answers as the first.',
      permissions,
      audit: changingEvidence('add'),
      params: uploadParams,
      body: jsonBody(completeEvidenceUploadSchema, {
        example: { sha256: exampleEvidence.sha256 },
      }),
      answer: withStatus(
        201,
        json(evidenceSchema, {
          description: 'The file as it was recorded.',
          example: exampleEvidence,
        }),
      ),
      errors: { 409: 'Parts are missing, or the incident takes no evidence.' },
      handle: ({ params: { id, uploadId }, body, context }) =>
        service.complete(id, uploadId, body, context),
    }),
    defineRoute({
      method: 'delete',
      path: '/incidents/:id/evidence-uploads/:uploadId',
      id: 'cancelEvidenceUpload',
      tag,
      summary: 'Give an upload up',
      permissions,
      params: uploadParams,
      answer: json(cancelledUploadSchema, {
        description: 'The upload that was removed.',
        example: { id: exampleUpload.id },
      }),
      errors: { 409: 'The upload is complete.' },
      handle: ({ params: { id, uploadId }, context }) =>
        service.cancel(id, uploadId, context),
    }),
  ];
}
