import type { EntityCountsPart } from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import {
  OVERVIEW_PERMISSIONS,
  SERVICE_PAGE_PERMISSIONS,
} from '../authorization/CallerDecisions';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { EntitiesService } from './EntitiesService';

/** Only authorizes each call. */
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
    include: readonly EntityCountsPart[],
    context: RequestContext,
  ) {
    return this.service.getEntityCounts(
      entityRefs,
      include,
      include.includes('detections')
        ? await this.authorizer.requireRead(context, [
            ...SERVICE_PAGE_PERMISSIONS,
            'triageDetections',
          ])
        : await this.authorizer.requireFind(context, true),
    );
  }
}
