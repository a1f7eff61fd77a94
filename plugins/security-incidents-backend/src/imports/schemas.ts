import {
  IMPORT_DATE_ORDERS,
  IMPORT_ENCODINGS,
  IMPORT_FIELDS,
  IMPORT_FINDING_LEVELS,
  IMPORT_OTHER_TARGETS,
  IMPORT_PHASES,
  IMPORT_ROW_RESULTS,
  IMPORT_RULES,
  IMPORT_STATES,
  IMPORT_VALUE_FIELDS,
  type ImportedIncidentPage,
  type ImportMapping,
  type ImportPage,
  type ImportReport,
  INCIDENT_STATUSES,
  type IncidentImport,
  type SavedImportMapping,
  type SavedImportMappings,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import { component } from '../http/components';
import { errorWith } from '../http/errorSchema';
import { actor, count, text, time } from '../http/fields';

const target = z.enum([...IMPORT_FIELDS, ...IMPORT_OTHER_TARGETS]);

const mappingSchema = component<ImportMapping>()(
  'ImportMapping',
  z.strictObject({
    columns: z.record(z.string(), target).optional(),
    values: z
      .partialRecord(
        z.enum(IMPORT_VALUE_FIELDS),
        z.record(z.string(), z.string()),
      )
      .optional()
      .describe('Only for who started the import.'),
    timeZone: text.optional().describe('Zone of times without one.'),
    dateOrder: z.enum(IMPORT_DATE_ORDERS).optional(),
  }),
);

const fileSchema = z.strictObject({
  name: text,
  format: text,
  encoding: z.enum(IMPORT_ENCODINGS).optional(),
  delimiter: text.optional(),
  size: count.describe('Bytes.'),
  sha256: text.describe('Hex SHA-256.'),
});

const yearSchema = z.strictObject({
  year: z.int(),
  incidents: count,
  firstKey: text,
  lastKey: text,
});

export const importSchema = component<IncidentImport>()(
  'IncidentImport',
  z.strictObject({
    id: z.uuid(),
    state: z.enum(IMPORT_STATES),
    file: fileSchema,
    source: text,
    mapping: mappingSchema,
    corrections: count.describe('Number of corrected values.'),
    rows: count,
    incidents: count.describe(
      'Incidents that it made or is to make. Others than its starter get those that they may read, and all rows until it is done.',
    ),
    createdAt: time,
    createdBy: actor,
    startedAt: time.optional(),
    endedAt: time.optional(),
    progress: z
      .strictObject({ phase: z.enum(IMPORT_PHASES), done: count, total: count })
      .optional()
      .describe('While it runs.'),
    years: z.array(yearSchema).optional().describe('Once it is done.'),
    problem: text
      .optional()
      .describe('Why it failed. Then nothing was imported.'),
  }),
);

const findings = z.array(
  z.strictObject({
    row: count.optional(),
    column: text.optional(),
    field: z.enum(IMPORT_FIELDS).optional(),
    level: z.enum(IMPORT_FINDING_LEVELS),
    rule: z.enum(IMPORT_RULES),
    message: text,
    value: text.optional(),
  }),
);

/** A file that is not imported because of its rows. */
export const importRefusedSchema = errorWith('ImportRefusedError', {
  findings: findings.describe('What is wrong.').optional(),
});

export const importReportSchema = component<ImportReport>()(
  'ImportReport',
  z.strictObject({
    dryRun: z.boolean().describe('Whether nothing is stored.'),
    file: fileSchema,
    source: text,
    mapping: mappingSchema,
    columns: z.array(
      z.strictObject({
        name: text,
        becomes: target,
        isGuessed: z.boolean(),
        sample: text.optional(),
        empty: count.describe('Rows without a value.'),
        values: z
          .array(
            z.strictObject({ value: text, count, becomes: text.optional() }),
          )
          .optional(),
        distinctValues: count.optional(),
      }),
    ),
    totals: z.strictObject({
      rows: count,
      toImport: count,
      fine: count,
      withNotes: count,
      withErrors: count,
      duplicates: count,
      leftOut: count,
    }),
    years: z.array(yearSchema),
    findings: findings.describe('Errors first; at most 500.'),
    rows: z
      .strictObject({
        items: z.array(
          z.strictObject({
            row: count,
            result: z.enum(IMPORT_ROW_RESULTS),
            originalId: text.optional(),
            title: text.optional(),
            detectedAt: time.optional(),
            key: text.optional().describe('As it would be now.'),
          }),
        ),
        nextFrom: count.optional(),
        previousFrom: count.optional(),
      })
      .optional()
      .describe('Rows of a dry run, when `options.rowsFrom` asks for them.'),
    findingCounts: z.record(z.enum(IMPORT_FINDING_LEVELS), count),
    earlierImport: importSchema
      .optional()
      .describe('The last import of a file with the same content.'),
    import: importSchema.optional().describe('Absent for a dry run.'),
  }),
);

export const importPageSchema = component<ImportPage>()(
  'ImportPage',
  z.strictObject({
    items: z.array(importSchema),
    totalItems: count,
    pageInfo: z.strictObject({ nextCursor: text.optional() }),
    formats: z.array(z.strictObject({ format: text, title: text })),
    maxBytes: count.describe('Largest size of a file.'),
  }),
);

export const importedIncidentsSchema = component<ImportedIncidentPage>()(
  'ImportedIncidentPage',
  z.strictObject({
    items: z.array(
      z.strictObject({
        row: count.describe('Row of the file.'),
        originalId: text.optional(),
        id: z.uuid(),
        key: text,
        title: text,
        status: z.enum(INCIDENT_STATUSES),
        severity: z.enum(SEVERITIES).optional(),
        detectedAt: time,
        restricted: z.boolean(),
      }),
    ),
    totalItems: count,
    pageInfo: z.strictObject({ nextCursor: text.optional() }),
  }),
);

export const savedMappingSchema = component<SavedImportMapping>()(
  'SavedImportMapping',
  z.strictObject({
    id: z.uuid(),
    name: text,
    mapping: mappingSchema,
    savedAt: time,
  }),
);

export const savedMappingsSchema = component<SavedImportMappings>()(
  'SavedImportMappings',
  z.strictObject({ items: z.array(savedMappingSchema) }),
);

const years = [
  {
    year: 2024,
    incidents: 84,
    firstKey: 'SEC-2024-0001',
    lastKey: 'SEC-2024-0084',
  },
];

export const exampleImport: IncidentImport = {
  id: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  state: 'done',
  file: {
    name: 'security-register-2024.csv',
    format: 'csv',
    encoding: 'windows-1252',
    delimiter: ';',
    size: 24_311,
    sha256: '07e63f434152c14febe2f8f9767b076871e4a74e4fda668997ffda25664ec4e7',
  },
  source: 'csv',
  mapping: { columns: { Titel: 'title', Erkannt: 'detectedAt' } },
  corrections: 1,
  rows: 84,
  incidents: 84,
  createdAt: '2026-11-30T10:31:04.000Z',
  createdBy: 'user:default/judith.amselin',
  startedAt: '2026-11-30T10:31:04.000Z',
  endedAt: '2026-11-30T10:31:09.000Z',
  years,
};

export const exampleReport: ImportReport = {
  dryRun: true,
  file: exampleImport.file,
  source: 'csv',
  mapping: exampleImport.mapping,
  columns: [
    {
      name: 'Erkannt',
      becomes: 'detectedAt',
      isGuessed: true,
      sample: '14.02.2024 08:40',
      empty: 0,
    },
  ],
  totals: {
    rows: 85,
    toImport: 84,
    fine: 84,
    withNotes: 0,
    withErrors: 1,
    duplicates: 0,
    leftOut: 0,
  },
  years,
  findings: [
    {
      row: 47,
      column: 'Erkannt',
      field: 'detectedAt',
      level: 'error',
      rule: 'date',
      message: 'April 2024 has 30 days',
      value: '31.04.2024 09:10',
    },
  ],
  findingCounts: { error: 1, note: 0 },
};

export const exampleImported: ImportedIncidentPage = {
  items: [
    {
      row: 2,
      originalId: 'IS-2024-001',
      id: '0d9be5a1-4d5c-4f6f-9a53-6f1c6b0c3d11',
      key: 'SEC-2024-0001',
      title: 'Spam run over the contact form',
      status: 'closed',
      severity: 'medium',
      detectedAt: '2024-02-14T07:40:00.000Z',
      restricted: false,
    },
  ],
  totalItems: 1,
  pageInfo: {},
};

export const exampleMapping: SavedImportMapping = {
  id: '4f0c2a5e-7a0b-4b8e-9f39-54a5f6a7b0c2',
  name: 'Register until 2025',
  mapping: {
    columns: { Titel: 'title', Erkannt: 'detectedAt' },
    timeZone: 'Europe/Berlin',
  },
  savedAt: '2026-11-30T10:24:00.000Z',
};
