import type { WorkQuery } from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { CallerPermissions } from '../authorization/permissions';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { MyWorkService } from './MyWorkService';

/** What an item offers depends on `update`, `recordStep` and those of obligations; `readPlans` brings which services the caller may see. */
const WANTED: ReadonlyArray<keyof CallerPermissions> = [
  'update',
  'recordStep',
  'readObligations',
  'decideObligations',
  'readPlans',
];

/** Only authorizes each call. */
export class AuthorizedMyWorkService implements MyWorkService<RequestContext> {
  constructor(
    private readonly service: MyWorkService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async getMyWork(query: WorkQuery, context: RequestContext) {
    return this.service.getMyWork(
      query,
      await this.authorizer.requireRead(context, WANTED),
    );
  }
}
