import type {
  ActionFilterValues,
  DetectionFilterValues,
  ObligationFilterValues,
  ReviewFilterValues,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import type { ExportFormat, ListFile } from './ListFile';

/**
 * Lists as files: all rows that match the filters and that the caller may read. Of what is about a TLP:RED incident they have
 * its key only.
 */
export interface ListExportsService<Context> {
  /** In the order in which they were recorded. */
  exportIncidents(
    query: VolumeQuery,
    format: ExportFormat,
    context: Context,
  ): Promise<ListFile>;
  exportObligations(
    query: ObligationFilterValues,
    format: ExportFormat,
    context: Context,
  ): Promise<ListFile>;
  exportReviews(
    query: ReviewFilterValues,
    format: ExportFormat,
    context: Context,
  ): Promise<ListFile>;
  exportActions(
    query: ActionFilterValues,
    format: ExportFormat,
    context: Context,
  ): Promise<ListFile>;
  exportDetections(
    query: DetectionFilterValues,
    format: ExportFormat,
    context: Context,
  ): Promise<ListFile>;
}
