import { z } from 'zod';
import type {
  DetectionMethod,
  IncidentStatus,
  RecordField,
  RequirementId,
  RequirementResult,
  RsitClass,
  Severity,
  Tlp,
} from '../rules';
import { REQUIREMENT_IDS, TLP_MARKINGS } from '../rules';
import { principalRef, shortText, text, title } from './fields';
import type { DurationFigure, HistoryMark } from './history';
import type { SeverityCounts } from './overview';

/*
 * Reports: population, clause 8.7.3.3, completeness, analysis, the year of a service, samples and frozen reports. One
 * evaluator computes them from the record. They leave out restricted incidents that the caller may not read.
 */

/** Most keys that a number lists; its total counts all. @public */
export const MAX_REPORT_KEYS = 200;
/** Most incidents that one report evaluates one by one. @public */
export const MAX_REPORT_INCIDENTS = 20_000;
/** Most records of a sample. @public */
export const MAX_SAMPLE = 200;

/**
 * The period, zone and scope of every report. Scopes count by the snapshot that was taken when a service was linked;
 * several values of one name are "any of", different names are combined with "and".
 *
 * @public
 */
export interface ReportQuery {
  /** Detected at or after: a day in the zone, or an ISO-8601 time. The default is 12 months before `to`. */
  from?: string;
  /** Detected before: a day in the zone, which is included, or an ISO-8601 time. The default is the end of today. */
  to?: string;
  /** IANA name, such as `Europe/Berlin`. The default is `UTC`. */
  zone?: string;
  entityRef?: string[];
  system?: string[];
  domain?: string[];
  owner?: string[];
}

/** A period in a zone. @public */
export interface ReportPeriod {
  /** ISO-8601 UTC. */
  from: string;
  /** ISO-8601 UTC, exclusive. */
  to: string;
  /** IANA name. */
  zone: string;
}

/** What every report says about itself. @public */
export interface ReportHeader {
  period: ReportPeriod;
  scope: ReportScope;
  /** When it was computed. */
  at: string;
}

/** @public */
export type ReportScope = Pick<
  ReportQuery,
  'entityRef' | 'system' | 'domain' | 'owner'
>;

/** A number with the incidents behind it. @public */
export interface CountedIncidents {
  total: number;
  /** The first {@link MAX_REPORT_KEYS}, in the order of detection. */
  keys: string[];
}

/** States of the population. `handled` is containment to recovery, `triage` includes new ones. @public */
export const POPULATION_STATES = [
  'closed',
  'resolved',
  'handled',
  'triage',
  'dismissed',
] as const;
/** @public */
export type PopulationState = (typeof POPULATION_STATES)[number];

/** The statuses that each state of the population stands for, for filters of the list. @public */
export const POPULATION_STATUSES: Readonly<
  Record<PopulationState, readonly IncidentStatus[]>
> = {
  closed: ['closed'],
  resolved: ['resolved'],
  handled: ['containment', 'eradication', 'recovery'],
  triage: ['new', 'triage'],
  dismissed: ['dismissed'],
};

/** Records minus exercises minus merged ones are incidents. @public */
export interface Population {
  records: number;
  exercises: CountedIncidents;
  /** Merged ones count within the incident that they were merged into. */
  merged: CountedIncidents & {
    into: Array<{ key: string; mergedInto?: string }>;
  };
  incidents: number;
  byState: Record<PopulationState, number>;
  /** Restricted ones among the incidents. Others than the caller may count fewer. */
  restricted: CountedIncidents;
  /** TLP:RED ones among the incidents; they leave the product by key only. */
  red: CountedIncidents;
  /** Services and resources that incidents hit, and how often. */
  hits: { entities: number; total: number };
  /** Timeline entries of all records. */
  entries: number;
}

/** What is known about the integrity of the records of a report. @public */
export interface RecordState {
  chains: number;
  /** Chains that verified when they were last checked. */
  intact: number;
  /** Chains that were not checked since their last entry. */
  unchecked: number;
  /** When the oldest of the checks was; absent when none was. */
  checkedAt?: string;
  /** Records that do not verify. */
  broken: CountedIncidents;
}

/** What a record lacks for one requirement. @public */
export interface MissingFact {
  field: RecordField;
  /** How many there are of how many that are needed, where it can be counted: people told, evidence files. */
  have?: number;
  need?: number;
  /** How far over its time it is or was, in milliseconds. */
  overMs?: number;
}

/** The explanation of a gap. The gap stays; it prints with its explanation. @public */
export interface GapExplanation {
  text: string;
  at: string;
  by: string;
}

/** An incident that breaks a requirement. @public */
export interface ReportGap {
  id: string;
  key: string;
  title: string;
  severity?: Severity;
  requirement: RequirementId;
  missing: MissingFact[];
  /** When the gap came up. */
  since?: string;
  explanation?: GapExplanation;
}

/** One requirement over all incidents. @public */
export interface RequirementShare {
  requirement: RequirementId;
  met: CountedIncidents;
  missing: CountedIncidents;
  /** Due is met and missing. */
  due: number;
  notDue: CountedIncidents;
  notApplicable: number;
  /** What proves it, such as `steps: 166`, `planRuns: 26`, `byTools: 17`. */
  proof: Partial<Record<RequirementProof, number>>;
  /** The first {@link MAX_REPORT_KEYS} gaps, those without an explanation first. */
  gaps: ReportGap[];
}

/** What proofs are counted in. @public */
export const REQUIREMENT_PROOFS = [
  'entries',
  'escalations',
  'steps',
  'closedBySecondPerson',
  'updates',
  'reviews',
  'actions',
  'byStaff',
  'byTools',
  'byOthers',
  'planRuns',
  'noPlanReasons',
  'filesKept',
  'filesNeeded',
] as const;
/** @public */
export type RequirementProof = (typeof REQUIREMENT_PROOFS)[number];

/** The clause over all incidents of a period. @public */
export interface ClauseSummary {
  /** Of the requirements of the clause, those without a gap. */
  metInFull: number;
  /** Number of requirements of the clause. */
  of: number;
  /** Gaps in the requirements of the clause; those in the elements are not in it. */
  gaps: number;
  incidentsWithGaps: CountedIncidents;
  /** Incidents that have everything that is due, elements included. */
  complete: number;
  /** Incidents that lack something, elements included. */
  incomplete: number;
  requirements: RequirementShare[];
}

/** `GET /reports/clause-8.7.3.3`. @public */
export interface ClauseReport extends ReportHeader {
  population: Population;
  record: RecordState;
  clause: ClauseSummary;
}

/** What one requirement says about one incident. @public */
export interface RequirementState {
  requirement: RequirementId;
  result: RequirementResult;
  missing: MissingFact[];
  explanation?: GapExplanation;
}

/** How complete the record of one incident is. @public */
export interface IncidentCompleteness {
  id: string;
  key: string;
  title: string;
  severity?: Severity;
  status: IncidentStatus;
  restricted: boolean;
  /** Requirements and elements that are met. */
  met: number;
  /** Those that are met or missing. */
  due: number;
  /** All twelve, in the order of `REQUIREMENTS`. */
  requirements: RequirementState[];
}

/** Order and filter of `GET /reports/completeness`. @public */
export interface CompletenessQuery extends ReportQuery {
  /** `false`: with gaps; `true`: complete. */
  complete?: boolean;
  requirement?: RequirementId[];
  result?: RequirementResult[];
  /** 1 to 200, 20 unless stated. */
  limit?: number;
  cursor?: string;
}

/** Body of `POST /reports/explanations`. @public */
export const explainGapsSchema = z.strictObject({
  requirement: z.enum(REQUIREMENT_IDS),
  /** Keys or ids of incidents that lack it. */
  incidents: z.array(z.string().min(1).max(64)).min(1).max(100),
  text: shortText,
});
/** @public */
export type ExplainGapsRequest = z.input<typeof explainGapsSchema>;
/** @public */
export type ParsedExplainGaps = z.output<typeof explainGapsSchema>;

/** Answer of `POST /reports/explanations`. @public */
export interface ExplainedGaps {
  explained: string[];
}

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

/** What incidents can be grouped by. `source` is the way of detection. @public */
export const ANALYSIS_DIMENSIONS = [
  'class',
  'severity',
  'month',
  'entity',
  'system',
  'domain',
  'owner',
  'source',
] as const;
/** @public */
export type AnalysisDimension = (typeof ANALYSIS_DIMENSIONS)[number];

/** Most dimensions of one analysis. @public */
export const MAX_ANALYSIS_DIMENSIONS = 3;
/** Most groups of one analysis. @public */
export const MAX_ANALYSIS_GROUPS = 5_000;

/** @public */
export interface AnalysisQuery extends ReportQuery {
  by?: AnalysisDimension[];
}

/** One month of the zone. @public */
export interface AnalysisMonth {
  /** `2026-11` */
  month: string;
  /** Where it starts and ends within the period, ISO-8601 UTC, for filters of the list. */
  from: string;
  to: string;
  total: number;
  bySeverity: SeverityCounts;
}

/** Incidents of one combination of values. @public */
export interface AnalysisGroup {
  /** One value for each asked dimension; `undecided` where an incident has none, `hidden` for what the caller may not see. */
  values: Partial<Record<AnalysisDimension, string>>;
  total: number;
  bySeverity: SeverityCounts;
}

/** Durations of reports. @public */
export const REPORT_DURATIONS = [
  'detect',
  'acknowledge',
  'contain',
  'recover',
  'resolve',
] as const;
/** @public */
export type ReportDurationId = (typeof REPORT_DURATIONS)[number];

/** Why an incident is not in a duration. @public */
export const EXCLUSION_REASONS = [
  'dismissed',
  'in-triage',
  'not-yet',
  'skipped',
  'start-unknown',
  'contradictory',
] as const;
/** @public */
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** One incident in a distribution. @public */
export interface DurationPoint {
  key: string;
  title: string;
  severity?: Severity;
  ms: number;
}

/** A duration with its formula, its population and why others are excluded. @public */
export interface ReportDuration extends DurationFigure {
  id: ReportDurationId;
  excludedBecause: Partial<Record<ExclusionReason, number>>;
  bySeverity: Array<{
    severity: Severity | 'undecided';
    n: number;
    medianMs?: number;
    p90Ms?: number;
    /** Target of the configuration, for containing and resolving. */
    targetMs?: number;
  }>;
  /** Every value, ascending; absent when there are more than {@link MAX_REPORT_KEYS}. */
  points?: DurationPoint[];
}

/** Impact of one kind over the resolved incidents. @public */
export interface ImpactFigure {
  /** Sum over `some`. */
  sum: number;
  /** Incidents with an impact. */
  some: CountedIncidents;
  /** Incidents that say that there was none. */
  none: number;
  /** Incidents that do not say. */
  unknown: CountedIncidents;
}

/** Required plan tasks that fell due, and those done by their due time. @public */
export interface PlanTaskFigure {
  onTime: number;
  due: number;
  runs: number;
}

/** A share with the incidents that miss it. @public */
export interface ReportShare {
  met: number;
  of: number;
  missed: CountedIncidents;
}

/** Detections that were decided in the period, by the source that sent them. @public */
export interface DetectionPrecision {
  sourceId: string;
  promoted: number;
  /** Dismissed as false positive, benign or test. */
  falseAlarms: number;
  /** Dismissed for other reasons. */
  otherwiseDismissed: number;
}

/** `GET /reports/analysis`. @public */
export interface AnalysisReport extends ReportHeader {
  incidents: number;
  exercises: number;
  merged: number;
  bySeverity: SeverityCounts;
  months: AnalysisMonth[];
  byClass: Array<{
    class: RsitClass | 'undecided';
    total: number;
    bySeverity: SeverityCounts;
  }>;
  bySource: Array<{ source: DetectionMethod | 'undecided'; total: number }>;
  /** By the dimensions of `by`, most incidents first. */
  groups: AnalysisGroup[];
  hits: { entities: number; total: number };
  durations: ReportDuration[];
  impact: {
    /** Number of incidents that were resolved. */
    of: number;
    serviceMinutes: ImpactFigure;
    recordsExposed: ImpactFigure;
    peopleAffected: ImpactFigure;
  };
  /**
   * Of incidents that were closed, those that stayed closed; `missed` has those that were re-opened. Absent above
   * {@link MAX_REPORT_INCIDENTS}, as are `told` and `attainment`.
   */
  reopened?: ReportShare;
  /** Incidents of which we told customers. */
  told?: CountedIncidents;
  /** By clock, of those that have one and have ended or are over. */
  attainment?: {
    acknowledge: ReportShare;
    contain: ReportShare;
    resolve: ReportShare;
  };
  planTasks: PlanTaskFigure;
  /** Absent for callers who may not read detections. */
  precision?: DetectionPrecision[];
}

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

/** `GET /reports/sample`. @public */
export interface ReportSample extends ReportHeader {
  seed: string;
  n: number;
  population: number;
  /** The first `n` by SHA-256 of seed, newline and key, shown by key. */
  items: Array<{
    id: string;
    key: string;
    title: string;
    severity?: Severity;
    restricted: boolean;
    complete: boolean;
    /** SHA-256, hexadecimal. */
    digest: string;
  }>;
  /** How to draw the same sample without this product. */
  recipe: string;
}

/** Body of `POST /reports/frozen`. @public */
export const freezeReportSchema = z.strictObject({
  name: title,
  from: text.max(40).optional(),
  to: text.max(40).optional(),
  zone: text.min(1).max(64).optional(),
  scope: z
    .strictObject({
      entityRef: z.array(z.string().max(256)).max(20).optional(),
      system: z.array(z.string().max(256)).max(20).optional(),
      domain: z.array(z.string().max(256)).max(20).optional(),
      owner: z.array(z.string().max(256)).max(20).optional(),
    })
    .optional(),
  /** For whom it is made, as the report says. It opens nothing to people who may not read the incidents in it. */
  readers: z.array(principalRef).max(50).optional(),
  /** Raised to the highest marking inside when it is lower. */
  marking: z.enum(TLP_MARKINGS).optional(),
  /** The frozen report that this one replaces. */
  supersedes: z.uuid().max(36).optional(),
});
/** @public */
export type FreezeReportRequest = z.input<typeof freezeReportSchema>;
/** @public */
export type ParsedFreezeReport = z.output<typeof freezeReportSchema>;

/** A record that changed after a report was frozen. @public */
export interface ChangedRecord {
  id: string;
  key: string;
  title: string;
  /** What it was when the report was frozen. */
  was: IncidentStatus;
  is: IncidentStatus;
  /** Timeline entries since. */
  entries: number;
  updatedAt: string;
}

/** A frozen report in the list. @public */
export interface FrozenReportSummary {
  id: string;
  name: string;
  period: ReportPeriod;
  scope: ReportScope;
  readers: string[];
  marking: Tlp;
  madeAt: string;
  /** Who made it; absent for the schedule. */
  madeBy?: string;
  incidents: number;
  /** Restricted ones among the incidents. */
  restricted: number;
  /** Of the content, hexadecimal. */
  sha256: string;
  /** The report that replaced it. */
  supersededBy?: string;
  /** The first {@link MAX_REPORT_KEYS} records that changed since. */
  changed: { total: number; items: ChangedRecord[] };
}

/** `GET /reports/frozen`. @public */
export interface FrozenReports {
  items: FrozenReportSummary[];
  totalItems: number;
  pageInfo: { nextCursor?: string };
  /** When the schedule makes the next one; absent without a schedule. */
  next?: { at: string; name: string; readers: string[] };
}

/** The numbers of a frozen report. @public */
export interface FrozenContent {
  overview: ReportOverview;
  analysis: AnalysisReport;
  /** Every record of the period, also those that are not counted, in the order of detection. */
  records: Array<{
    key: string;
    /** Absent for TLP:RED. */
    title?: string;
    detectedAt: string;
    status: IncidentStatus;
    severity?: Severity;
    mode: 'real' | 'exercise';
    completeness?: { met: number; due: number };
    chainLength: number;
    chainHead: string;
  }>;
}

/** `GET /reports/frozen/:id`. @public */
export interface FrozenReport extends FrozenReportSummary {
  content: FrozenContent;
  /** True when services are left out of `content` that the caller may not see; `sha256` is of the whole content. */
  redacted: boolean;
}

/** `GET /reports/frozen/:id/comparison`: the same period, scope and requirements today. @public */
export interface FrozenComparison {
  then: { population: Population; clause: ClauseSummary };
  today: { population: Population; clause: ClauseSummary };
  changed: { total: number; items: ChangedRecord[] };
}
