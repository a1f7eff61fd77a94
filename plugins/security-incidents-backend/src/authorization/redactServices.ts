import { parseEntityRef } from '@backstage/catalog-model';
import {
  type IncidentProvenance,
  type PlanRuns,
  type PriorityExplanation,
  type ResolutionStep,
  type MaybeRedactedEntity,
  type TimelineEntry,
  REDACTED_ENTITY_LABEL,
} from 'backstage-plugin-security-incidents-common';
import type { AffectedRecord } from '../incidents/store/records';

/*
 * Redacts services that the catalog hides from a caller: responses count them, but do not name them. Free text is not
 * redacted.
 */

/** Refs of hidden services. */
export type Hidden = ReadonlySet<string>;

export const NOTHING_HIDDEN: Hidden = new Set();

/** Redacts hidden services and moves them to the end. */
export function redactServices(
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

/** Describes redacted services as part of a sentence; empty if there are none. */
export function describeRedacted(count: number): string[] {
  if (count === 0) return [];
  return count === 1
    ? [REDACTED_ENTITY_LABEL.replace(/^A/, 'a')]
    : [`${count} services that you may not see in the catalog`];
}

export function redactPriority(
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

/** Splits a text into tokens that can be names of entities. */
function toTokens(text: string): string[] {
  return text
    .split(/[\s,;()"'`]+/)
    .map(token => token.replace(END_MARKS, ''))
    .filter(Boolean);
}

/** Returns the names that reasons of plans use for services. */
function shortNames(hidden: Hidden): Hidden {
  return new Set(
    [...hidden].map(ref => {
      const { namespace, name } = parseEntityRef(ref);
      return namespace === 'default' ? name : `${namespace}/${name}`;
    }),
  );
}

/** Redacts the reason of a plan if it names a hidden service. */
function redactReason(reason: string, names: Hidden): string {
  return toTokens(reason).some(token => names.has(token))
    ? `It covers ${describeRedacted(1)[0]}.`
    : reason;
}

export function redactPlanRuns(plans: PlanRuns, hidden: Hidden): PlanRuns {
  if (hidden.size === 0) return plans;
  const names = shortNames(hidden);
  return {
    ...plans,
    runs: plans.runs.map(run => ({
      ...run,
      reason: redactReason(run.reason, names),
    })),
    offered: plans.offered.map(offer => ({
      ...offer,
      reason: redactReason(offer.reason, names),
    })),
  };
}

/** Returns all texts in the data of an entry, keys included. */
function getTexts(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => [
    key,
    ...getTexts(value),
  ]);
}

/** Whether data has one of some names as a word. */
function hasName(data: unknown, names: Hidden): boolean {
  return getTexts(data)
    .flatMap(toTokens)
    .some(token => names.has(token) || names.has(token.toLowerCase()));
}

/** Entries that name services as people write them. */
const WITH_SHORT_NAMES = /^(plan\.|incident\.imported$)/;

/** Whether a timeline entry names a hidden service. */
export function namesHidden(entry: TimelineEntry, hidden: Hidden): boolean {
  if (hidden.size === 0) return false;
  const names = WITH_SHORT_NAMES.test(entry.action)
    ? new Set([...hidden, ...shortNames(hidden)])
    : hidden;
  return hasName(entry.data, names);
}

/** Leaves out kept texts and corrections that name a hidden service. */
export function redactProvenance(
  provenance: IncidentProvenance,
  hidden: Hidden,
): IncidentProvenance {
  if (hidden.size === 0) return provenance;
  const names = new Set([...hidden, ...shortNames(hidden)]);
  return {
    ...provenance,
    kept: Object.fromEntries(
      Object.entries(provenance.kept).filter(
        ([, text]) => !hasName(text, names),
      ),
    ),
    corrections: provenance.corrections.filter(({ from, to, keptBecause }) =>
      [from, to, keptBecause].every(text => !hasName(text, names)),
    ),
  };
}
