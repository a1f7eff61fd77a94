import type {
  Period,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import { dependsOnEntities } from '../incidents/store/entityFilters';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { ReportsService } from './ReportsService';

/** Does nothing but authorize each call. */
export class AuthorizedReportsService
  implements ReportsService<RequestContext>
{
  constructor(
    private readonly service: ReportsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async getEntityHistory(
    entityRef: string,
    period: Period,
    context: RequestContext,
  ) {
    return this.service.getEntityHistory(
      entityRef,
      period,
      await this.authorizer.requireFind(context, true),
    );
  }

  async getVolume(query: VolumeQuery, context: RequestContext) {
    return this.service.getVolume(
      query,
      await this.authorizer.requireFind(context, dependsOnEntities(query)),
    );
  }

  async getDue(query: VolumeQuery, context: RequestContext) {
    return this.service.getDue(
      query,
      await this.authorizer.requireFind(context, dependsOnEntities(query)),
    );
  }
}
