import {
  DETECTION_METHODS,
  type ExclusionReason,
  type PlanClock,
  type PlanClockReading,
  type ReportDurationId,
  RSIT_CLASSES,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentAnalysisItemRow } from '../../database/analysisTables';
import type { IncidentRecord } from '../../incidents/store/records';
import { getImpactFacts, type ImpactFacts } from '../evaluate/impact';
import { DURATIONS, readDuration } from '../durationRules';
import { wasReopened, type StatusChanges } from '../evaluate/reopened';
import { toBucket } from './buckets';

/*
 * The facts of one incident that the analysis counts. They are stored with each change of the incident, so that the analysis adds up
 * short rows with numbers. A fact with few values is one letter of a text, so that equal texts are counted together.
 */

/** Raise it when facts get another meaning, so that stored rows are built anew. */
export const ANALYSIS_VERSION = 1;

/** What the facts depend on besides the record and the rules of clocks. */
export const ANALYSIS_BASIS = {
  ANALYSIS_VERSION,
  classes: RSIT_CLASSES,
  severities: SEVERITIES,
  sources: DETECTION_METHODS,
};

/** Why a duration has no value, by letter. */
const REASONS: Record<string, ExclusionReason> = {
  u: 'start-unknown',
  c: 'contradictory',
  d: 'dismissed',
  t: 'in-triage',
  s: 'skipped',
  n: 'not-yet',
};
const REASON_LETTERS = Object.fromEntries(
  Object.entries(REASONS).map(([letter, reason]) => [reason, letter]),
) as Record<ExclusionReason, string>;
const VALUE = 'v';

export const ANALYSIS_CLOCKS = [
  'acknowledge',
  'contain',
  'resolve',
] as const satisfies readonly PlanClock[];
export type AnalysisClock = (typeof ANALYSIS_CLOCKS)[number];

export const IMPACT_KINDS = [
  'serviceMinutes',
  'recordsExposed',
  'peopleAffected',
] as const satisfies ReadonlyArray<keyof ImpactFacts>;
export type ImpactKind = (typeof IMPACT_KINDS)[number];
export const IMPACT_COLUMNS = {
  serviceMinutes: 'service_minutes',
  recordsExposed: 'records_exposed',
  peopleAffected: 'people_affected',
} as const satisfies Record<ImpactKind, keyof IncidentAnalysisItemRow>;

/** The places of letters in `facts`, after those of the durations. */
const REOPENED = DURATIONS.length;
const TOLD = REOPENED + 1;
const IMPACT = TOLD + 1;

/** Where a letter is, from 1 as SQL counts, and what it has to be. */
export interface LetterCondition {
  column: 'facts' | 'clocks';
  place: number;
  letter: string;
}

/** The letters that select incidents. */
export const LETTERS = {
  reopened: { column: 'facts', place: REOPENED + 1, letter: 'r' },
  told: { column: 'facts', place: TOLD + 1, letter: 'y' },
  impact: (kind: ImpactKind, letter: 's' | 'u') => ({
    column: 'facts',
    place: IMPACT + IMPACT_KINDS.indexOf(kind) + 1,
    letter,
  }),
  clock: (clock: AnalysisClock, letter: 'b' | 'r') => ({
    column: 'clocks',
    place: ANALYSIS_CLOCKS.indexOf(clock) + 1,
    letter,
  }),
} satisfies Record<
  string,
  LetterCondition | ((...args: never[]) => LetterCondition)
>;

/** Lists of incidents that the analysis names the first of. Those of clocks also have incidents whose clock runs and is over. */
export type KeyList =
  | 'reopened'
  | 'told'
  | `${ImpactKind}-${'some' | 'unknown'}`
  | `${AnalysisClock}-breached`;

/** The letter of the incidents of each list. */
export const KEY_LISTS = {
  reopened: LETTERS.reopened,
  told: LETTERS.told,
  ...Object.fromEntries(
    IMPACT_KINDS.flatMap(kind => [
      [`${kind}-some`, LETTERS.impact(kind, 's')],
      [`${kind}-unknown`, LETTERS.impact(kind, 'u')],
    ]),
  ),
  ...Object.fromEntries(
    ANALYSIS_CLOCKS.map(clock => [
      `${clock}-breached`,
      LETTERS.clock(clock, 'b'),
    ]),
  ),
} as Record<KeyList, LetterCondition>;

export const hasLetter = (
  item: Pick<IncidentAnalysisItemRow, 'facts' | 'clocks'>,
  { column, place, letter }: LetterCondition,
) => item[column].charAt(place - 1) === letter;

/** The meaning of `facts`. */
export function parseFacts(facts: string) {
  return {
    durations: Object.fromEntries(
      DURATIONS.map(({ id }, index) => [id, REASONS[facts[index]]]),
    ) as Record<ReportDurationId, ExclusionReason | undefined>,
    /** Undefined if it was never closed. */
    reopened: { r: true, k: false }[facts[REOPENED]],
    told: facts[TOLD] === 'y',
    /** Undefined unless it ended. */
    impact: Object.fromEntries(
      IMPACT_KINDS.map((kind, index) => [
        kind,
        { s: 'some', n: 'none', u: 'unknown' }[facts[IMPACT + index]],
      ]),
    ) as Record<ImpactKind, 'some' | 'none' | 'unknown' | undefined>,
  };
}

/** The meaning of `clocks`; undefined where a clock runs or there is none. */
export function parseClocks(clocks: string) {
  return Object.fromEntries(
    ANALYSIS_CLOCKS.map((clock, index) => [
      clock,
      { m: 'met', b: 'breached' }[clocks[index]],
    ]),
  ) as Record<AnalysisClock, 'met' | 'breached' | undefined>;
}

function toImpactLetter(value: number | undefined): string {
  if (value === undefined) return 'u';
  return value > 0 ? 's' : 'n';
}

/** `met`, `breached`, `runs` or none. */
function toClockLetter(reading: PlanClockReading | undefined): string {
  if (!reading) return '-';
  if (reading.stoppedAt === undefined) return 'r';
  return reading.state === 'met' ? 'm' : 'b';
}

function toReopenedLetter(changes: StatusChanges): string {
  const reopened = wasReopened(changes);
  if (reopened === undefined) return '-';
  return reopened ? 'r' : 'k';
}

/** What the facts of one incident are read from. */
export interface AnalysisBasis {
  incident: IncidentRecord;
  statusChanges: StatusChanges;
  /** Whether a step tells customers. */
  told: boolean;
  hits: number;
  clocks: readonly PlanClockReading[];
  rules: number;
}

function toTime(time: string): number {
  const ms = Date.parse(time);
  if (Number.isNaN(ms)) throw new RangeError(`${time} is no time`);
  return ms;
}

const codeOf = (list: readonly string[], value: string | undefined) =>
  value === undefined ? 0 : list.indexOf(value) + 1;

function getPopulation({ mode, status }: IncidentRecord): string {
  return mode === 'real' && status === 'merged' ? 'merged' : mode;
}

/** The row of one incident. */
export function toAnalysisItem({
  incident,
  statusChanges,
  told,
  hits,
  clocks,
  rules,
}: AnalysisBasis): IncidentAnalysisItemRow {
  const { status, classification, severity, detection } = incident;
  const durations = DURATIONS.map(duration => readDuration(duration, incident));
  const hasEnded = status === 'resolved' || status === 'closed';
  const impact = hasEnded ? getImpactFacts(incident) : {};
  const readings = ANALYSIS_CLOCKS.map(clock =>
    clocks.find(each => each.clock === clock),
  );
  const facts = [
    ...durations.map(({ ms, excluded }) =>
      ms === undefined ? REASON_LETTERS[excluded] : VALUE,
    ),
    toReopenedLetter(statusChanges),
    told ? 'y' : 'n',
    ...IMPACT_KINDS.map(kind =>
      hasEnded ? toImpactLetter(impact[kind]) : '-',
    ),
  ];
  return {
    seq: incident.seq,
    detected_ms: toTime(incident.detectedAt),
    visibility: incident.visibility,
    population: getPopulation(incident),
    class_code: codeOf(RSIT_CLASSES, classification?.class),
    severity_code: codeOf(SEVERITIES, severity),
    source_code: codeOf(DETECTION_METHODS, detection?.method),
    hits,
    facts: facts.join(''),
    clocks: readings.map(toClockLetter).join(''),
    ...(Object.fromEntries(
      DURATIONS.flatMap(({ id }, index) => {
        const { ms } = durations[index];
        return [
          [`${id}_ms`, ms ?? null],
          [`${id}_bucket`, ms === undefined ? null : toBucket(ms)],
        ];
      }),
    ) as DurationColumns),
    ...(Object.fromEntries(
      IMPACT_KINDS.map(kind => [IMPACT_COLUMNS[kind], impact[kind] ?? null]),
    ) as ImpactColumns),
    ...(Object.fromEntries(
      ANALYSIS_CLOCKS.map((clock, index) => {
        const reading = readings[index];
        const runs = reading && reading.stoppedAt === undefined;
        return [`${clock}_due_ms`, runs ? toTime(reading.dueAt) : null];
      }),
    ) as ClockColumns),
    rules,
  };
}

type DurationColumns = Pick<
  IncidentAnalysisItemRow,
  `${ReportDurationId}_ms` | `${ReportDurationId}_bucket`
>;
type ImpactColumns = Pick<
  IncidentAnalysisItemRow,
  (typeof IMPACT_COLUMNS)[ImpactKind]
>;
type ClockColumns = Pick<IncidentAnalysisItemRow, `${AnalysisClock}_due_ms`>;
