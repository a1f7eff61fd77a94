import type {
  CoverageQuery,
  PlanIncident,
  PlanGap,
  PlanLifecycle,
  PlanTargetEntity,
  ReadinessCheck,
  ResponsePlan,
  SystemCoverage,
} from 'backstage-plugin-security-incidents-common';
import type { ReadAccess } from '../../incidents/store/records';

/** A plan as the catalog last said it. */
export interface KnownPlan {
  planRef: string;
  title: string;
  version: string;
  lifecycle: PlanLifecycle;
  ownerRef?: string;
  /** Day. */
  lastReviewed?: string;
  /** Day by which it must be reviewed again. */
  nextReview?: string;
  /** Day that its annotation states; exercises of ours come on top. */
  testedOn?: string;
  /** ISO-8601 duration. */
  testInterval?: string;
  document: ResponsePlan;
  /** For each person or group that its roles name, why nobody of it can act, or null. */
  people: Record<string, string | null>;
  /** Of what is applied to an incident. */
  contentHash: string;
  /** When this content was seen first. */
  changedAt: string;
  sourceLocation?: string;
}

/** A service as the catalog last said it, with the plan that would apply to it. */
export interface KnownService {
  entityRef: string;
  title: string;
  kind: string;
  ownerRef?: string;
  systemRef?: string;
  domainRef?: string;
  tier?: string;
  /** What plans select by. */
  target: PlanTargetEntity;
  planRef?: string;
  rolesResolved: number;
  rolesTotal: number;
  /** Those that do not depend on the day, in the order of the checks. */
  gaps: PlanGap[];
  hasOwner: boolean;
  /** Why nobody of the owner can act. */
  ownerGap?: string;
}

/** All that is known of the catalog. */
export interface KnownCatalog {
  plans: readonly KnownPlan[];
  services: readonly KnownService[];
}

/** Which copy of the catalog it is, and what else answers depend on. */
export interface KnownState {
  /** Absent until the catalog was read for the first time. */
  version?: string;
  /** When it was last found to say the same as the catalog. */
  readAt?: string;
  /** When the catalog did not answer, unless it has answered since. */
  failedAt?: string;
  /** Day of the last finished exercise, by plan. */
  exercised: ReadonlyMap<string, string>;
}

/** What of the coverage somebody asks for. */
export interface CoverageFilter extends CoverageQuery {
  /** The services that the caller may see in the catalog; absent: all. */
  visible?: readonly string[];
  /** Plans that pass the checks which depend on the day. */
  passing: { reviewed: readonly string[]; tested: readonly string[] };
}

/** A service on the coverage board; `target` is left out. */
export type CoverageRecord = Omit<KnownService, 'target' | 'ownerGap'>;

export interface CoverageFigures {
  /** Services in all pages of the list. */
  totalItems: number;
  /** Services that match, whatever `gaps` and `lacking` say. */
  services: number;
  ready: number;
  passing: Record<ReadinessCheck, number>;
  /** Fail this check and no other. */
  lackingOnly: Record<ReadinessCheck, number>;
  /** Every system, the smallest part of its services ready first. */
  bySystem: SystemCoverage[];
}

/** An exercise that is over, and that everybody may know of. */
export interface ExerciseOfPlan {
  incidentId: string;
  incidentKey: string;
  title: string;
  closedAt: string;
}

/** A service as far as plans select by it. */
export type PlanTarget = Pick<KnownService, 'target' | 'planRef'>;

/** The copy of what the catalog says of plans and services. */
export interface PlansStore {
  getState(): Promise<KnownState>;
  /** A service in one statement, together with the state of the copy. */
  findService(
    entityRef: string,
  ): Promise<{ state: KnownState; service?: KnownService }>;
  /** Those of these services that are known. */
  listServices(entityRefs: readonly string[]): Promise<KnownService[]>;
  /** What plans select every service by, with the version of the copy that it belongs to. */
  getTargets(): Promise<{ version?: string; targets: PlanTarget[] }>;
  /** Open incidents that follow a plan and that the caller may read, those it was applied to last first. */
  listInUse(
    planRef: string,
    access: ReadAccess,
    limit: number,
  ): Promise<{ items: PlanIncident[]; total: number }>;
  /** The exercise that a plan was last tested by, where the caller may read it. */
  findLastExercise(
    planRef: string,
    access: ReadAccess,
  ): Promise<ExerciseOfPlan | undefined>;
  /** Every plan, by ref, with the version of the copy that they belong to. */
  getPlans(): Promise<{ version?: string; plans: KnownPlan[] }>;
  /** Figures of all services that the filters leave, whatever `gaps`, `limit` and `cursor` ask for. */
  countCoverage(filter: CoverageFilter): Promise<CoverageFigures>;
  /** Fewest checks passed first, then the highest tier; without a limit all of them. */
  listCoverage(
    filter: CoverageFilter,
  ): Promise<{ items: CoverageRecord[]; nextCursor?: string }>;
  /** Makes the copy anew in one transaction; rows that stay the same are not written. */
  save(known: KnownCatalog, version: string, at: string): Promise<void>;
  /** The catalog still says the same. */
  markRead(at: string): Promise<void>;
  /** The catalog did not answer; what is known stays. */
  markFailed(at: string, problem: string): Promise<void>;
}
