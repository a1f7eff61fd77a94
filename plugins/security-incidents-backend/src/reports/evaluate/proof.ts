import type {
  RequirementId,
  RequirementProof,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentFacts } from './facts';
import { getManagementUpdates } from './levels';
import { countEvidence, getCloser } from './requirements';

/** What one incident adds to the proof of a requirement. */
export type Proof = Partial<Record<RequirementProof, number>>;

function getDetectionProof({ incident }: IncidentFacts): Proof {
  switch (incident.detection?.method) {
    case undefined:
      return {};
    case 'staff-report':
      return { byStaff: 1 };
    case 'monitoring':
      return { byTools: 1 };
    default:
      return { byOthers: 1 };
  }
}

/** Counts what proves a requirement in the record of one incident that meets it. */
export function getProof(id: RequirementId, facts: IncidentFacts): Proof {
  const { incident } = facts;
  switch (id) {
    case 'escalated':
      return { escalations: facts.escalations.length };
    case 'resolved':
      return { steps: facts.steps.length };
    case 'closed': {
      const closer = getCloser(facts);
      const isSecond = closer !== undefined && closer !== incident.resolvedBy;
      return { closedBySecondPerson: isSecond ? 1 : 0 };
    }
    case 'reported':
      return { updates: getManagementUpdates(facts).length };
    case 'reviewed':
      return { reviews: 1, actions: facts.actions.length };
    case 'element-detection':
      return getDetectionProof(facts);
    case 'element-response':
      return facts.runs.length > 0
        ? { planRuns: facts.runs.length }
        : { noPlanReasons: 1 };
    default:
      return {};
  }
}

/** Files are counted over all incidents, whether they have every one or not. */
export function getFiles(facts: IncidentFacts): Proof {
  const { have, need } = countEvidence(facts);
  return { filesKept: have, filesNeeded: need };
}
