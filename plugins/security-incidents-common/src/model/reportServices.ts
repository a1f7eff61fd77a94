import type { IncidentStatus, RsitClass, Severity } from '../rules';
import type { DurationFigure, HistoryMark } from './history';
import type { SeverityCounts } from './overview';
import type {
  AnalysisMonth,
  PlanTaskFigure,
  ReportDuration,
  ReportShare,
} from './reportAnalysis';
import type { RecordState } from './reportClause';
import type { ReportHeader, ReportQuery } from './reportScope';

/** Incidents of the same class and type on one service within 12 months. @public */
export interface CameBack {
  class: RsitClass;
  type?: string;
  incidents: Array<{
    id: string;
    key: string;
    title: string;
    severity?: Severity;
    status: IncidentStatus;
    detectedAt: string;
    /** What was done, in the words of the resolution. */
    resolution?: string;
  }>;
}

/** One service in a period. @public */
export interface ServiceReportRow {
  entityRef: string;
  title?: string;
  ownerRef?: string;
  incidents: number;
  bySeverity: SeverityCounts;
  /** Class, type and how often, for those that came back. */
  cameBack: Array<{ class: RsitClass; type?: string; times: number }>;
  timeToContain: DurationFigure;
  overdueActions: number;
}

/** Filters and page of `GET /reports/services`. @public */
export interface ServicesReportQuery extends ReportQuery {
  limit?: number;
  cursor?: string;
}

/** `GET /reports/services`. @public */
export interface ServicesReport extends ReportHeader {
  items: ServiceReportRow[];
  totalItems: number;
  hits: number;
  incidents: number;
  pageInfo: { nextCursor?: string };
}

/** What one incident of a service was about, and what was done. @public */
export interface ServiceIncident {
  id: string;
  key: string;
  title: string;
  severity?: Severity;
  status: IncidentStatus;
  open: boolean;
  restricted: boolean;
  /** True when it came by an import, so that the record was made after the fact. */
  imported?: boolean;
  class?: RsitClass;
  type?: string;
  detectedAt: string;
  containedMs?: number;
  /** Whether it was contained within its target. */
  containment: 'within' | 'late' | 'running' | 'over' | 'no-target';
  /** Due time of a running target. */
  containDueAt?: string;
  /** The resolution, else the text of the last step. */
  whatWasDone?: string;
  leadRef?: string;
  steps: number;
  people: number;
  plan?: {
    planRef: string;
    title: string;
    version: string;
    onTime: number;
    due: number;
  };
  noPlanReason?: string;
  obligations: { toAssess: number; toSend: number; sent: number; late: number };
  review?: 'required' | 'done' | 'waived';
  actions: { total: number; proven: number; overdue: number };
}

/** `GET /reports/services/:kind/:namespace/:name`. @public */
export interface ServiceYear extends ReportHeader {
  entityRef: string;
  title?: string;
  /** As the catalog described it when the last incident was linked. */
  tier?: string;
  lifecycle?: string;
  systemRef?: string;
  ownerRefs: string[];
  incidents: {
    total: number;
    open: number;
    closed: number;
    dismissed: number;
    exercises: number;
    restricted: number;
  };
  bySeverity: SeverityCounts;
  months: AnalysisMonth[];
  durations: ReportDuration[];
  planTasks: PlanTaskFigure;
  /** Contained within the target, of those that have one and were contained or are over. */
  containment: ReportShare & { withoutTarget: number; running: number };
  marks: HistoryMark[];
  cameBack: CameBack[];
  /** Newest first, at most {@link MAX_REPORT_KEYS}. */
  items: ServiceIncident[];
  truncated: boolean;
  people: Array<{
    principalRef: string;
    led: number;
    steps: number;
    incidents: number;
  }>;
  steps: number;
  actions: Array<{
    id: string;
    incidentKey: string;
    title: string;
    ownerRef?: string;
    /** The first date, when it was moved and is over. */
    dueAt?: string;
    state: 'open' | 'done' | 'proven' | 'overdue';
  }>;
  reviews: { held: number; required: number };
  obligations: {
    sent: number;
    late: number;
    toAssess: number;
    toSend: number;
    notApplicable: number;
  };
  record: RecordState;
}
