import type { Severity } from './severities';
import type {
  CiaImpact,
  FunctionalImpact,
  Level,
  Priority,
  Tristate,
} from './vocabulary';
import { LEVELS, PRIORITIES } from './vocabulary';

/** Version of the priority rule; stored with each computed priority so that old ones stay explainable. @public */
const PRIORITY_RULE_VERSION = 1;

/**
 * Priority from impact (rows) and urgency (columns), before risk raises it. ISO/IEC 20000-1 clause 8.7.3.3 asks for
 * a priority that takes impact, urgency and information security risk into account; these are the numbers for it.
 * @public
 */
export const PRIORITY_MATRIX: Record<Level, Record<Level, Priority>> = {
  critical: { critical: 'P1', high: 'P1', medium: 'P2', low: 'P3' },
  high: { critical: 'P1', high: 'P2', medium: 'P3', low: 'P3' },
  medium: { critical: 'P2', high: 'P3', medium: 'P3', low: 'P4' },
  low: { critical: 'P3', high: 'P3', medium: 'P4', low: 'P4' },
};

/** Impact level that a severity stands for. @public */
const SEVERITY_IMPACT: Record<Severity, Level> = {
  informational: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'critical',
};

/** Impact level that a loss of confidentiality, integrity or availability stands for. @public */
const CIA_IMPACT_LEVEL: Record<CiaImpact, Level | undefined> = {
  none: undefined,
  low: 'low',
  high: 'high',
};

/** Impact level that a functional impact stands for. @public */
const FUNCTIONAL_IMPACT_LEVEL: Record<FunctionalImpact, Level | undefined> = {
  none: undefined,
  minimal: 'low',
  significant: 'high',
  denial: 'critical',
  'loss-of-control': 'critical',
};

/** Impact in the terms of NIST and STIX. @public */
export interface ImpactAssessment {
  confidentiality?: CiaImpact;
  integrity?: CiaImpact;
  availability?: CiaImpact;
  functional?: FunctionalImpact;
  /** One level for everything that is not assessed by itself. */
  level?: Level;
  /** Minutes in which services were disrupted, summed over services; 0 when none was. It does not change the priority. */
  serviceMinutes?: number;
}

/** Impact as people state it: one level, or an assessment per quality. @public */
export type Impact = Level | ImpactAssessment;

/** A reason why information security risk raises a priority by one level. @public */
export type RiskFactorId =
  | 'tier-1'
  | 'public-production'
  | 'sensitive-data'
  | 'attack-ongoing'
  | 'repeated';

/** Descriptions of the risk factors, shown under "Why P1". @public */
export const RISK_FACTOR_LABELS: Record<RiskFactorId, string> = {
  'tier-1': 'an affected service is tier 1',
  'public-production':
    'an affected service is in production and reachable from outside',
  'sensitive-data': 'restricted or personal data is involved',
  'attack-ongoing': 'the attack is going on right now',
  repeated: 'the same service had an incident of the same class in 90 days',
};

/** Days in which an incident of the same class on the same service counts as repeated. @public */
export const REPEAT_WINDOW_DAYS = 90;

/** The facts of an affected service that raise the risk. @public */
export interface PriorityService {
  entityRef: string;
  tier?: string;
  lifecycle?: string;
  exposure?: string;
  dataClassification?: string;
}

/** Everything that the priority is computed from. @public */
export interface PriorityInput {
  severity?: Severity;
  impact?: Impact;
  urgency?: Level;
  ongoing: Tristate;
  personalDataInvolved: Tristate;
  services: readonly PriorityService[];
  /** An incident of the same class on one of the services within {@link REPEAT_WINDOW_DAYS}. */
  repeated: boolean;
}

/** A risk factor that applies. @public */
export interface RiskFactor {
  id: RiskFactorId;
  /** The service that it applies to; absent for facts of the incident. */
  entityRef?: string;
}

/** A computed priority with its inputs; stored with the incident. @public */
export interface PriorityExplanation {
  ruleVersion: number;
  impactLevel?: Level;
  urgency?: Level;
  /** Priority by the matrix alone; absent while impact or urgency is undecided. */
  base?: Priority;
  riskFactors: RiskFactor[];
  /** True when risk raised the priority by one level. */
  raised: boolean;
  /** The computed priority; absent while impact or urgency is undecided. */
  computed?: Priority;
}

function highest(levels: Array<Level | undefined>): Level | undefined {
  return levels.reduce<Level | undefined>((best, level) => {
    if (!level) return best;
    return !best || LEVELS.indexOf(level) > LEVELS.indexOf(best) ? level : best;
  }, undefined);
}

/**
 * The impact level of an incident: the worse of its severity and its stated impact.
 * @public
 */
function getImpactLevel(
  severity: Severity | undefined,
  impact: Impact | undefined,
): Level | undefined {
  const fromSeverity = severity && SEVERITY_IMPACT[severity];
  if (typeof impact === 'string') return highest([fromSeverity, impact]);
  return highest([
    fromSeverity,
    impact?.level,
    impact?.confidentiality && CIA_IMPACT_LEVEL[impact.confidentiality],
    impact?.integrity && CIA_IMPACT_LEVEL[impact.integrity],
    impact?.availability && CIA_IMPACT_LEVEL[impact.availability],
    impact?.functional && FUNCTIONAL_IMPACT_LEVEL[impact.functional],
  ]);
}

function findRiskFactors(input: PriorityInput): RiskFactor[] {
  const factors: RiskFactor[] = [];
  const serviceWith = (test: (service: PriorityService) => boolean) =>
    input.services.find(test)?.entityRef;

  const tierOne = serviceWith(service => service.tier === '1');
  if (tierOne) factors.push({ id: 'tier-1', entityRef: tierOne });

  const exposed = serviceWith(
    service =>
      service.lifecycle === 'production' && service.exposure === 'public',
  );
  if (exposed) factors.push({ id: 'public-production', entityRef: exposed });

  const sensitive = serviceWith(
    service =>
      service.dataClassification === 'restricted' ||
      service.dataClassification === 'personal',
  );
  if (sensitive || input.personalDataInvolved === 'yes') {
    factors.push(
      sensitive
        ? { id: 'sensitive-data', entityRef: sensitive }
        : { id: 'sensitive-data' },
    );
  }
  if (input.ongoing === 'yes') factors.push({ id: 'attack-ongoing' });
  if (input.repeated) factors.push({ id: 'repeated' });
  return factors;
}

/**
 * Computes the priority of an incident and says why: matrix of impact and urgency, raised by one level (never above
 * P1) when any risk factor applies.
 * @public
 */
export function explainPriority(input: PriorityInput): PriorityExplanation {
  const impactLevel = getImpactLevel(input.severity, input.impact);
  const riskFactors = findRiskFactors(input);
  const explanation: PriorityExplanation = {
    ruleVersion: PRIORITY_RULE_VERSION,
    ...(impactLevel && { impactLevel }),
    ...(input.urgency && { urgency: input.urgency }),
    riskFactors,
    raised: false,
  };
  if (!impactLevel || !input.urgency) return explanation;

  const base = PRIORITY_MATRIX[impactLevel][input.urgency];
  const raised = riskFactors.length > 0 && base !== 'P1';
  const computed = raised ? PRIORITIES[PRIORITIES.indexOf(base) - 1] : base;
  return { ...explanation, base, raised, computed };
}
