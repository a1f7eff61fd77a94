import type { PageRequest } from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { CheckpointsService } from './CheckpointsService';

/** Only authorizes each call. */
export class AuthorizedCheckpointsService
  implements CheckpointsService<RequestContext>
{
  constructor(
    private readonly service: CheckpointsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async list(page: PageRequest, context: RequestContext) {
    return this.service.list(
      page,
      await this.authorizer.requireAmong(
        context,
        ['read', 'readCheckpoints'],
        'readCheckpoints',
      ),
    );
  }
}
