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
import type { CardPlans } from './offers';

/** Query of the coverage as a file: every service that the filters leave. */
export type CoverageFileQuery = Omit<CoverageQuery, 'limit' | 'cursor'>;

/**
 * What is known of response plans before anything happens. Answers come from the copy of the catalog that the plan index
 * keeps, and say of when it is.
 */
export interface PlansService<Context> {
  /**
   * The plans that apply to a service, in order.
   *
   * @throws InputError when the entity is of a kind that plans are not for
   * @throws NotFoundError when there is no such service, or the caller may not see it in the catalog
   * @throws ServiceUnavailableError until the catalog was read, and when only the catalog could say whether the caller may see it
   */
  getApplicable(
    query: ApplicablePlansQuery,
    context: Context,
  ): Promise<ApplicablePlans>;
  /**
   * Where one plan stands today, and what the caller may know of its use.
   *
   * @throws NotFoundError when there is no such plan, or the caller may not see it in the catalog
   * @throws ServiceUnavailableError as {@link PlansService.getApplicable}
   */
  getStanding(planRef: string, context: Context): Promise<ResponsePlanStatus>;
  /** A page of services and how ready they are, with the figures of all that the filters leave. */
  getCoverage(query: CoverageQuery, context: Context): Promise<Coverage>;
  /** The same as CSV, all of it. */
  getCoverageCsv(
    query: CoverageFileQuery,
    context: Context,
  ): Promise<{ fileName: string; content: string }>;
  /**
   * Makes a plan of a playbook for people to review. It is kept nowhere, and nothing of it is executed.
   *
   * @throws InputError that names what is wrong when no plan can be made of it
   */
  importPlaybook(
    request: ParsedImportPlaybook,
    context: Context,
  ): Promise<PlaybookImport>;
  /**
   * A plan as a playbook.
   *
   * @throws NotFoundError when there is no such plan, or the caller may not see it in the catalog
   */
  getPlaybook(planRef: string, context: Context): Promise<CacaoPlaybook>;
  /** What the entity card shows; empty for what is no service and for what the caller may not see. */
  getCard(entityRef: string, context: Context): Promise<CardPlans>;
}
