import type { IncidentStatus } from './statuses';

/** What a column of an import can become. @public */
export const IMPORT_FIELDS = [
  'originalId',
  'title',
  'summary',
  'status',
  'determination',
  'severity',
  'class',
  'type',
  'services',
  'lead',
  'reporter',
  'tlp',
  'visibility',
  'occurredAt',
  'detectedAt',
  'reportedAt',
  'acknowledgedAt',
  'declaredAt',
  'containedAt',
  'eradicatedAt',
  'recoveredAt',
  'resolvedAt',
  'closedAt',
  'step',
  'resolutionCode',
  'resolutionSummary',
  'rootCause',
] as const;
/** @public */
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Fields that are times, in the order in which they must have happened. @public */
export const IMPORT_TIME_FIELDS = [
  'occurredAt',
  'detectedAt',
  'reportedAt',
  'acknowledgedAt',
  'declaredAt',
  'containedAt',
  'eradicatedAt',
  'recoveredAt',
  'resolvedAt',
  'closedAt',
] as const satisfies readonly ImportField[];
/** @public */
export type ImportTimeField = (typeof IMPORT_TIME_FIELDS)[number];

/** Fields whose values can be mapped one by one. @public */
export const IMPORT_VALUE_FIELDS = [
  'status',
  'determination',
  'severity',
  'class',
  'type',
  'services',
  'lead',
  'reporter',
  'tlp',
  'visibility',
  'resolutionCode',
] as const satisfies readonly ImportField[];
/** @public */
export type ImportValueField = (typeof IMPORT_VALUE_FIELDS)[number];

/** Fields that several columns can become: their texts are joined, or each service is linked. @public */
export const IMPORT_REPEATABLE_FIELDS = [
  'summary',
  'services',
  'step',
] as const satisfies readonly ImportField[];

/** What a column becomes that is no field: kept as text with the provenance, or left out. @public */
export const IMPORT_OTHER_TARGETS = ['text', 'none'] as const;
/** @public */
export type ImportTarget = ImportField | (typeof IMPORT_OTHER_TARGETS)[number];

/** Statuses of imported incidents: an import takes history, not work that continues. @public */
export const IMPORT_STATUSES = [
  'closed',
  'dismissed',
] as const satisfies readonly IncidentStatus[];

/** Order of day, month and year in dates that do not start with the year. @public */
export const IMPORT_DATE_ORDERS = ['dmy', 'mdy'] as const;
/** @public */
export type ImportDateOrder = (typeof IMPORT_DATE_ORDERS)[number];

/** Encodings of CSV files. @public */
export const IMPORT_ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
] as const;
/** @public */
export type ImportEncoding = (typeof IMPORT_ENCODINGS)[number];

/** @public */
export const IMPORT_DELIMITERS = [',', ';', '\t', '|'] as const;
/** @public */
export type ImportDelimiter = (typeof IMPORT_DELIMITERS)[number];

/** @public */
export const IMPORT_STATES = [
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
] as const;
/** @public */
export type ImportState = (typeof IMPORT_STATES)[number];

/** What a running import does, in this order; `finishing` is its end in the database. @public */
export const IMPORT_PHASES = [
  'reading',
  'checking',
  'preparing',
  'writing',
  'finishing',
] as const;
/** @public */
export type ImportPhase = (typeof IMPORT_PHASES)[number];

/** `error` stops the import; `note` says what happens with a value. @public */
export const IMPORT_FINDING_LEVELS = ['error', 'note'] as const;
/** @public */
export type ImportFindingLevel = (typeof IMPORT_FINDING_LEVELS)[number];

/** What a finding is about. @public */
export const IMPORT_RULES = [
  'unreadable',
  'row-too-long',
  'columns',
  'required',
  'text',
  'too-long',
  'value',
  'status',
  'date',
  'date-order',
  'time-zone',
  'clock-change',
  'day-only',
  'future',
  'order',
  'duplicate',
  'repeated-row',
  'same-title',
  'unknown-service',
  'unknown-person',
  'generated-id',
] as const;
/** @public */
export type ImportRule = (typeof IMPORT_RULES)[number];

/** What becomes of a row: `duplicate` and `leftOut` rows are not imported. @public */
export const IMPORT_ROW_RESULTS = [
  'fine',
  'note',
  'error',
  'duplicate',
  'leftOut',
] as const;
/** @public */
export type ImportRowResult = (typeof IMPORT_ROW_RESULTS)[number];

/** Greatest sizes of an import. @public */
export const IMPORT_LIMITS = {
  rows: 50_000,
  columns: 200,
  /** UTF-16 code units of a row. */
  rowLength: 200_000,
  /** Findings that an answer lists; `findingCounts` has all of them. */
  findings: 500,
  /** Distinct values of a column that an answer lists. */
  values: 100,
  corrections: 5_000,
  mappedValues: 1_000,
  source: 100,
  fileName: 255,
  originalId: 200,
  /** Rows that a dry run lists at a time. */
  listedRows: 50,
  /** Mappings that a person can save. */
  savedMappings: 50,
  mappingName: 100,
  /** UTF-16 code units of a saved mapping as JSON. */
  mappingLength: 200_000,
} as const;
