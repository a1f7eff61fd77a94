import {
  REQUIREMENT_IDS,
  type RequirementId,
} from 'backstage-plugin-security-incidents-common';
import { forEachOf } from './counted';
import type { IncidentFacts } from './facts';
import type { Outcome } from './requirements';

/** Whether a record came by an import. */
export function isImported({ incident }: IncidentFacts): boolean {
  return incident.importId !== undefined;
}

/**
 * Whether no requirement judges a record: it was made after the fact, so it proves no time, plan or escalation, and what it
 * lacks nobody could record. Once it is opened again, it is judged like others.
 */
export function isNotJudged(facts: IncidentFacts): boolean {
  return isImported(facts) && facts.statusChanges.length === 0;
}

/** The outcome of all requirements for a record that none judges. */
export function judgeNothing(): Record<RequirementId, Outcome> {
  return forEachOf(REQUIREMENT_IDS, () => ({
    result: 'not-applicable' as const,
    missing: [],
  }));
}
