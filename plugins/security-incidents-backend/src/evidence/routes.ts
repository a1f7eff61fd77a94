import {
  evidenceAddPermission,
  evidenceDecisionSchema,
  evidenceFieldsSchema,
  evidenceFileSchema,
  evidenceManagePermission,
  evidenceReadPermission,
  incidentReadPermission,
  recordEvidenceReferenceSchema,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { download, json, withStatus } from '../http/answers';
import { jsonBody } from '../http/body';
import { formBody } from '../http/multipart';
import { incidentId, partPageQuery, pathText } from '../http/parameters';
import { defineRoute, type Route } from '../http/Route';
import { parseFields } from '../http/validate';
import { toExamplePage } from '../incidents/examples';
import {
  changingEvidence,
  reading,
  usingEvidence,
} from '../integrations/audit';
import type { RequestContext } from '../kernel/contexts';
import type { EvidenceService } from './EvidenceService';
import {
  custodyPageSchema,
  evidenceListSchema,
  evidenceSchema,
  evidenceVerificationSchema,
  exampleEvidence,
  previewSchema,
} from './schemas';

const tag = 'evidence';
const params = z.strictObject({ id: incidentId });
const fileParams = z.strictObject({ id: incidentId, evidenceId: pathText });
const read = [incidentReadPermission, evidenceReadPermission];
const add = [incidentReadPermission, evidenceAddPermission];
const manage = [incidentReadPermission, evidenceManagePermission];
const added = withStatus(
  201,
  json(evidenceSchema, {
    description: 'The file as it was recorded.',
    example: exampleEvidence,
  }),
);
const changed = json(evidenceSchema, {
  description: 'The file as it is now.',
  example: exampleEvidence,
});
const reason = jsonBody(evidenceDecisionSchema, {
  example: { reason: 'May be needed for the claim under contract 14.2' },
});

/** Files of an incident and their custody log. */
export function createEvidenceRoutes(
  service: EvidenceService<RequestContext>,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/incidents/:id/evidence',
      id: 'listEvidence',
      tag,
      summary: 'List evidence, oldest first',
      description:
        'Names and hashes are open to all readers of the incident; the contents need `security-incidents.evidence.read`.',
      permissions: [incidentReadPermission],
      audit: reading('evidence'),
      params,
      query: partPageQuery,
      answer: json(evidenceListSchema, {
        description: 'The files, the limits, and what the caller may do.',
        example: {
          ...toExamplePage(exampleEvidence),
          storedBytes: 30482117,
          limits: {
            fileBytes: 524288000,
            incidentBytes: 5368709120,
            partBytes: 4194304,
          },
          storage: 'database',
          keeping: { years: 6 },
          may: { add: true, read: true, manage: false },
        },
      }),
      handle: ({ params: { id }, query, context }) =>
        service.list(id, query, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/evidence',
      id: 'addEvidence',
      tag,
      summary: 'Add a file',
      description:
        'One request sends the whole file; send large ones in parts. With `sha256` the file is refused when other bytes arrive. A closed incident takes files from holders of `security-incidents.evidence.manage` only.',
      permissions: add,
      audit: changingEvidence('add'),
      params,
      body: formBody(evidenceFieldsSchema, {
        description: 'Fields first, then one part `file`.',
      }),
      answer: added,
      errors: { 409: 'The incident takes no new evidence.' },
      handle: ({ params: { id }, body: { file, ...fields }, context }) =>
        service.add(
          id,
          fields,
          {
            ...parseFields(evidenceFileSchema, {
              fileName: file.fileName,
              mediaType: file.mediaType,
            }),
            content: file.content,
          },
          context,
        ),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/evidence-references',
      id: 'recordEvidenceReference',
      tag,
      summary: 'Record where a file is kept that is not stored here',
      permissions: add,
      audit: changingEvidence('add-reference'),
      params,
      body: jsonBody(recordEvidenceReferenceSchema, {
        example: {
          fileName: 'host-3-memory.raw',
          sizeBytes: 2254857830,
          sha256: '7c'.repeat(32),
          location: 'Forensics safe 3, disk 12',
        },
      }),
      answer: added,
      errors: { 409: 'The incident takes no new evidence.' },
      handle: ({ params: { id }, body, context }) =>
        service.addReference(id, body, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id/evidence/:evidenceId/content',
      id: 'downloadEvidence',
      tag,
      summary: 'Download a file',
      description:
        'Each download is an entry of the custody log. The bytes come as an attachment that no browser opens; when they are not what was recorded, the connection breaks off before the end.',
      permissions: read,
      audit: usingEvidence('download'),
      params: fileParams,
      answer: download({
        description: 'The bytes of the file.',
        example: '29 Nov 23:00 GET /v1/cards 200',
      }),
      errors: { 409: 'It is kept elsewhere, or was disposed of.' },
      handle: async ({ params: { id, evidenceId }, context }) => {
        const { evidence, content } = await service.open(
          id,
          evidenceId,
          context,
        );
        const { fileName, sizeBytes } = evidence;
        return { fileName, sizeBytes, content };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id/evidence/:evidenceId/preview',
      id: 'previewEvidence',
      tag,
      summary: 'Read what a page can show of a file',
      description:
        'Only pictures up to 10 MB and the beginning of plain texts. Each preview is an entry of the custody log.',
      permissions: read,
      audit: usingEvidence('preview'),
      params: fileParams,
      answer: json(previewSchema, {
        description: 'A picture, or a text.',
        example: {
          kind: 'text',
          text: '29 Nov 23:00 GET /v1/cards 200',
          isCut: false,
        },
      }),
      errors: {
        409: 'It is not shown, is kept elsewhere, or was disposed of.',
      },
      handle: ({ params: { id, evidenceId }, context }) =>
        service.preview(id, evidenceId, context),
    }),
    defineRoute({
      method: 'get',
      path: '/incidents/:id/evidence/:evidenceId/custody',
      id: 'listEvidenceCustody',
      tag,
      summary: 'List who had a file, oldest first',
      permissions: [incidentReadPermission],
      audit: reading('custody'),
      params: fileParams,
      query: partPageQuery,
      answer: json(custodyPageSchema, {
        description: 'The entries of the timeline about the file.',
        example: toExamplePage({
          seq: 12,
          at: '2026-11-30T08:16:00.000Z',
          actor: 'user:default/ada',
          action: 'evidence.added' as const,
        }),
      }),
      handle: ({ params: { id, evidenceId }, query, context }) =>
        service.listCustody(id, evidenceId, query, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/evidence/:evidenceId/verification',
      id: 'verifyEvidence',
      tag,
      summary: 'Read the stored bytes again and compare their sha256',
      description: 'Each check is an entry of the custody log.',
      permissions: read,
      audit: usingEvidence('verify'),
      params: fileParams,
      body: jsonBody(z.strictObject({})),
      answer: json(evidenceVerificationSchema, {
        description: 'What the check found.',
        example: {
          evidenceId: exampleEvidence.id,
          status: 'ok',
          sha256: exampleEvidence.sha256,
          checkedAt: '2026-11-30T09:47:00.000Z',
        },
      }),
      errors: { 409: 'It is kept elsewhere, or was disposed of.' },
      handle: ({ params: { id, evidenceId }, context }) =>
        service.verify(id, evidenceId, context),
    }),
    defineRoute({
      method: 'put',
      path: '/incidents/:id/evidence/:evidenceId/legal-hold',
      id: 'holdEvidence',
      tag,
      summary: 'Put a file on legal hold',
      permissions: manage,
      audit: changingEvidence('hold'),
      params: fileParams,
      body: reason,
      answer: changed,
      errors: { 409: 'It is on hold already, or was disposed of.' },
      handle: ({ params: { id, evidenceId }, body, context }) =>
        service.hold(id, evidenceId, body, context),
    }),
    defineRoute({
      method: 'delete',
      path: '/incidents/:id/evidence/:evidenceId/legal-hold',
      id: 'releaseEvidence',
      tag,
      summary: 'End the legal hold of a file',
      permissions: manage,
      audit: changingEvidence('release'),
      params: fileParams,
      body: jsonBody(evidenceDecisionSchema, {
        orQuery: true,
        example: { reason: 'The claim was settled' },
      }),
      answer: changed,
      errors: { 409: 'It is not on hold.' },
      handle: ({ params: { id, evidenceId }, body, context }) =>
        service.release(id, evidenceId, body, context),
    }),
    defineRoute({
      method: 'post',
      path: '/incidents/:id/evidence/:evidenceId/disposal',
      id: 'disposeOfEvidence',
      tag,
      summary: 'Delete the bytes of a file',
      description: 'The record, the sha256 and the custody log stay.',
      permissions: manage,
      audit: changingEvidence('dispose'),
      params: fileParams,
      body: jsonBody(evidenceDecisionSchema, {
        example: { reason: 'Its retention ended' },
      }),
      answer: changed,
      errors: { 409: 'A legal hold blocks it, or there are no bytes here.' },
      handle: ({ params: { id, evidenceId }, body, context }) =>
        service.dispose(id, evidenceId, body, context),
    }),
  ];
}
