import {
  findTransition,
  type IncidentQuery,
  type IncidentRole,
  type PageRequest,
  type ParsedAffected,
  type ParsedBreakGlass,
  type ParsedApplyPlan,
  type ParsedChangeTask,
  type ParsedCreateIncident,
  type ParsedEscalate,
  type ParsedMajor,
  type ParsedPrincipal,
  type ParsedRecordStep,
  type ParsedTransition,
  type ParsedUnlink,
  type ParsedUpdateIncident,
  type Period,
  type VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import { isFoundByServices } from './store/foundBy';
import { SERVICE_PAGE_PERMISSIONS } from '../authorization/CallerDecisions';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { CallerPermissions } from '../authorization/permissions';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { IncidentsService } from './IncidentsService';

/** Does nothing but authorize each call. */
export class AuthorizedIncidentsService
  implements IncidentsService<RequestContext>
{
  constructor(
    private readonly service: IncidentsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async create(request: ParsedCreateIncident, context: RequestContext) {
    return this.service.create(
      request,
      await this.authorizer.require(context, 'create'),
    );
  }

  async list(query: IncidentQuery, context: RequestContext) {
    return this.service.list(
      query,
      await this.authorizer.requireFind(context, isFoundByServices(query)),
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

  async listViews(idOrKey: string, page: PageRequest, context: RequestContext) {
    return this.service.listViews(
      idOrKey,
      page,
      await this.authorizer.requireOn(idOrKey, context, 'readViews'),
    );
  }

  async breakGlass(
    idOrKey: string,
    request: ParsedBreakGlass,
    context: RequestContext,
  ) {
    return this.service.breakGlass(
      idOrKey,
      request,
      await this.authorizer.requireChange(context, () => ['breakGlass']),
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

  async assignRole(
    idOrKey: string,
    role: IncidentRole,
    request: ParsedPrincipal,
    context: RequestContext,
  ) {
    return this.service.assignRole(
      idOrKey,
      role,
      request,
      await this.authorizer.requireChange(context, () => ['update']),
    );
  }

  async renounceRole(
    idOrKey: string,
    role: IncidentRole,
    context: RequestContext,
  ) {
    return this.service.renounceRole(
      idOrKey,
      role,
      await this.authorizer.requireChange(context, () => ['update']),
    );
  }

  async addMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: RequestContext,
  ) {
    return this.service.addMember(
      idOrKey,
      request,
      await this.authorizer.requireChange(context, () => ['restrict']),
    );
  }

  async removeMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: RequestContext,
  ) {
    return this.service.removeMember(
      idOrKey,
      request,
      await this.authorizer.requireChange(context, () => ['restrict']),
    );
  }

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
    const { state, note, assigneeRef } = request;
    const needed: Array<keyof CallerPermissions> = [];
    if (state !== undefined || note !== undefined) needed.push('recordStep');
    if (assigneeRef !== undefined) needed.push('update');
    return this.service.changeTask(
      idOrKey,
      taskId,
      request,
      await this.authorizer.requireChange(context, () => needed),
    );
  }

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

  async getEntityOverview(entityRef: string, context: RequestContext) {
    return this.service.getEntityOverview(
      entityRef,
      await this.authorizer.requireRead(context, SERVICE_PAGE_PERMISSIONS),
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
      await this.authorizer.requireFind(context, isFoundByServices(query)),
    );
  }
}
