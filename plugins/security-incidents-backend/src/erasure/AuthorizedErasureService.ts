import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { ErasureService } from './ErasureService';

/** Only authorizes each call. */
export class AuthorizedErasureService
  implements ErasureService<RequestContext>
{
  constructor(
    private readonly service: ErasureService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async eraseEntry(
    idOrKey: string,
    seq: number,
    request: { reason: string },
    context: RequestContext,
  ) {
    return this.service.eraseEntry(
      idOrKey,
      seq,
      request,
      await this.authorizer.requireChange(context, () => ['eraseEntries']),
    );
  }
}
