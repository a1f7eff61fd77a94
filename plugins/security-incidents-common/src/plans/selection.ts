import { stringifyEntityRef } from '@backstage/catalog-model';
import { RSIT_CLASSES, type RsitClass, type Severity } from '../rules';
import type { ResponsePlan } from './document';
import {
  matchScope,
  matchTriggers,
  PLAN_MATCH_SCORES,
  type PlanMatchRule,
  type PlanTriggerMatch,
  type ScopeMatch,
  type TriggerMatch,
} from './matching';
import { list, shortRef } from './words';

/*
 * Selects the plans that apply, with the reason. The result does not depend on the order of plans or services.
 */

/** A service with the facts that plans select by. @public */
export interface PlanTargetEntity {
  /** Full entity ref. */
  entityRef: string;
  kind: string;
  systemRef?: string;
  domainRef?: string;
  /** Full refs of the owner and of every group above it. */
  ownerRefs: string[];
  type?: string;
  lifecycle?: string;
  tags?: string[];
  annotations?: Record<string, string>;
  /** Annotation `security-incidents/tier`; `1` is the highest. */
  tier?: string;
}

/**
 * What plans are selected for. An absent class, type or severity is undecided: plans for any value of it are candidates.
 *
 * @public
 */
export interface PlanTarget {
  classification?: { class: RsitClass; type?: string };
  severity?: Severity;
  affected: readonly PlanTargetEntity[];
}

/** A plan that applies, with the rule that made it apply. @public */
export interface SelectedPlan<P extends ResponsePlan = ResponsePlan> {
  /** Full entity ref of the plan. */
  planRef: string;
  plan: P;
  /** One of {@link PLAN_MATCH_SCORES}. */
  score: number;
  matched: {
    rule: PlanMatchRule;
    /** The service that the rule matched; absent for the default of the organisation. */
    entityRef?: string;
    trigger: PlanTriggerMatch;
  };
  /** Why it applies, in words for the owner of a service. */
  fits: string;
  /** Why it applies, and why it comes first when it does. */
  reason: string;
  /** True for exactly one plan, the first. */
  primary: boolean;
}

/** The plans that would apply to one class of incidents, the primary one first. @public */
export interface PlansForClass<P extends ResponsePlan = ResponsePlan> {
  class: RsitClass;
  plans: SelectedPlan<P>[];
}

interface EntityMatch extends ScopeMatch {
  entity?: PlanTargetEntity;
}

/** A plan that covers at least one of the services, whatever the class of the incident. */
interface Candidate<P extends ResponsePlan> {
  planRef: string;
  plan: P;
  priority: number;
  /** One for each covered service, in the order of the services. */
  matches: EntityMatch[];
}

/** A candidate with what it is ordered by. */
interface Ranked<P extends ResponsePlan> {
  candidate: Candidate<P>;
  trigger: TriggerMatch;
  match: EntityMatch;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The number in a tier, where the lowest is the highest tier; Infinity for a service without one. @public */
export function getTierRank({ tier }: Pick<PlanTargetEntity, 'tier'>): number {
  const digits = /\d+/.exec(tier ?? '');
  return digits ? Number(digits[0]) : Infinity;
}

/** Highest tier first; a service without a tier comes last. */
function byTier(entities: readonly PlanTargetEntity[]): PlanTargetEntity[] {
  const compareRank = (a: number, b: number) => (a === b ? 0 : a - b);
  return [...entities].sort(
    (a, b) =>
      compareRank(getTierRank(a), getTierRank(b)) ||
      compareText(a.entityRef, b.entityRef),
  );
}

function findCandidates<P extends ResponsePlan>(
  plans: readonly P[],
  entities: readonly PlanTargetEntity[],
): Candidate<P>[] {
  const candidates: Candidate<P>[] = [];
  for (const plan of plans) {
    if (plan.spec.lifecycle === 'approved') {
      // An incident that names no service still has the default of the organisation.
      const targets = entities.length ? entities : [undefined];
      const matches = targets.flatMap(entity => {
        const match = matchScope(plan.spec.appliesTo, entity);
        return match ? [{ ...match, entity }] : [];
      });
      if (matches.length) {
        candidates.push({
          planRef: stringifyEntityRef(plan),
          plan,
          priority: plan.spec.appliesTo?.priority ?? 0,
          matches,
        });
      }
    }
  }
  return candidates;
}

/** Whether it fits only one type while the type is undecided. */
function isUndecided({ trigger }: { trigger: TriggerMatch }): boolean {
  return trigger.trigger === 'undecided';
}

/**
 * Score, then priority, then name. As long as the type of an incident is not known, a plan for one type comes behind
 * the plans for the whole class that fit equally well, whatever its priority: that was meant for its type.
 */
function compareRanked<P extends ResponsePlan>(
  a: Ranked<P>,
  b: Ranked<P>,
): number {
  return (
    b.match.score - a.match.score ||
    Number(isUndecided(a)) - Number(isUndecided(b)) ||
    b.candidate.priority - a.candidate.priority ||
    compareText(a.candidate.planRef, b.candidate.planRef)
  );
}

/** Orders plans by their best match among some of the services; plans that cover none of them are left out. */
function rank<P extends ResponsePlan>(
  triggered: Array<Omit<Ranked<P>, 'match'>>,
  accept: (entity: PlanTargetEntity | undefined) => boolean,
): Ranked<P>[] {
  return triggered
    .flatMap(({ candidate, trigger }) => {
      const matches = candidate.matches.filter(({ entity }) => accept(entity));
      if (!matches.length) return [];
      // The first of the best: the services are in order of their tiers.
      const match = matches.reduce((best, next) =>
        next.score > best.score ? next : best,
      );
      return [{ candidate, trigger, match }];
    })
    .sort(compareRanked);
}

/** The services of the highest tier that any plan covers decide together. */
function findPrimary<P extends ResponsePlan>(
  triggered: Array<Omit<Ranked<P>, 'match'>>,
  entities: readonly PlanTargetEntity[],
): { ranked: Ranked<P>[]; deciding: PlanTargetEntity[] } {
  for (const tier of new Set(entities.map(getTierRank))) {
    const deciding = entities.filter(entity => getTierRank(entity) === tier);
    const ranked = rank(
      triggered,
      entity => entity !== undefined && deciding.includes(entity),
    );
    if (ranked.length) return { ranked, deciding };
  }
  return { ranked: rank(triggered, () => true), deciding: [] };
}

function getTitle(plan: ResponsePlan): string {
  return plan.metadata.title ?? plan.metadata.name;
}

/** Why one of two plans with the same score comes first. */
function tieWords<P extends ResponsePlan>(
  first: Ranked<P>,
  second: Ranked<P>,
): string {
  const other = `"${getTitle(second.candidate.plan)}"`;
  if (isUndecided(first) !== isUndecided(second)) {
    return `${other} may fit better once the exact type is decided.`;
  }
  const [a, b] = [first.candidate.priority, second.candidate.priority];
  return a === b
    ? `${other} fits equally well; the order is then by name.`
    : `${other} fits equally well, but has the lower priority (${b}, this one ${a}).`;
}

/** Why the primary plan comes first, if there are others. */
function primaryWords<P extends ResponsePlan>(
  [first, second]: Ranked<P>[],
  deciding: PlanTargetEntity[],
  entities: readonly PlanTargetEntity[],
): string[] {
  const words: string[] = [];
  if (deciding.length && deciding.length < entities.length) {
    const names = list(deciding.map(({ entityRef }) => shortRef(entityRef)));
    const tier = deciding[0].tier;
    words.push(
      tier
        ? `It comes first because ${names} ${
            deciding.length > 1 ? 'have' : 'has'
          } the highest tier here (${tier}).`
        : `It comes first because it is the best plan for ${names}.`,
    );
  }
  if (second && second.match.score === first.match.score) {
    words.push(tieWords(first, second));
  }
  return words;
}

function answer<P extends ResponsePlan>(
  { candidate, trigger, match }: Ranked<P>,
  primary: boolean,
  more: string[],
): SelectedPlan<P> {
  return {
    planRef: candidate.planRef,
    plan: candidate.plan,
    score: match.score,
    matched: {
      rule: match.rule,
      ...(match.rule !== 'default' && match.entity
        ? { entityRef: match.entity.entityRef }
        : {}),
      trigger: trigger.trigger,
    },
    fits: [match.words, trigger.words].join(' '),
    reason: [match.words, trigger.words, ...more].join(' '),
    primary,
  };
}

function order<P extends ResponsePlan>(
  candidates: readonly Candidate<P>[],
  entities: readonly PlanTargetEntity[],
  target: Omit<PlanTarget, 'affected'>,
): SelectedPlan<P>[] {
  const triggered = candidates.flatMap(candidate => {
    const trigger = matchTriggers(candidate.plan.spec.triggers, target);
    return trigger ? [{ candidate, trigger }] : [];
  });
  const { ranked, deciding } = findPrimary(triggered, entities);
  if (!ranked.length) return [];
  const [primary] = ranked;
  const others = rank(triggered, () => true).filter(
    ({ candidate }) => candidate !== primary.candidate,
  );
  return [
    answer(primary, true, primaryWords(ranked, deciding, entities)),
    ...others.map(other => answer(other, false, [])),
  ];
}

/**
 * The plans that apply, the primary one first and then by score, `appliesTo.priority` and name. A plan for a type comes
 * behind others of the same score while the type of the incident is not known.
 *
 * Candidates are approved, match the class or type and the severity, and either name the service, have a selector
 * that matches it, or are the default of the organisation. Scores are {@link PLAN_MATCH_SCORES}. With several
 * services the best plan for the one of the highest tier is primary; each other plan counts with its best match.
 *
 * @public
 */
export function selectPlans<P extends ResponsePlan>(
  plans: readonly P[],
  target: PlanTarget,
): SelectedPlan<P>[] {
  const entities = byTier(target.affected);
  return order(findCandidates(plans, entities), entities, target);
}

/**
 * The plans that would apply to a service, for each class of RSIT.
 *
 * @public
 */
export function selectPlansByClass<P extends ResponsePlan>(
  plans: readonly P[],
  entity: PlanTargetEntity,
): PlansForClass<P>[] {
  const candidates = findCandidates(plans, [entity]);
  return RSIT_CLASSES.map(rsitClass => ({
    class: rsitClass,
    plans: order(candidates, [entity], {
      classification: { class: rsitClass },
    }),
  }));
}

export { PLAN_MATCH_SCORES, type PlanMatchRule, type PlanTriggerMatch };
