import type {
  CacaoPlaybook,
  PlanOffer,
  Readiness,
  ResolvedRole,
} from 'backstage-plugin-security-incidents-common';

/*
 * Examples of the API document.
 */

export const exampleReadiness: Readiness = {
  checks: {
    owner: 'pass',
    plans: 'pass',
    reviewed: 'pass',
    tested: 'late',
    roles: 'pass',
    watched: 'pass',
  },
  gaps: [
    {
      code: 'test-overdue',
      message: 'The last test was on 2025-06-18.',
      planRef: 'responseplan:default/leaked-credential',
    },
  ],
  lastWatched: '2026-11-29',
};

export const examplePlanOffer: PlanOffer = {
  planRef: 'responseplan:default/leaked-credential',
  title: 'Leaked credential',
  version: '2.1.0',
  ownerRef: 'group:default/security',
  score: 60,
  reason: 'payments-api belongs to the system cards, which this plan covers.',
  primary: true,
  lastReviewed: '2026-05-04',
  gaps: exampleReadiness.gaps,
};

export const exampleRole: ResolvedRole = {
  id: 'commander',
  title: 'Incident commander',
  required: true,
  responsibilities: ['Decides what is done next'],
  principalRef: 'group:default/team-payments',
};

const START = 'start--6a2f0c52-8c1b-4f6e-9b7d-1e2f3a4b5c6d';
const END = 'end--7b3f1d63-9d2c-4a7f-8c8e-2f3a4b5c6d7e';

export const examplePlaybook: CacaoPlaybook = {
  type: 'playbook',
  spec_version: 'cacao-2.0',
  id: 'playbook--1c9d2c4e-5f60-4b71-8a92-3b4c5d6e7f80',
  name: 'Leaked credential',
  created_by: 'identity--2d0e3d5f-6071-4c82-9ba3-4c5d6e7f8091',
  created: '2026-05-04T00:00:00.000Z',
  modified: '2026-05-04T00:00:00.000Z',
  workflow_start: START,
  workflow: {
    [START]: { type: 'start', on_completion: END },
    [END]: { type: 'end' },
  },
};
