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

/** A plan, as the catalog last described it. */
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
  /** Day from its annotation. Queries add our own exercises. */
  testedOn?: string;
  /** ISO-8601 duration. */
  testInterval?: string;
  document: ResponsePlan;
  /** Maps each person or group in its roles to why nobody there can act, or null. */
  people: Record<string, string | null>;
  /** Covers what a plan run applies to an incident. */
  contentHash: string;
  /** When the catalog first had this content. */
  changedAt: string;
  sourceLocation?: string;
}

/** A service, as the catalog last described it, with the plan that would apply. */
export interface KnownService {
  entityRef: string;
  title: string;
  kind: string;
  ownerRef?: string;
  systemRef?: string;
  domainRef?: string;
  tier?: string;
  /** The facts that select a plan. */
  target: PlanTargetEntity;
  planRef?: string;
  rolesResolved: number;
  rolesTotal: number;
  /** Gaps that do not depend on the current day, in the order of the checks. */
  gaps: PlanGap[];
  hasOwner: boolean;
  /** Why nobody in the owning group can act. */
  ownerGap?: string;
}

/** The copy of the catalog. */
export interface KnownCatalog {
  plans: readonly KnownPlan[];
  services: readonly KnownService[];
}

/** The version of the copy, and what else results depend on. */
export interface KnownState {
  /** Undefined until the first read of the catalog. */
  version?: string;
  /** When the copy was last compared with the catalog. */
  readAt?: string;
  /** When the catalog last failed to answer, unless it has answered since. */
  failedAt?: string;
  /** The day of the last finished exercise, by plan. */
  exercised: ReadonlyMap<string, string>;
}

/** The filters of a coverage query. */
export interface CoverageFilter extends CoverageQuery {
  /** The services that the caller may see in the catalog; undefined for all. */
  visible?: readonly string[];
  /** Plans and sources of detections that pass the checks that depend on the current time. */
  passing: Record<'reviewed' | 'tested' | 'watched', readonly string[]>;
}

/** A service on the coverage board. */
export type CoverageRecord = Omit<KnownService, 'target' | 'ownerGap'>;

export interface CoverageFigures {
  /** Services in all pages of the list. */
  totalItems: number;
  /** Services that match, whatever `gaps` and `lacking` say. */
  services: number;
  ready: number;
  passing: Record<ReadinessCheck, number>;
  /** Services that fail this check and no other. */
  lackingOnly: Record<ReadinessCheck, number>;
  /** Every system, the least ready first. */
  bySystem: SystemCoverage[];
}

/** A finished exercise. */
export interface ExerciseOfPlan {
  incidentId: string;
  incidentKey: string;
  title: string;
  closedAt: string;
}

/** The part of a service that selects a plan. */
export type PlanTarget = Pick<KnownService, 'target' | 'planRef'>;

/** The copy of the catalog's plans and services. */
export interface PlansStore {
  getState(): Promise<KnownState>;
  /** A service in one statement, together with the state of the copy. */
  findService(
    entityRef: string,
  ): Promise<{ state: KnownState; service?: KnownService }>;
  /** The known ones of these services. */
  listServices(entityRefs: readonly string[]): Promise<KnownService[]>;
  /** The targets of every service, with the version of the copy. */
  getTargets(): Promise<{ version?: string; targets: PlanTarget[] }>;
  /** Open incidents that follow a plan and that the caller may read, last applied first. */
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
  /** Every plan, by ref, with the version of the copy. */
  getPlans(): Promise<{ version?: string; plans: KnownPlan[] }>;
  /** Figures of all services that match the filters; `gaps`, `limit` and `cursor` are ignored. */
  countCoverage(filter: CoverageFilter): Promise<CoverageFigures>;
  /** Fewest passed checks first, then the highest tier. Returns all without a limit. */
  listCoverage(
    filter: CoverageFilter,
  ): Promise<{ items: CoverageRecord[]; nextCursor?: string }>;
  /** Replaces the copy in one transaction. Unchanged rows are not written. */
  save(known: KnownCatalog, version: string, at: string): Promise<void>;
  /** Records that the catalog has not changed. */
  markRead(at: string): Promise<void>;
  /** Records that the catalog did not answer. The copy stays. */
  markFailed(at: string, problem: string): Promise<void>;
}
