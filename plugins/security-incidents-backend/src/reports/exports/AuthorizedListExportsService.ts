import type {
  ActionFilterValues,
  DetectionFilterValues,
  ObligationFilterValues,
  ReviewFilterValues,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../../authorization/CallAuthorizer';
import { SERVICE_PAGE_PERMISSIONS } from '../../authorization/CallerDecisions';
import { assertPermitted } from '../../authorization/permissions';
import type { AuthorizedContext, RequestContext } from '../../kernel/contexts';
import type { ExportFormat } from './ListFile';
import type { ListExportsService } from './ListExportsService';

const EXPORT_PERMISSIONS = [
  ...SERVICE_PAGE_PERMISSIONS,
  'exportReports',
] as const;

/** Does nothing but authorize each call. */
export class AuthorizedListExportsService
  implements ListExportsService<RequestContext>
{
  constructor(
    private readonly service: ListExportsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async exportIncidents(
    query: VolumeQuery,
    format: ExportFormat,
    context: RequestContext,
  ) {
    const authorized = await this.#require(context);
    return this.service.exportIncidents(query, format, authorized);
  }

  async exportObligations(
    query: ObligationFilterValues,
    format: ExportFormat,
    context: RequestContext,
  ) {
    return this.service.exportObligations(
      query,
      format,
      await this.authorizer.requireReadOf(
        context,
        'readObligations',
        'exportReports',
      ),
    );
  }

  async exportReviews(
    query: ReviewFilterValues,
    format: ExportFormat,
    context: RequestContext,
  ) {
    const authorized = await this.#require(context);
    return this.service.exportReviews(query, format, authorized);
  }

  async exportActions(
    query: ActionFilterValues,
    format: ExportFormat,
    context: RequestContext,
  ) {
    const authorized = await this.#require(context);
    return this.service.exportActions(query, format, authorized);
  }

  async exportDetections(
    query: DetectionFilterValues,
    format: ExportFormat,
    context: RequestContext,
  ) {
    // As the list: what it shows depends on every permission.
    const authorized = await this.authorizer.requireAmong(
      context,
      undefined,
      'readDetections',
    );
    assertPermitted(authorized.permissions, ['exportReports']);
    return this.service.exportDetections(query, format, authorized);
  }

  async #require(context: RequestContext): Promise<AuthorizedContext> {
    const authorized = await this.authorizer.requireAmong(
      context,
      EXPORT_PERMISSIONS,
      'read',
    );
    assertPermitted(authorized.permissions, ['exportReports']);
    return authorized;
  }
}
