import type {
  ApplicablePlans,
  ApplicablePlansQuery,
  CacaoPlaybook,
  Coverage,
  CoverageQuery,
  ParsedImportPlaybook,
  PlaybookImport,
  ResponsePlanStatus,
} from 'backstage-plugin-security-incidents-common';
import type { ExportFormat, ListFile } from '../reports/exports/ListFile';
import type { CardPlans } from './offers';

/** Query of the coverage file, which has all matching services. */
export type CoverageFileQuery = Omit<CoverageQuery, 'limit' | 'cursor'>;

/**
 * Response plans in the catalog and their readiness. Responses come from the plan index and state its time.
 */
export interface PlansService<Context> {
  /**
   * Gets the plans that apply to a service, best first.
   *
   * @throws InputError when plans do not apply to the kind of the entity
   * @throws NotFoundError when the service does not exist or is hidden from the caller
   * @throws ServiceUnavailableError until the catalog was read, and during an outage for callers with conditional access
   */
  getApplicable(
    query: ApplicablePlansQuery,
    context: Context,
  ): Promise<ApplicablePlans>;
  /**
   * Gets the review and test status of a plan, and its use.
   *
   * @throws NotFoundError when the plan does not exist or is hidden from the caller
   * @throws ServiceUnavailableError as {@link PlansService.getApplicable}
   */
  getStanding(planRef: string, context: Context): Promise<ResponsePlanStatus>;
  /** Gets a page of services with their readiness, and figures for all matching services. */
  getCoverage(query: CoverageQuery, context: Context): Promise<Coverage>;
  /** Gets all matching services as a file. */
  exportCoverage(
    query: CoverageFileQuery,
    format: ExportFormat,
    context: Context,
  ): Promise<ListFile>;
  /**
   * Converts a playbook to a draft plan for review. Nothing is stored or executed.
   *
   * @throws InputError that lists the problems when the playbook cannot be converted
   */
  importPlaybook(
    request: ParsedImportPlaybook,
    context: Context,
  ): Promise<PlaybookImport>;
  /**
   * Exports a plan as a playbook.
   *
   * @throws NotFoundError when the plan does not exist or is hidden from the caller
   */
  getPlaybook(planRef: string, context: Context): Promise<CacaoPlaybook>;
  /** Gets the plan part of the entity card; empty for other kinds and for hidden services. */
  getCard(entityRef: string, context: Context): Promise<CardPlans>;
}
