import { z } from 'zod';
import type {
  ImportEncoding,
  ImportField,
  ImportFindingLevel,
  ImportPhase,
  ImportRowResult,
  ImportRule,
  ImportState,
  ImportTarget,
  IncidentStatus,
  Severity,
} from '../rules';
import {
  IMPORT_DATE_ORDERS,
  IMPORT_DELIMITERS,
  IMPORT_ENCODINGS,
  IMPORT_FIELDS,
  IMPORT_LIMITS,
  IMPORT_OTHER_TARGETS,
  IMPORT_VALUE_FIELDS,
} from '../rules';
import { shortText, text } from './fields';

/*
 * Import of incidents from files. The file is the body of `POST /imports/incidents`, or its part `file` beside `options`.
 */

const cell = z.string().max(IMPORT_LIMITS.rowLength);

/** How the columns and values of a file become incidents. @public */
export const importMappingSchema = z.strictObject({
  /** Column to what it becomes. Columns that are not named are guessed by their names. */
  columns: z
    .record(
      z.string().max(1_000),
      z.enum([...IMPORT_FIELDS, ...IMPORT_OTHER_TARGETS]),
    )
    .refine(
      columns => Object.keys(columns).length <= IMPORT_LIMITS.columns,
      `must name at most ${IMPORT_LIMITS.columns} columns`,
    )
    .optional(),
  /** Field to value of the file to value of the field. For `services` and people it is a full entity ref. */
  values: z
    .partialRecord(
      z.enum(IMPORT_VALUE_FIELDS),
      z
        .record(z.string().max(1_000), z.string().max(300))
        .refine(
          values => Object.keys(values).length <= IMPORT_LIMITS.mappedValues,
          `must map at most ${IMPORT_LIMITS.mappedValues} values`,
        ),
    )
    .optional(),
  /** IANA name of the zone of times without one. Without it such times are errors. */
  timeZone: z.string().max(64).optional(),
  /** Order of dates such as 02/03/2024, which are errors without it. Dates with dots have the day first. */
  dateOrder: z.enum(IMPORT_DATE_ORDERS).optional(),
});
/** @public */
export type ImportMapping = z.output<typeof importMappingSchema>;

/** A value in place of the one in the file; both are kept. @public */
export const importCorrectionSchema = z
  .strictObject({
    row: z.int().min(1),
    column: z.string().max(1_000),
    /** Empty to leave the field empty. */
    value: cell.optional(),
    /** Keeps the value of the file although it breaks the order of times, and says why. */
    keepBecause: shortText.optional(),
  })
  .superRefine(({ value, keepBecause }, context) => {
    if ((value === undefined) === (keepBecause === undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['value'],
        message: 'must be given, or keepBecause, but not both',
      });
    }
  });
/** @public */
export type ImportCorrection = z.output<typeof importCorrectionSchema>;

/** What an import says besides the file. @public */
export const importOptionsSchema = z.strictObject({
  fileName: text.min(1).max(IMPORT_LIMITS.fileName).optional(),
  /** Where the incidents come from. An original id is imported once per source. Defaults to the format. */
  source: text.min(1).max(IMPORT_LIMITS.source).optional(),
  /** `csv`, `json`, or one that a module of the company added; found by the content unless given. */
  format: text.min(1).max(64).optional(),
  encoding: z.enum(IMPORT_ENCODINGS).optional(),
  delimiter: z.enum(IMPORT_DELIMITERS).optional(),
  mapping: importMappingSchema.optional(),
  corrections: z
    .array(importCorrectionSchema)
    .max(IMPORT_LIMITS.corrections)
    .optional(),
  /** Rows that are not imported. */
  leaveOut: z.array(z.int().min(1)).max(IMPORT_LIMITS.corrections).optional(),
  /** Hex sha256 of the file of the dry run; another file is refused. */
  sha256: z
    .string()
    .max(64)
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** Lists rows in the report of a dry run, from this number on. */
  rowsFrom: z.int().min(1).optional(),
});
/** @public */
export type ImportOptions = z.output<typeof importOptionsSchema>;

/** A mapping to be saved; one of the same name is replaced. @public */
export const saveImportMappingSchema = z.strictObject({
  name: text.min(1).max(IMPORT_LIMITS.mappingName),
  mapping: importMappingSchema.refine(
    mapping => JSON.stringify(mapping).length <= IMPORT_LIMITS.mappingLength,
    `must have at most ${IMPORT_LIMITS.mappingLength} characters as JSON`,
  ),
});
/** @public */
export type SaveImportMapping = z.output<typeof saveImportMappingSchema>;

/** A mapping that somebody saved for the next file of the same columns. Only they see it. @public */
export interface SavedImportMapping {
  id: string;
  name: string;
  mapping: ImportMapping;
  savedAt: string;
}

/** Answer of `GET /imports/mappings`, by name. @public */
export interface SavedImportMappings {
  items: SavedImportMapping[];
}

/** A row of a dry run. @public */
export interface ImportRow {
  row: number;
  result: ImportRowResult;
  /** As in the file, shortened. */
  originalId?: string;
  /** As in the file or corrected, shortened. */
  title?: string;
  /** Absent where it could not be read. */
  detectedAt?: string;
  /** As it would be now; absent for rows that are not imported. */
  key?: string;
}

/** Some rows of a dry run in the order of the file. @public */
export interface ImportRows {
  items: ImportRow[];
  /** `rowsFrom` of the next rows; absent at the end. */
  nextFrom?: number;
  /** `rowsFrom` of the rows before; absent at the start. */
  previousFrom?: number;
}

/** How a file was read. @public */
export interface ImportedFile {
  name: string;
  format: string;
  encoding?: ImportEncoding;
  delimiter?: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** A distinct value of a column, and what it becomes. @public */
export interface ImportValue {
  value: string;
  count: number;
  /** Absent while nothing fits. */
  becomes?: string;
}

/** A column of the file. @public */
export interface ImportColumn {
  name: string;
  becomes: ImportTarget;
  /** Whether `becomes` was guessed by the name. */
  isGuessed: boolean;
  /** Value of the first row that has one, shortened. */
  sample?: string;
  /** Rows without a value. */
  empty: number;
  /** Distinct values of a field with mapped values, most frequent first; at most `IMPORT_LIMITS.values`. */
  values?: ImportValue[];
  /** Number of distinct values. */
  distinctValues?: number;
}

/** What was found about one value, one row, or the file. @public */
export interface ImportFinding {
  /**
   * Number of the row. In CSV the header is row 1, as spreadsheets count; in JSON the first incident is row 1. Absent for the
   * whole file.
   */
  row?: number;
  column?: string;
  field?: ImportField;
  level: ImportFindingLevel;
  rule: ImportRule;
  /** What is wrong and what to do, or what happens with the value. */
  message: string;
  /** As in the file, shortened. */
  value?: string;
}

/** Numbers of a dry run or an import. @public */
export interface ImportTotals {
  rows: number;
  /** Rows that are imported. */
  toImport: number;
  /** Rows with neither errors nor notes. */
  fine: number;
  withNotes: number;
  withErrors: number;
  /** Rows that were imported before, or are repeated in the file. They are left out. */
  duplicates: number;
  /** Rows that the caller leaves out. */
  leftOut: number;
}

/** Incidents of one year, and their keys. @public */
export interface ImportYear {
  year: number;
  incidents: number;
  /** As they would be now; other incidents of the year may come first. */
  firstKey: string;
  lastKey: string;
}

/** Answer of `POST /imports/incidents`. @public */
export interface ImportReport {
  /** True when nothing is stored. */
  dryRun: boolean;
  file: ImportedFile;
  source: string;
  /** The mapping with what was guessed; send it again to keep it. */
  mapping: ImportMapping;
  columns: ImportColumn[];
  totals: ImportTotals;
  years: ImportYear[];
  /** Errors first, each in the order of rows; at most `IMPORT_LIMITS.findings`. */
  findings: ImportFinding[];
  /** Rows, when `rowsFrom` asks for them. */
  rows?: ImportRows;
  /** All findings by level. */
  findingCounts: Record<ImportFindingLevel, number>;
  /** The last import of a file with the same content. */
  earlierImport?: IncidentImport;
  /** The import, unless it is a dry run. */
  import?: IncidentImport;
}

/** How far an import has come. @public */
export interface ImportProgress {
  phase: ImportPhase;
  done: number;
  total: number;
}

/** An import of incidents. @public */
export interface IncidentImport {
  id: string;
  state: ImportState;
  file: ImportedFile;
  source: string;
  mapping: ImportMapping;
  /** Number of corrected values. */
  corrections: number;
  rows: number;
  /**
   * Number of incidents that it made or is to make. Others than its starter get the number of those that they may read, and
   * the number of rows until it is done.
   */
  incidents: number;
  createdAt: string;
  /** Entity ref of who started it. */
  createdBy: string;
  startedAt?: string;
  endedAt?: string;
  /** While it runs. */
  progress?: ImportProgress;
  /** Keys of the incidents, once it is done. */
  years?: ImportYear[];
  /** Why it failed. Then nothing was imported. */
  problem?: string;
}

/** An incident that an import made. @public */
export interface ImportedIncident {
  /** Row of the file. */
  row: number;
  originalId?: string;
  id: string;
  key: string;
  title: string;
  status: IncidentStatus;
  severity?: Severity;
  detectedAt: string;
  restricted: boolean;
}

/** Answer of `GET /imports/{id}/incidents`, in the order of the file. @public */
export interface ImportedIncidentPage {
  items: ImportedIncident[];
  totalItems: number;
  pageInfo: { nextCursor?: string };
}

/** A format that can be imported. @public */
export interface ImportFormat {
  format: string;
  title: string;
}

/** Answer of `GET /imports`, newest first. @public */
export interface ImportPage {
  items: IncidentImport[];
  totalItems: number;
  pageInfo: { nextCursor?: string };
  formats: ImportFormat[];
  maxBytes: number;
}

/** A value that was corrected when the incident was imported. @public */
export interface ImportedCorrection {
  column: string;
  /** As in the file. */
  from: string;
  /** Absent when the value of the file was kept. */
  to?: string;
  keptBecause?: string;
  by: string;
}

/** Where an imported incident comes from. @public */
export interface IncidentProvenance {
  importId: string;
  importedAt: string;
  importedBy: string;
  fileName: string;
  /** Of the file. */
  sha256: string;
  row: number;
  source: string;
  /** The id in the source; absent when the file has none. */
  originalId?: string;
  /** Columns that are kept as text, and values that nothing fitted. */
  kept: Record<string, string>;
  corrections: ImportedCorrection[];
}
