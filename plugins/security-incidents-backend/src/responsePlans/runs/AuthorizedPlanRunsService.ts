import type {
  ParsedApplyPlan,
  ParsedChangeTask,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../../authorization/CallAuthorizer';
import type { CallerPermissions } from '../../authorization/permissions';
import type { AuthorizedContext, RequestContext } from '../../kernel/contexts';
import type { PlanRunsService } from './PlanRunsService';

/** Only authorizes each call. */
export class AuthorizedPlanRunsService
  implements PlanRunsService<RequestContext>
{
  constructor(
    private readonly service: PlanRunsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async getPlanRuns(idOrKey: string, context: RequestContext) {
    return this.service.getPlanRuns(
      idOrKey,
      await this.authorizer.require(context, 'read'),
    );
  }

  async applyPlan(
    idOrKey: string,
    request: ParsedApplyPlan,
    context: RequestContext,
  ) {
    return this.service.applyPlan(
      idOrKey,
      request,
      await this.authorizer.requireChange(context, () => ['update']),
    );
  }

  async changeTask(
    idOrKey: string,
    taskId: string,
    request: ParsedChangeTask,
    context: RequestContext,
  ) {
    const { state, note, takeOver, assigneeRef } = request;
    const needed: Array<keyof CallerPermissions> = [];
    if (state !== undefined || note !== undefined || takeOver) {
      needed.push('recordStep');
    }
    if (assigneeRef !== undefined) needed.push('update');
    return this.service.changeTask(
      idOrKey,
      taskId,
      request,
      await this.authorizer.requireChange(context, () => needed),
    );
  }
}
