import {
  RSIT_CLASS_LABELS,
  type RsitClass,
  getRsitTypeLabel,
  SEVERITIES,
  SEVERITY_LABELS,
} from '../rules';
import type { PlanSelector, ResponsePlanSpec } from './document';
import type { PlanTarget, PlanTargetEntity } from './selection';
import { list, shortRef } from './words';

/** The rule by which a plan covers a service. @public */
export type PlanMatchRule =
  | 'entity'
  | 'system'
  | 'owner'
  | 'domain'
  | 'attribute'
  | 'default';

/**
 * Score of each rule by which a plan covers a service; the more specific the rule, the higher. `attribute` is a kind, type,
 * lifecycle, tag or annotation.
 *
 * @public
 */
export const PLAN_MATCH_SCORES: Record<PlanMatchRule, number> = {
  entity: 100,
  system: 60,
  owner: 50,
  domain: 40,
  attribute: 30,
  default: 0,
};

/**
 * How the triggers of a plan match the incident: by type, by class, for any class, or by a type while the type of the
 * incident is undecided.
 *
 * @public
 */
export type PlanTriggerMatch = 'type' | 'class' | 'any' | 'undecided';

export interface ScopeMatch {
  rule: PlanMatchRule;
  score: number;
  words: string;
}

export interface TriggerMatch {
  trigger: PlanTriggerMatch;
  words: string;
}

const lower = (text: string) => text.toLocaleLowerCase('en-US');

function firstIn(
  wanted: readonly string[] | undefined,
  values: ReadonlyArray<string | undefined>,
): string | undefined {
  const known = new Set(values.flatMap(value => (value ? [lower(value)] : [])));
  return wanted?.find(value => known.has(lower(value)));
}

/** How one key of a selector is compared with a service, and what its match is called. */
interface Criterion {
  key: keyof PlanSelector;
  rule: PlanMatchRule;
  /** Completes "payments-api ..."; absent when it does not match. */
  match(selector: PlanSelector, entity: PlanTargetEntity): string | undefined;
}

function among(
  key: Exclude<keyof PlanSelector, 'annotations'>,
  rule: PlanMatchRule,
  getValues: (entity: PlanTargetEntity) => ReadonlyArray<string | undefined>,
  words: (value: string) => string,
): Criterion {
  return {
    key,
    rule,
    match: (selector, entity) => {
      const value = firstIn(selector[key], getValues(entity));
      return value === undefined ? undefined : words(value);
    },
  };
}

/** In the order in which a reason lists them. */
const CRITERIA: readonly Criterion[] = [
  among(
    'systems',
    'system',
    entity => [entity.systemRef],
    value => `belongs to the system ${shortRef(value)}`,
  ),
  among(
    'owners',
    'owner',
    entity => entity.ownerRefs,
    value => `is owned by ${shortRef(value)}`,
  ),
  among(
    'domains',
    'domain',
    entity => [entity.domainRef],
    value => `belongs to the domain ${shortRef(value)}`,
  ),
  among(
    'kind',
    'attribute',
    entity => [entity.kind],
    value => `is of the kind ${value}`,
  ),
  among(
    'types',
    'attribute',
    entity => [entity.type],
    value => `is of the type ${value}`,
  ),
  among(
    'lifecycles',
    'attribute',
    entity => [entity.lifecycle],
    value => `has the lifecycle ${value}`,
  ),
  among(
    'tags',
    'attribute',
    entity => entity.tags ?? [],
    value => `is tagged ${value}`,
  ),
  {
    key: 'annotations',
    rule: 'attribute',
    match: (selector, entity) => {
      const wanted = Object.entries(selector.annotations ?? {});
      const annotations = new Map(Object.entries(entity.annotations ?? {}));
      // An empty list of annotations must not match every service.
      if (!wanted.length) return undefined;
      if (!wanted.every(([key, value]) => annotations.get(key) === value)) {
        return undefined;
      }
      return list(
        wanted.map(([key, value]) => `is annotated ${key}: ${value}`),
      );
    },
  },
];

/** All keys of a selector must match; the most specific one counts. */
function matchSelector(
  selector: PlanSelector,
  entity: PlanTargetEntity,
): ScopeMatch | undefined {
  const phrases: string[] = [];
  let closest: PlanMatchRule = 'default';
  for (const criterion of CRITERIA) {
    if (selector[criterion.key] !== undefined) {
      const phrase = criterion.match(selector, entity);
      if (phrase === undefined) return undefined;
      phrases.push(phrase);
      if (PLAN_MATCH_SCORES[criterion.rule] > PLAN_MATCH_SCORES[closest]) {
        closest = criterion.rule;
      }
    }
  }
  return {
    rule: closest,
    score: PLAN_MATCH_SCORES[closest],
    words: `${shortRef(entity.entityRef)} ${list(
      phrases,
    )}, which this plan covers.`,
  };
}

/**
 * Whether and how a plan covers a service. Without a service only the default of the organisation applies.
 */
export function matchScope(
  appliesTo: ResponsePlanSpec['appliesTo'],
  entity: PlanTargetEntity | undefined,
): ScopeMatch | undefined {
  const { entities, selectors } = appliesTo ?? {};
  if (!entities?.length && !selectors?.length) {
    return {
      rule: 'default',
      score: PLAN_MATCH_SCORES.default,
      words: 'It is the company default.',
    };
  }
  if (!entity) return undefined;
  if (firstIn(entities, [entity.entityRef]) !== undefined) {
    return {
      rule: 'entity',
      score: PLAN_MATCH_SCORES.entity,
      words: `This plan names ${shortRef(entity.entityRef)}.`,
    };
  }
  return (selectors ?? [])
    .flatMap(selector => matchSelector(selector, entity) ?? [])
    .reduce<ScopeMatch | undefined>(
      (best, next) => (best && best.score >= next.score ? best : next),
      undefined,
    );
}

function splitClassification(value: string): [string, string | undefined] {
  const [rsitClass, type] = value.replace(/^rsit:/, '').split('/');
  return [rsitClass, type];
}

/** `class "Fraud" or type "Phishing"`: names as the taxonomy has them, which are no words of the sentence. */
function classificationWords(values: readonly string[]): string {
  const parts = values.map(splitClassification);
  const quoted = (names: string[]) =>
    list(
      [...new Set(names)].map(name => `"${name}"`),
      'or',
    );
  const classes = parts.flatMap(([rsitClass, type]) =>
    type ? [] : RSIT_CLASS_LABELS[rsitClass as RsitClass] ?? rsitClass,
  );
  const types = parts.flatMap(([, type]) =>
    type ? getRsitTypeLabel(type) : [],
  );
  return list(
    [
      ...(classes.length ? [`class ${quoted(classes)}`] : []),
      ...(types.length ? [`type ${quoted(types)}`] : []),
    ],
    'or',
  );
}

function matchClassification(
  wanted: readonly string[] | undefined,
  actual: PlanTarget['classification'],
): { trigger: PlanTriggerMatch; matching: readonly string[] } | undefined {
  if (!wanted) return { trigger: 'any', matching: [] };
  if (!actual) return { trigger: 'any', matching: wanted };
  const ofClass = wanted.filter(
    value => splitClassification(value)[0] === actual.class,
  );
  const getType = (value: string) => splitClassification(value)[1];
  const exact = ofClass.filter(
    value => actual.type !== undefined && getType(value) === actual.type,
  );
  if (exact.length) return { trigger: 'type', matching: exact };
  const whole = ofClass.filter(value => getType(value) === undefined);
  if (whole.length) return { trigger: 'class', matching: whole };
  return actual.type === undefined && ofClass.length
    ? { trigger: 'undecided', matching: ofClass }
    : undefined;
}

/** Whether a plan is for incidents such as this one. */
export function matchTriggers(
  triggers: ResponsePlanSpec['triggers'],
  target: Omit<PlanTarget, 'affected'>,
): TriggerMatch | undefined {
  const { severities, classifications } = triggers;
  if (
    severities &&
    target.severity !== undefined &&
    !severities.includes(target.severity)
  ) {
    return undefined;
  }
  const match = matchClassification(classifications, target.classification);
  if (!match) return undefined;
  const { trigger, matching } = match;
  const classes = matching.length
    ? `for incidents of ${classificationWords(matching)}`
    : 'for incidents of every class';
  const wantedSeverities = SEVERITIES.filter(severity =>
    severities?.includes(severity),
  ).map(severity => lower(SEVERITY_LABELS[severity]));
  const severityWords = wantedSeverities.length
    ? `, at ${list(wantedSeverities, 'or')} severity`
    : '';
  const undecided =
    trigger === 'undecided' ? ' The exact type is not decided yet.' : '';
  return {
    trigger,
    words: `It is ${classes}${severityWords}.${undecided}`,
  };
}
