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

/** Calls about response plans. @public */
export interface ResponsePlansApi {
  /** The plans that apply to a service, best first, and their roles. */
  getApplicablePlans(
    query: ApplicablePlansQuery,
    options?: CallOptions,
  ): Promise<ApplicablePlans>;
  /** The status of one plan: its reviews and tests, the services it covers, the incidents that use it. */
  getPlanStatus(
    planRef: string,
    options?: CallOptions,
  ): Promise<ResponsePlanStatus>;
  /** A page of services with their readiness. */
  getCoverage(query?: CoverageQuery, options?: CallOptions): Promise<Coverage>;
  /** All services that match the filters, as a file. */
  exportCoverage(
    format: 'csv' | 'json',
    query?: Omit<CoverageQuery, 'limit' | 'cursor'>,
    options?: CallOptions,
  ): Promise<string>;
  /** Converts a playbook to the YAML of a plan. Nothing is saved. */
  importPlaybook(
    request: ImportPlaybookRequest,
    options?: CallOptions,
  ): Promise<PlaybookImport>;
  /** A plan as a CACAO v2.0 playbook. */
  getPlaybook(planRef: string, options?: CallOptions): Promise<CacaoPlaybook>;
}
