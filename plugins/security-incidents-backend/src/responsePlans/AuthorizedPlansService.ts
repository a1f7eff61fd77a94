import type {
  ApplicablePlansQuery,
  CoverageQuery,
  ParsedImportPlaybook,
} from 'backstage-plugin-security-incidents-common';
import { SERVICE_PAGE_PERMISSIONS } from '../authorization/CallerDecisions';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import {
  assertPermitted,
  type CallerPermissions,
} from '../authorization/permissions';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { ExportFormat } from '../reports/exports/ListFile';
import type { CoverageFileQuery, PlansService } from './PlansService';

type Permission = keyof CallerPermissions;
const COVERAGE_PERMISSIONS: readonly Permission[] = [
  ...SERVICE_PAGE_PERMISSIONS,
  'exportReports',
];

/** Only authorizes each call. */
export class AuthorizedPlansService implements PlansService<RequestContext> {
  constructor(
    private readonly service: PlansService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async getApplicable(query: ApplicablePlansQuery, context: RequestContext) {
    return this.service.getApplicable(query, await this.#mayRead(context));
  }

  async getCoverage(query: CoverageQuery, context: RequestContext) {
    return this.service.getCoverage(
      query,
      await this.#mayRead(context, COVERAGE_PERMISSIONS),
    );
  }

  async exportCoverage(
    query: CoverageFileQuery,
    format: ExportFormat,
    context: RequestContext,
  ) {
    const authorized = await this.#mayRead(context, COVERAGE_PERMISSIONS);
    assertPermitted(authorized.permissions, ['exportReports']);
    return this.service.exportCoverage(query, format, authorized);
  }

  async importPlaybook(request: ParsedImportPlaybook, context: RequestContext) {
    return this.service.importPlaybook(request, await this.#mayRead(context));
  }

  async getPlaybook(planRef: string, context: RequestContext) {
    return this.service.getPlaybook(planRef, await this.#mayRead(context));
  }

  async getStanding(planRef: string, context: RequestContext) {
    return this.service.getStanding(planRef, await this.#mayRead(context));
  }

  async getCard(entityRef: string, context: RequestContext) {
    return this.service.getCard(entityRef, await this.#mayRead(context));
  }

  #mayRead(
    context: RequestContext,
    wanted: readonly Permission[] = SERVICE_PAGE_PERMISSIONS,
  ) {
    return this.authorizer.requireAmong(context, wanted, 'readPlans');
  }
}
