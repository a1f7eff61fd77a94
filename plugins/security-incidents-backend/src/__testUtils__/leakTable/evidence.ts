import type { LeakTable } from './LeakTable';

const REASON = { reason: 'May be needed' };

export const evidenceLeaks: LeakTable = {
  aboutOne: {
    'GET /incidents/{id}/evidence': id => ({
      method: 'get',
      path: `/incidents/${id}/evidence`,
    }),
    'POST /incidents/{id}/evidence': id => ({
      method: 'post',
      path: `/incidents/${id}/evidence`,
      isForm: true,
    }),
    'POST /incidents/{id}/evidence-references': id => ({
      method: 'post',
      path: `/incidents/${id}/evidence-references`,
      body: {
        fileName: 'memory.raw',
        sizeBytes: 5,
        sha256: '7c'.repeat(32),
        location: 'Safe 3',
      },
    }),
    'GET /incidents/{id}/evidence/{evidenceId}/content': id => ({
      method: 'get',
      path: `/incidents/${id}/evidence/any/content`,
    }),
    'GET /incidents/{id}/evidence/{evidenceId}/preview': id => ({
      method: 'get',
      path: `/incidents/${id}/evidence/any/preview`,
    }),
    'GET /incidents/{id}/evidence/{evidenceId}/custody': id => ({
      method: 'get',
      path: `/incidents/${id}/evidence/any/custody`,
    }),
    'POST /incidents/{id}/evidence/{evidenceId}/verification': id => ({
      method: 'post',
      path: `/incidents/${id}/evidence/any/verification`,
      body: {},
    }),
    'PUT /incidents/{id}/evidence/{evidenceId}/legal-hold': id => ({
      method: 'put',
      path: `/incidents/${id}/evidence/any/legal-hold`,
      body: REASON,
    }),
    'DELETE /incidents/{id}/evidence/{evidenceId}/legal-hold': id => ({
      method: 'delete',
      path: `/incidents/${id}/evidence/any/legal-hold`,
      body: REASON,
    }),
    'POST /incidents/{id}/evidence/{evidenceId}/disposal': id => ({
      method: 'post',
      path: `/incidents/${id}/evidence/any/disposal`,
      body: REASON,
    }),
    'POST /incidents/{id}/evidence-uploads': id => ({
      method: 'post',
      path: `/incidents/${id}/evidence-uploads`,
      body: { fileName: 'a.log', sizeBytes: 5 },
    }),
    'GET /incidents/{id}/evidence-uploads': id => ({
      method: 'get',
      path: `/incidents/${id}/evidence-uploads`,
    }),
    'GET /incidents/{id}/evidence-uploads/{uploadId}': id => ({
      method: 'get',
      path: `/incidents/${id}/evidence-uploads/any`,
    }),
    'PUT /incidents/{id}/evidence-uploads/{uploadId}/parts/{part}': id => ({
      method: 'put',
      path: `/incidents/${id}/evidence-uploads/any/parts/1`,
      body: { any: 'bytes' },
    }),
    'POST /incidents/{id}/evidence-uploads/{uploadId}/completion': id => ({
      method: 'post',
      path: `/incidents/${id}/evidence-uploads/any/completion`,
      body: {},
    }),
    'DELETE /incidents/{id}/evidence-uploads/{uploadId}': id => ({
      method: 'delete',
      path: `/incidents/${id}/evidence-uploads/any`,
    }),
  },
};
