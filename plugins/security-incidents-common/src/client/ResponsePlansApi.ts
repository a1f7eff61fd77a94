import type {
  ApplicablePlans,
  ApplicablePlansQuery,
  CacaoPlaybook,
  Coverage,
  CoverageQuery,
  ImportPlaybookRequest,
  PlaybookImport,
  ResponsePlanStatus,
} from '../plans';
import type { CallOptions } from './SecurityIncidentsApi';

/** Response plans, before anything happens. @public */
export interface ResponsePlansApi {
  /** The plans that apply to a service, in order, and who would act. */
  getApplicablePlans(
    query: ApplicablePlansQuery,
    options?: CallOptions,
  ): Promise<ApplicablePlans>;
  /** Where one plan stands: reviewed, tested, by which exercise, what it covers and where it is at work. */
  getPlanStatus(
    planRef: string,
    options?: CallOptions,
  ): Promise<ResponsePlanStatus>;
  /** A page of services with how ready they are. */
  getCoverage(query?: CoverageQuery, options?: CallOptions): Promise<Coverage>;
  /** All services that the filters leave, as the text of a CSV file. */
  getCoverageCsv(
    query?: Omit<CoverageQuery, 'limit' | 'cursor'>,
    options?: CallOptions,
  ): Promise<string>;
  /** Makes the YAML of a plan of a playbook; it is kept nowhere. */
  importPlaybook(
    request: ImportPlaybookRequest,
    options?: CallOptions,
  ): Promise<PlaybookImport>;
  /** A plan as a CACAO v2.0 playbook. */
  getPlaybook(planRef: string, options?: CallOptions): Promise<CacaoPlaybook>;
}
