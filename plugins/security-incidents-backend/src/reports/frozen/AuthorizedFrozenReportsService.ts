import type {
  PageRequest,
  ParsedFreezeReport,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../../authorization/CallAuthorizer';
import { SERVICE_PAGE_PERMISSIONS } from '../../authorization/CallerDecisions';
import {
  assertPermitted,
  type CallerPermissions,
} from '../../authorization/permissions';
import type { AuthorizedContext, RequestContext } from '../../kernel/contexts';
import type { FrozenReportsService } from './FrozenReportsService';

const WANTED = [
  ...SERVICE_PAGE_PERMISSIONS,
  'readReports',
  'freezeReports',
  'readDetections',
] as const;

/** Does nothing but authorize each call. */
export class AuthorizedFrozenReportsService
  implements FrozenReportsService<RequestContext>
{
  constructor(
    private readonly service: FrozenReportsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async freeze(request: ParsedFreezeReport, context: RequestContext) {
    return this.service.freeze(
      request,
      await this.#require(context, 'freezeReports'),
    );
  }

  async list(page: PageRequest, context: RequestContext) {
    return this.service.list(page, await this.#require(context));
  }

  async get(id: string, context: RequestContext) {
    return this.service.get(id, await this.#require(context));
  }

  async compare(id: string, context: RequestContext) {
    return this.service.compare(id, await this.#require(context));
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
