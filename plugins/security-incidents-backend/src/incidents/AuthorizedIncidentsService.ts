import {
  findTransition,
  type IncidentQuery,
  type PageRequest,
  type ParsedAffected,
  type ParsedCreateIncident,
  type ParsedRecordStep,
  type ParsedTransition,
  type ParsedUnlink,
  type ParsedUpdateIncident,
} from 'backstage-plugin-security-incidents-common';
import { dependsOnEntities } from './store/entityFilters';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { CallerPermissions } from '../authorization/permissions';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { IncidentsService } from './IncidentsService';

/** Only authorizes each call. */
export class AuthorizedIncidentsService
  implements IncidentsService<RequestContext>
{
  constructor(
    private readonly service: IncidentsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async create(request: ParsedCreateIncident, context: RequestContext) {
    const needed: Array<keyof CallerPermissions> = ['create'];
    if (request.mode === 'exercise') needed.push('startExercise');
    return this.service.create(
      request,
      await this.authorizer.require(context, ...needed),
    );
  }

  async list(query: IncidentQuery, context: RequestContext) {
    return this.service.list(
      query,
      await this.authorizer.requireFind(context, dependsOnEntities(query)),
    );
  }

  async get(idOrKey: string, context: RequestContext) {
    return this.service.get(
      idOrKey,
      await this.authorizer.requireRead(context),
    );
  }

  async update(
    idOrKey: string,
    changes: ParsedUpdateIncident,
    context: RequestContext,
  ) {
    const { visibility, ...facts } = changes;
    const needed: Array<keyof CallerPermissions> = [];
    if (visibility !== undefined) needed.push('restrict');
    if (Object.keys(facts).length > 0) needed.push('update');
    return this.service.update(
      idOrKey,
      changes,
      await this.authorizer.requireChange(context, () => needed),
    );
  }

  async transition(
    idOrKey: string,
    request: ParsedTransition,
    context: RequestContext,
  ) {
    return this.service.transition(
      idOrKey,
      request,
      await this.authorizer.requireChange(
        context,
        ({ status, mergedFromStatus }) => [
          findTransition(status, request.to, mergedFromStatus)?.permission ??
            'transition',
        ],
      ),
    );
  }

  async listSteps(idOrKey: string, page: PageRequest, context: RequestContext) {
    return this.service.listSteps(
      idOrKey,
      page,
      await this.authorizer.requireRead(context, []),
    );
  }

  async recordStep(
    idOrKey: string,
    request: ParsedRecordStep,
    context: RequestContext,
  ) {
    return this.service.recordStep(
      idOrKey,
      request,
      await this.authorizer.requireChange(context, () => ['recordStep']),
    );
  }

  async getTimeline(
    idOrKey: string,
    page: PageRequest,
    context: RequestContext,
  ) {
    return this.service.getTimeline(
      idOrKey,
      page,
      await this.authorizer.requireRead(context, []),
    );
  }

  async verify(idOrKey: string, context: RequestContext) {
    return this.service.verify(
      idOrKey,
      await this.authorizer.requireOn(idOrKey, context, 'verify'),
    );
  }

  async linkAffected(
    idOrKey: string,
    request: ParsedAffected,
    context: RequestContext,
  ) {
    return this.service.linkAffected(
      idOrKey,
      request,
      await this.authorizer.requireChange(context, () => ['update']),
    );
  }

  async unlinkAffected(
    idOrKey: string,
    request: ParsedUnlink,
    context: RequestContext,
  ) {
    return this.service.unlinkAffected(
      idOrKey,
      request,
      await this.authorizer.requireChange(context, () => ['update']),
    );
  }
}
