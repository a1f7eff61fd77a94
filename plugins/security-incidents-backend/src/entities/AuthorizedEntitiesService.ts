import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import { OVERVIEW_PERMISSIONS } from '../authorization/CallerDecisions';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { EntitiesService } from './EntitiesService';

/** Does nothing but authorize each call. */
export class AuthorizedEntitiesService
  implements EntitiesService<RequestContext>
{
  constructor(
    private readonly service: EntitiesService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async getEntityOverview(entityRef: string, context: RequestContext) {
    return this.service.getEntityOverview(
      entityRef,
      await this.authorizer.requireRead(context, OVERVIEW_PERMISSIONS),
    );
  }

  async getEntityCounts(
    entityRefs: readonly string[],
    context: RequestContext,
  ) {
    return this.service.getEntityCounts(
      entityRefs,
      await this.authorizer.requireFind(context, true),
    );
  }
}
