import {
  type IncidentCompleteness,
  REQUIREMENT_IDS,
  type RequirementId,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentFacts } from './facts';
import { isImported } from './imported';
import type { Outcome } from './requirements';

/** Requirements and elements that are met, and those that are due. */
export function countDue(outcomes: Record<RequirementId, Outcome>) {
  const count = (wanted: Outcome['result']) =>
    REQUIREMENT_IDS.filter(id => outcomes[id].result === wanted).length;
  const met = count('met');
  return { met, due: met + count('missing') };
}

/** The completeness of one record. */
export function toCompleteness(
  facts: IncidentFacts,
  outcomes: Record<RequirementId, Outcome>,
): IncidentCompleteness {
  const { incident, explanations } = facts;
  const { id, key, title, severity, status, visibility } = incident;
  return {
    id,
    key,
    title,
    ...(severity && { severity }),
    status,
    restricted: visibility === 'restricted',
    ...(isImported(facts) && { imported: true }),
    ...countDue(outcomes),
    requirements: REQUIREMENT_IDS.map(requirement => {
      const { result, missing } = outcomes[requirement];
      const explanation =
        result === 'missing' ? explanations[requirement] : undefined;
      return {
        requirement,
        result,
        missing,
        ...(explanation && { explanation }),
      };
    }),
  };
}
