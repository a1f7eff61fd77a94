import type {
  FrozenComparison,
  FrozenReport,
  FrozenReports,
  PageRequest,
  ParsedFreezeReport,
} from 'backstage-plugin-security-incidents-common';

/** Reports that later changes of the record never change. @public */
export interface FrozenReportsService<Context> {
  /** Freezes the reports of a period, with everything that the caller may read. */
  freeze(request: ParsedFreezeReport, context: Context): Promise<FrozenReport>;
  /** Newest first. A report that holds an incident that the caller may not read does not exist for them. */
  list(page: PageRequest, context: Context): Promise<FrozenReports>;
  get(id: string, context: Context): Promise<FrozenReport>;
  /** Compares a report with today. */
  compare(id: string, context: Context): Promise<FrozenComparison>;
}
