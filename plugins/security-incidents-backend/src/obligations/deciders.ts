import type { IncidentRole } from 'backstage-plugin-security-incidents-common';
import type { RoleRecord } from '../incidents/store/records';

/** Roles whose holders decide about obligations, the first one first. */
export const OBLIGATION_DECIDERS: readonly IncidentRole[] = [
  'privacy-officer',
  'legal-counsel',
];

/** The people and groups who decide about the obligations of an incident. */
export function getObligationDeciders(roles: readonly RoleRecord[]): string[] {
  return OBLIGATION_DECIDERS.flatMap(decider =>
    roles
      .filter(({ role, renouncedAt }) => role === decider && !renouncedAt)
      .map(({ principalRef }) => principalRef),
  );
}
