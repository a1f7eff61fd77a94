import type {
  IncidentMode,
  IncidentStatus,
  Severity,
  Visibility,
} from '../rules';
import type { PlanLifecycle } from './document';
import type { PlanGap, ReadinessState } from './run';

/** An incident that a plan is applied to. @public */
export interface PlanIncident {
  incidentId: string;
  incidentKey: string;
  title: string;
  mode: IncidentMode;
  status: IncidentStatus;
  severity?: Severity;
  visibility: Visibility;
  /** Version of the plan that was applied. */
  planVersion: string;
  appliedAt: string;
  isPrimary: boolean;
}

/**
 * `GET /response-plans/:namespace/:name`: the status of one plan, as far as the caller may see its use.
 *
 * @public
 */
export interface ResponsePlanStatus {
  planRef: string;
  title: string;
  version: string;
  lifecycle: PlanLifecycle;
  ownerRef?: string;
  reviewed: {
    state: Exclude<ReadinessState, 'n-a'>;
    /** Day. */
    on?: string;
    /** Day by which it must be reviewed again. */
    due?: string;
  };
  tested: {
    state: Exclude<ReadinessState, 'n-a'>;
    /** Day; the same for everybody, as restricted exercises do not count. */
    on?: string;
    /** Day by which it must be tested again; absent when it has no interval or was never tested. */
    due?: string;
    /** What the day is from: an exercise that was closed, or what the file says. */
    by?: 'exercise' | 'file';
    /** The exercise, where the caller may read it. */
    exercise?: { incidentId: string; incidentKey: string; title: string };
  };
  gaps: PlanGap[];
  /** Services that the caller may see in the catalog. */
  services: {
    /** Those that it would apply to, for some kind of incident. */
    covered: number;
    /** Those of them that it comes first for, as long as nothing is known of the incident. */
    first: number;
  };
  /** Open incidents and exercises that follow it and that the caller may read, the latest first. */
  inUse: { items: PlanIncident[]; total: number };
  /** When the catalog was last read; `stale` when it has not answered since. */
  asOf: string;
  stale: boolean;
}
