import type {
  ImportReport,
  IncidentImport,
} from 'backstage-plugin-security-incidents-common';

export const AT = '/security-incidents/reports/import-export';
export const FILE = {
  name: 'register.csv',
  format: 'csv',
  encoding: 'utf-8' as const,
  delimiter: ';',
  size: 61_000,
  sha256: '0bf7dd20'.padEnd(64, '0'),
};

export const anImport = (
  changes: Partial<IncidentImport> = {},
): IncidentImport => ({
  id: 'import-1',
  state: 'running',
  file: FILE,
  source: 'csv',
  mapping: {},
  corrections: 0,
  rows: 3,
  incidents: 3,
  createdAt: '2026-11-30T10:31:04.000Z',
  createdBy: 'user:default/ada',
  ...changes,
});

export const aReport = (changes: Partial<ImportReport> = {}): ImportReport => ({
  dryRun: true,
  file: FILE,
  source: 'csv',
  mapping: {},
  columns: [
    {
      name: 'Titel',
      becomes: 'title',
      isGuessed: true,
      sample: 'Spam',
      empty: 0,
    },
    {
      name: 'Erkannt',
      becomes: 'detectedAt',
      isGuessed: true,
      sample: '31.04.2024 09:10',
      empty: 0,
    },
  ],
  totals: {
    rows: 3,
    toImport: 2,
    fine: 2,
    withNotes: 0,
    withErrors: 1,
    duplicates: 0,
    leftOut: 0,
  },
  years: [
    {
      year: 2024,
      incidents: 2,
      firstKey: 'SEC-2024-0001',
      lastKey: 'SEC-2024-0002',
    },
  ],
  findings: [
    {
      row: 2,
      column: 'Erkannt',
      field: 'detectedAt',
      level: 'error',
      rule: 'date',
      message: 'April 2024 has 30 days',
      value: '31.04.2024 09:10',
    },
  ],
  findingCounts: { error: 1, note: 0 },
  ...changes,
});

export const SETTLED = aReport({
  totals: { ...aReport().totals, toImport: 3, fine: 3, withErrors: 0 },
  findings: [],
  findingCounts: { error: 0, note: 0 },
});
