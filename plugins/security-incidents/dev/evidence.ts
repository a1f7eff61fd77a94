import type {
  Evidence,
  EvidenceList,
} from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';

const AT = '2026-11-23T10:20:00.000Z';

const log: Evidence = {
  id: 'evidence-1',
  fileName: 'gateway-access.log',
  mediaType: 'text/plain',
  kind: 'log',
  sizeBytes: 30_482_117,
  sha256: 'd1adc65b'.padEnd(64, '6'),
  sha256Confirmed: true,
  description: 'Access log of the gateway',
  source: 'payments-api host 3',
  tlp: 'AMBER',
  collectedAt: AT,
  collectedBy: 'user:default/ines',
  recordedAt: AT,
  recordedBy: 'user:default/ines',
  storage: 'database',
  preview: 'text',
  seq: 4,
};

const list: EvidenceList = {
  items: [log],
  totalItems: 1,
  pageInfo: {},
  storedBytes: log.sizeBytes,
  limits: {
    fileBytes: 500 * 1024 ** 2,
    incidentBytes: 5 * 1024 ** 3,
    partBytes: 4 * 1024 ** 2,
  },
  storage: 'database',
  keeping: { years: 6 },
  may: { add: true, read: true, manage: true },
};

/** Answers about evidence. Nothing is stored. */
export const evidenceHandlers = (incidentUrl: string) => [
  http.get(`${incidentUrl}/evidence`, () => HttpResponse.json(list)),
  http.get(`${incidentUrl}/evidence-uploads`, () =>
    HttpResponse.json({ items: [] }),
  ),
  http.get(`${incidentUrl}/evidence/:id/custody`, () =>
    HttpResponse.json({
      items: [
        {
          seq: log.seq,
          at: AT,
          actor: log.recordedBy,
          action: 'evidence.added',
        },
      ],
      totalItems: 1,
      pageInfo: {},
    }),
  ),
  http.get(`${incidentUrl}/evidence/:id/preview`, () =>
    HttpResponse.json({
      kind: 'text',
      text: '23:00 GET /v1/cards 200',
      isCut: true,
    }),
  ),
  http.post(`${incidentUrl}/evidence/:id/verification`, () =>
    HttpResponse.json({
      evidenceId: log.id,
      status: 'ok',
      sha256: log.sha256,
      checkedAt: AT,
    }),
  ),
];
