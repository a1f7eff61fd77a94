import { z } from 'zod';
import {
  TLP_MARKINGS,
  type IncidentStatus,
  type Severity,
  type Tlp,
} from '../rules';
import { principalRef, text, title } from './fields';
import type { AnalysisReport } from './reportAnalysis';
import type { ClauseSummary, Population } from './reportClause';
import type { ReportOverview } from './reportOverview';
import type { ReportHeader, ReportPeriod, ReportScope } from './reportScope';

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
    /** True when it came by an import; no requirement judges it then. */
    imported?: boolean;
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
    /** True when it came by an import. */
    imported?: boolean;
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
