import type {
  AnalysisQuery,
  CompletenessQuery,
  ParsedExplainGaps,
  ReportQuery,
  ServicesReportQuery,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import { SERVICE_PAGE_PERMISSIONS } from '../authorization/CallerDecisions';
import {
  assertPermitted,
  type CallerPermissions,
} from '../authorization/permissions';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { PeriodReportsService } from './PeriodReportsService';

/** What answers depend on besides the permission to see reports. */
const WANTED = [
  ...SERVICE_PAGE_PERMISSIONS,
  'readReports',
  'exportReports',
  'readDetections',
] as const;

/** Does nothing but authorize each call. */
export class AuthorizedPeriodReportsService
  implements PeriodReportsService<RequestContext>
{
  constructor(
    private readonly service: PeriodReportsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async getOverview(query: ReportQuery, context: RequestContext) {
    return this.service.getOverview(query, await this.#require(context));
  }

  async getAnalysis(query: AnalysisQuery, context: RequestContext) {
    return this.service.getAnalysis(query, await this.#require(context));
  }

  async getAnalysisCsv(query: AnalysisQuery, context: RequestContext) {
    return this.service.getAnalysisCsv(
      query,
      await this.#require(context, 'exportReports'),
    );
  }

  async getClause(query: ReportQuery, context: RequestContext) {
    return this.service.getClause(query, await this.#require(context));
  }

  async listCompleteness(query: CompletenessQuery, context: RequestContext) {
    return this.service.listCompleteness(query, await this.#require(context));
  }

  async getCompleteness(idOrKey: string, context: RequestContext) {
    return this.service.getCompleteness(
      idOrKey,
      await this.authorizer.requireRead(context, []),
    );
  }

  async explainGaps(request: ParsedExplainGaps, context: RequestContext) {
    return this.service.explainGaps(
      request,
      await this.authorizer.require(context, 'read', 'freezeReports'),
    );
  }

  async listServices(query: ServicesReportQuery, context: RequestContext) {
    return this.service.listServices(query, await this.#require(context));
  }

  async getServiceYear(
    entityRef: string,
    query: Pick<ReportQuery, 'from' | 'to' | 'zone'>,
    context: RequestContext,
  ) {
    return this.service.getServiceYear(
      entityRef,
      query,
      await this.#require(context),
    );
  }

  async getSample(
    query: ReportQuery & { seed: string; n?: number },
    context: RequestContext,
  ) {
    return this.service.getSample(query, await this.#require(context));
  }

  async #require(
    context: RequestContext,
    ...more: Array<keyof CallerPermissions>
  ): Promise<AuthorizedContext> {
    const authorized = await this.authorizer.requireAmong(
      context,
      WANTED,
      'read',
    );
    assertPermitted(authorized.permissions, ['readReports', ...more]);
    return authorized;
  }
}
