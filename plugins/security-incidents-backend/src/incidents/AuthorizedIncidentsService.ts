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
import type { IncidentRecord } from './store/records';
import {
  type PermissionDecider,
  SERVICE_PAGE_PERMISSIONS,
} from '../authorization/CallerDecisions';
import type {
  CallContext,
  CallerPermissions,
  IncidentsService,
} from './IncidentsService';
import { assertPermitted } from '../authorization/permissions';

type Decided = CallContext & { permissions: CallerPermissions };

/** Does nothing but authorise: one decision for each call, handed down with the caller's read access. */
export class AuthorizedIncidentsService implements IncidentsService {
  constructor(
    private readonly service: IncidentsService,
    private readonly decider: PermissionDecider,
  ) {}

  async create(request: ParsedCreateIncident, context: CallContext) {
    return this.service.create(request, await this.#need(context, 'create'));
  }

  async list(query: IncidentQuery, context: CallContext) {
    return this.service.list(
      query,
      await this.#needToFind(context, isFoundByServices(query)),
    );
  }

  async get(idOrKey: string, context: CallContext) {
    const decided = {
      ...context,
      ...(await this.decider.decideToRead(context.credentials)),
    };
    assertPermitted(decided.permissions, ['read']);
    return this.service.get(idOrKey, decided);
  }

  async update(
    idOrKey: string,
    changes: ParsedUpdateIncident,
    context: CallContext,
  ) {
    const { visibility, ...facts } = changes;
    const rights: Array<keyof CallerPermissions> = [];
    if (visibility !== undefined) rights.push('restrict');
    if (Object.keys(facts).length > 0) rights.push('update');
    return this.service.update(
      idOrKey,
      changes,
      await this.#mayChange(context, () => rights),
    );
  }

  async transition(
    idOrKey: string,
    request: ParsedTransition,
    context: CallContext,
  ) {
    return this.service.transition(
      idOrKey,
      request,
      await this.#mayChange(context, ({ status, mergedFromStatus }) => [
        findTransition(status, request.to, mergedFromStatus)?.permission ??
          'transition',
      ]),
    );
  }

  async listSteps(idOrKey: string, page: PageRequest, context: CallContext) {
    return this.service.listSteps(
      idOrKey,
      page,
      await this.#needToRead(context),
    );
  }

  async recordStep(
    idOrKey: string,
    request: ParsedRecordStep,
    context: CallContext,
  ) {
    return this.service.recordStep(
      idOrKey,
      request,
      await this.#mayChange(context, () => ['recordStep']),
    );
  }

  async getTimeline(idOrKey: string, page: PageRequest, context: CallContext) {
    return this.service.getTimeline(
      idOrKey,
      page,
      await this.#needToRead(context),
    );
  }

  async verify(idOrKey: string, context: CallContext) {
    return this.service.verify(
      idOrKey,
      await this.#needOn(idOrKey, context, 'verify'),
    );
  }

  async listViews(idOrKey: string, page: PageRequest, context: CallContext) {
    return this.service.listViews(
      idOrKey,
      page,
      await this.#needOn(idOrKey, context, 'readViews'),
    );
  }

  async breakGlass(
    idOrKey: string,
    request: ParsedBreakGlass,
    context: CallContext,
  ) {
    const decided = await this.#mayChange(context, () => ['breakGlass']);
    return this.service.breakGlass(idOrKey, request, {
      ...decided,
      ...(decided.permissions.breakGlass && {
        beyond: { ...decided.access, restricted: 'all' as const },
      }),
    });
  }

  async linkAffected(
    idOrKey: string,
    request: ParsedAffected,
    context: CallContext,
  ) {
    return this.service.linkAffected(
      idOrKey,
      request,
      await this.#mayChange(context, () => ['update']),
    );
  }

  async unlinkAffected(
    idOrKey: string,
    request: ParsedUnlink,
    context: CallContext,
  ) {
    return this.service.unlinkAffected(
      idOrKey,
      request,
      await this.#mayChange(context, () => ['update']),
    );
  }

  async assignRole(
    idOrKey: string,
    role: IncidentRole,
    request: ParsedPrincipal,
    context: CallContext,
  ) {
    return this.service.assignRole(
      idOrKey,
      role,
      request,
      await this.#mayChange(context, () => ['update']),
    );
  }

  async renounceRole(
    idOrKey: string,
    role: IncidentRole,
    context: CallContext,
  ) {
    return this.service.renounceRole(
      idOrKey,
      role,
      await this.#mayChange(context, () => ['update']),
    );
  }

  async addMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: CallContext,
  ) {
    return this.service.addMember(
      idOrKey,
      request,
      await this.#mayChange(context, () => ['restrict']),
    );
  }

  async removeMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: CallContext,
  ) {
    return this.service.removeMember(
      idOrKey,
      request,
      await this.#mayChange(context, () => ['restrict']),
    );
  }

  async getPlanRuns(idOrKey: string, context: CallContext) {
    return this.service.getPlanRuns(idOrKey, await this.#need(context, 'read'));
  }

  async applyPlan(
    idOrKey: string,
    request: ParsedApplyPlan,
    context: CallContext,
  ) {
    return this.service.applyPlan(
      idOrKey,
      request,
      await this.#mayChange(context, () => ['update']),
    );
  }

  async changeTask(
    idOrKey: string,
    taskId: string,
    request: ParsedChangeTask,
    context: CallContext,
  ) {
    const { state, note, assigneeRef } = request;
    const rights: Array<keyof CallerPermissions> = [];
    if (state !== undefined || note !== undefined) rights.push('recordStep');
    if (assigneeRef !== undefined) rights.push('update');
    return this.service.changeTask(
      idOrKey,
      taskId,
      request,
      await this.#mayChange(context, () => rights),
    );
  }

  async listEscalations(idOrKey: string, context: CallContext) {
    return this.service.listEscalations(
      idOrKey,
      await this.#needToRead(context),
    );
  }

  async escalate(
    idOrKey: string,
    request: ParsedEscalate,
    context: CallContext,
  ) {
    return this.service.escalate(
      idOrKey,
      request,
      await this.#mayChange(context, () => ['update']),
    );
  }

  async decideMajor(
    idOrKey: string,
    request: ParsedMajor,
    context: CallContext,
  ) {
    return this.service.decideMajor(
      idOrKey,
      request,
      await this.#mayChange(context, () => ['update']),
    );
  }

  async getEntityOverview(entityRef: string, context: CallContext) {
    return this.service.getEntityOverview(
      entityRef,
      await this.#needToRead(context, ...SERVICE_PAGE_PERMISSIONS),
    );
  }

  async getEntityCounts(entityRefs: readonly string[], context: CallContext) {
    return this.service.getEntityCounts(
      entityRefs,
      await this.#needToFind(context, true),
    );
  }

  async getEntityHistory(
    entityRef: string,
    period: Period,
    context: CallContext,
  ) {
    return this.service.getEntityHistory(
      entityRef,
      period,
      await this.#needToFind(context, true),
    );
  }

  async getVolume(query: VolumeQuery, context: CallContext) {
    return this.service.getVolume(
      query,
      await this.#needToFind(context, isFoundByServices(query)),
    );
  }

  async completeSnapshots(context: CallContext) {
    return this.service.completeSnapshots(await this.#need(context, 'update'));
  }

  async checkServiceLevels(context: CallContext) {
    return this.service.checkServiceLevels(await this.#need(context, 'update'));
  }

  deliverEscalations() {
    return this.service.deliverEscalations();
  }

  forgetOldKeys() {
    return this.service.forgetOldKeys();
  }

  async getResource(idOrKey: string, context: CallContext) {
    return this.service.getResource(idOrKey, await this.#needToRead(context));
  }

  /** For calls whose answer depends on no other right than those shown; only these are decided. */
  async #needToRead(
    context: CallContext,
    ...shown: Array<keyof CallerPermissions>
  ): Promise<Decided> {
    const decided = {
      ...context,
      ...(await this.decider.decideToRead(context.credentials, [
        ...new Set(['read' as const, ...shown]),
      ])),
    };
    assertPermitted(decided.permissions, ['read']);
    return decided;
  }

  /**
   * For calls that find incidents by their services: what is found depends on what the catalog shows. That is asked with the
   * rights of a service page, whose calls come together and are decided together.
   */
  #needToFind(context: CallContext, byServices: boolean): Promise<Decided> {
    return this.#needToRead(
      context,
      ...(byServices ? SERVICE_PAGE_PERMISSIONS : []),
    );
  }

  async #need(
    context: CallContext,
    ...needed: Array<keyof CallerPermissions>
  ): Promise<Decided> {
    const decided = {
      ...context,
      ...(await this.decider.decide(context.credentials)),
    };
    assertPermitted(decided.permissions, needed);
    return decided;
  }

  /** The context of a call that reads, with a right on the incident that not everybody has who may read it. */
  async #needOn(
    idOrKey: string,
    context: CallContext,
    right: keyof CallerPermissions,
  ): Promise<Decided> {
    const decided = await this.#need(context, 'read');
    if (!decided.permissions[right] || decided.permissionsOn) {
      // Asked first: a caller who may not see the incident is told that there is none, whatever right is missing.
      const resource = await this.service.getResource(idOrKey, decided);
      assertPermitted(
        decided.permissionsOn?.(resource) ?? decided.permissions,
        [right],
      );
    }
    return decided;
  }

  /**
   * The context of a change that needs rights on the incident. They are asserted when it is found and locked: whoever may
   * not see it is told that there is none, whatever else is missing.
   */
  async #mayChange(
    context: CallContext,
    neededOn: (incident: IncidentRecord) => Array<keyof CallerPermissions>,
  ): Promise<Decided> {
    const decided = await this.#need(context, 'read');
    return {
      ...decided,
      assertMay: async (incident, resource) =>
        assertPermitted(
          decided.permissionsOn?.(await resource()) ?? decided.permissions,
          neededOn(incident),
        ),
    };
  }
}
