import { z } from 'zod';
import {
  REQUIREMENT_IDS,
  type IncidentStatus,
  type RecordField,
  type RequirementId,
  type RequirementResult,
  type Severity,
} from '../rules';
import { shortText } from './fields';
import type {
  CountedIncidents,
  ReportHeader,
  ReportQuery,
} from './reportScope';

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
  /**
   * Incidents that came by an import and were not opened again. They are in none of the other numbers of the clause: made
   * after the fact, their records prove no time, plan or escalation. Absent in reports that were frozen before it was counted.
   */
  imported?: CountedIncidents;
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
  /** True when it came by an import, so that the record was made after the fact. */
  imported?: boolean;
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
  /** `true`: only those that no requirement judges, because they came by an import. */
  imported?: boolean;
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
