import { parseEntityRef } from '@backstage/catalog-model';
import {
  type PlanRuns,
  type PriorityExplanation,
  type ResolutionStep,
  type MaybeRedactedEntity,
  type TimelineEntry,
  REDACTED_ENTITY_LABEL,
} from 'backstage-plugin-security-incidents-common';
import type { AffectedRecord } from '../incidents/store/records';

/*
 * What is said of services that the catalog keeps from a caller: that they are there, never which they are. What people
 * wrote in words of their own is not rewritten.
 */

/** Refs that must not be named. */
export type Hidden = ReadonlySet<string>;

export const NOTHING_HIDDEN: Hidden = new Set();

/** The services of an incident, the same number of them, those that are withheld last. */
export function withholdServices(
  affected: readonly AffectedRecord[],
  hidden: Hidden,
): MaybeRedactedEntity[] {
  if (hidden.size === 0) return [...affected];
  const isHidden = ({ entityRef }: AffectedRecord) => hidden.has(entityRef);
  return [
    ...affected.filter(entity => !isHidden(entity)),
    ...affected.filter(isHidden).map(({ role, compromise }) => ({
      withheld: true as const,
      role,
      compromise,
    })),
  ];
}

/** Some services that are withheld, as a part of a sentence; no part when there are none. */
export function withheldWords(count: number): string[] {
  if (count === 0) return [];
  return count === 1
    ? [REDACTED_ENTITY_LABEL.replace(/^A/, 'a')]
    : [`${count} services that you may not see in the catalog`];
}

export function withholdInPriority(
  explanation: PriorityExplanation,
  hidden: Hidden,
): PriorityExplanation {
  return {
    ...explanation,
    riskFactors: explanation.riskFactors.map(({ id, entityRef }) =>
      entityRef === undefined || hidden.has(entityRef)
        ? { id }
        : { id, entityRef },
    ),
  };
}

export function redactStep(
  step: ResolutionStep,
  hidden: Hidden,
): ResolutionStep {
  const entityRefs = step.entityRefs.filter(ref => !hidden.has(ref));
  const withheldEntities = step.entityRefs.length - entityRefs.length;
  return withheldEntities > 0
    ? { ...step, entityRefs, withheldEntities }
    : step;
}

/** The lookbehind keeps it linear: a match starts only where a run of marks does. */
const END_MARKS = /(?<![.:!?])[.:!?]+$/;

/** Words of a text, as names of entities can stand in it. */
function tokensOf(text: string): string[] {
  return text
    .split(/[\s,;()"'`]+/)
    .map(token => token.replace(END_MARKS, ''))
    .filter(Boolean);
}

/** How the reason of a plan calls services. */
function shortNames(hidden: Hidden): Hidden {
  return new Set(
    [...hidden].map(ref => {
      const { namespace, name } = parseEntityRef(ref);
      return namespace === 'default' ? name : `${namespace}/${name}`;
    }),
  );
}

/** Why a plan was selected is told in the names of services. */
function withoutNames(reason: string, names: Hidden): string {
  return tokensOf(reason).some(token => names.has(token))
    ? `It covers ${withheldWords(1)[0]}.`
    : reason;
}

export function redactPlanRuns(plans: PlanRuns, hidden: Hidden): PlanRuns {
  if (hidden.size === 0) return plans;
  const names = shortNames(hidden);
  return {
    ...plans,
    runs: plans.runs.map(run => ({
      ...run,
      reason: withoutNames(run.reason, names),
    })),
    offered: plans.offered.map(offer => ({
      ...offer,
      reason: withoutNames(offer.reason, names),
    })),
  };
}

/** Every text in the content of an entry, keys included. */
function textsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => [
    key,
    ...textsIn(value),
  ]);
}

/** Whether an entry of the timeline names one of the services. */
export function namesHidden(entry: TimelineEntry, hidden: Hidden): boolean {
  if (hidden.size === 0) return false;
  const names = entry.action.startsWith('plan.')
    ? new Set([...hidden, ...shortNames(hidden)])
    : hidden;
  return textsIn(entry.data)
    .flatMap(tokensOf)
    .some(token => names.has(token));
}
