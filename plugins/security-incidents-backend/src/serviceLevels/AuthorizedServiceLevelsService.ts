import type {
  ParsedEscalate,
  ParsedMajor,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { ServiceLevelsService } from './ServiceLevelsService';

/** Only authorizes each call. */
export class AuthorizedServiceLevelsService
  implements ServiceLevelsService<RequestContext>
{
  constructor(
    private readonly service: ServiceLevelsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async listEscalations(idOrKey: string, context: RequestContext) {
    return this.service.listEscalations(
      idOrKey,
      await this.authorizer.requireRead(context, []),
    );
  }

  async escalate(
    idOrKey: string,
    request: ParsedEscalate,
    context: RequestContext,
  ) {
    return this.service.escalate(
      idOrKey,
      request,
      await this.authorizer.requireChange(context, () => ['update']),
    );
  }

  async decideMajor(
    idOrKey: string,
    request: ParsedMajor,
    context: RequestContext,
  ) {
    return this.service.decideMajor(
      idOrKey,
      request,
      await this.authorizer.requireChange(context, () => ['update']),
    );
  }
}
