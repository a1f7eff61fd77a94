import type { RequirementId } from '../rules';
import type { SeverityCounts } from './overview';
import type {
  AnalysisMonth,
  ImpactFigure,
  PlanTaskFigure,
  ReportDuration,
} from './reportAnalysis';
import type { ClauseSummary, Population, RecordState } from './reportClause';
import type { CountedIncidents, ReportHeader } from './reportScope';
import type { ServiceReportRow } from './reportServices';

/** Things that need attention. @public */
export const ATTENTION_KINDS = [
  'obligationsToSend',
  'obligationsToAssess',
  'overdueActions',
  'overdueEffectChecks',
  'overdueUpdates',
  'gaps',
] as const;

/** @public */
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** One line of "Needs attention". @public */
export interface Attention {
  kind: AttentionKind;
  /** For gaps. */
  requirement?: RequirementId;
  /** Obligations, actions, updates or gaps. */
  count: number;
  incidents: CountedIncidents;
  /** The soonest, or the longest overdue. */
  first: {
    key: string;
    title: string;
    /** Of the action or obligation. */
    what?: string;
    ownerRef?: string;
    /** Due at or since. */
    at?: string;
  };
}

/** `GET /reports/overview`. @public */
export interface ReportOverview extends ReportHeader {
  population: Population;
  record: RecordState;
  clause: ClauseSummary;
  attention: Attention[];
  /** Gaps that are explained, by requirement. */
  explained: Array<{ requirement: RequirementId; incidents: CountedIncidents }>;
  months: AnalysisMonth[];
  bySeverity: SeverityCounts;
  durations: ReportDuration[];
  planTasks: PlanTaskFigure;
  serviceMinutes: ImpactFigure;
  /** Most incidents first, at most five. */
  services: ServiceReportRow[];
  /** Services and resources that are not among them. */
  moreServices: { entities: number; hits: number };
}
