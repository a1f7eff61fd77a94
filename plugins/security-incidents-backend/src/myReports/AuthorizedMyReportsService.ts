import type {
  PageRequest,
  ParsedAnswerReport,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { MyReportsService } from './MyReportsService';

/** Only authorizes each call: people who may report follow their own reports. */
export class AuthorizedMyReportsService
  implements MyReportsService<RequestContext>
{
  constructor(
    private readonly service: MyReportsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async list(page: PageRequest, context: RequestContext) {
    return this.service.list(page, await this.#authorize(context));
  }

  async get(idOrKey: string, context: RequestContext) {
    return this.service.get(idOrKey, await this.#authorize(context));
  }

  async answer(
    idOrKey: string,
    request: ParsedAnswerReport,
    context: RequestContext,
  ) {
    return this.service.answer(
      idOrKey,
      request,
      await this.#authorize(context),
    );
  }

  async getRecipients(
    query: Parameters<MyReportsService<RequestContext>['getRecipients']>[0],
    context: RequestContext,
  ) {
    return this.service.getRecipients(query, await this.#authorize(context));
  }

  #authorize(context: RequestContext) {
    return this.authorizer.require(context, 'create');
  }
}
