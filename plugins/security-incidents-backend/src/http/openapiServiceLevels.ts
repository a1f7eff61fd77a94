import {
  escalateSchema,
  majorSchema,
} from 'backstage-plugin-security-incidents-common';
import {
  ID,
  IDEMPOTENCY_KEY,
  IF_MATCH,
  type Json,
  operation,
} from './openapiParts';

/** Escalations and major incidents. */
export const serviceLevelPaths: Json = {
  '/incidents/{id}/escalations': {
    get: operation('listEscalations', 'Who was told and why, oldest first', {
      parameters: [ID],
      answer:
        'items (firedAt, kind, reason, to with whom it reached and whom not, by, deliveredAt, seq of its timeline entry), and next: who is going to be told unless somebody acts',
    }),
    post: operation('escalate', 'Tell people now, for a reason they read', {
      parameters: [ID, IF_MATCH, IDEMPOTENCY_KEY],
      body: escalateSchema,
      status: '201',
      answer:
        'The escalation. Without to it goes to whom the next rule would tell, else to the owners of the affected services and the groups above them. Nobody is told who may not read the incident. Needs security-incidents.incident.update',
    }),
  },
  '/incidents/{id}/major': {
    post: operation(
      'decideMajor',
      'Declare a major incident, decline a proposal to, or end one',
      {
        parameters: [ID, IF_MATCH],
        body: majorSchema,
        answer:
          'The incident. 409 when there is nothing to decide: it is one already, nothing proposes it, or it is none. Needs security-incidents.incident.update',
      },
    ),
  },
};
