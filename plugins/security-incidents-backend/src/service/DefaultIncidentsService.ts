import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  type Incident,
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
import type { EntityLookup } from '../catalog/EntityLookup';
import type { HiddenEntities } from '../catalog/HiddenEntities';
import { buildEntityHistory } from '../reports/entityHistory';
import type { CardPlans } from '../plans/offers';
import type { ChecksOfServices } from '../plans/PartsReadiness';
import { buildVolume } from '../reports/volume';
import { noneOf } from '../store/DatabaseCounts';
import { changeTask } from '../plans/runs/changeTask';
import { IncidentPlans } from '../plans/runs/IncidentPlans';
import type { PlanCatalog } from '../plans/PlanCatalog';
import type { IncidentsReader, IncidentsStore } from '../store/IncidentsStore';
import type { IncidentRecord } from '../store/records';
import { affectedRecord, linkService, unlinkService } from './affected';
import { breakGlass } from './breakGlass';
import { detectedAtOf, recordIncident } from './creation';
import { changeFacts } from './facts';
import type { GuardContext } from './guards';
import {
  accessOf,
  IncidentChange,
  IncidentChanger,
  notFound,
} from './IncidentChange';
import type { IncidentChanged } from './IncidentsListener';
import type { CallContext, IncidentsService } from './IncidentsService';
import { buildOverview } from './overview';
import { addMember, assumeRole, removeMember, renounceRole } from './people';
import { IncidentPresenter } from './IncidentPresenter';
import { IncidentSight, refsOf } from './IncidentSight';
import type { EscalationTold } from './serviceLevels/EscalationDeliveries';
import { IncidentEscalations } from './serviceLevels/IncidentEscalations';
import { decideMajor } from './serviceLevels/major';
import type { EscalationRecipients } from './serviceLevels/recipients';
import { ServiceLevelsKeeper } from './serviceLevels/ServiceLevelsKeeper';
import type { ServiceLevelSettings } from './serviceLevels/settings';
import { ServiceLookup } from './ServiceLookup';
import { completeSnapshots } from './snapshots';
import { recordStepOf } from './steps';
import { moveIncident } from './transitions';
import { verifyTimeline } from './verification';
import type { ViewsKeeper } from './ViewsKeeper';
import { withholdInPlans, withholdInStep } from './withheldServices';
import { withholdOthers } from './withholding';

/** Settings of the rules. */
export interface IncidentsSettings {
  /** First part of keys, `SEC` unless configured. */
  keyPrefix: string;
  /** How long a closed incident can be re-opened. */
  reopenWithinDays: number;
  serviceLevels: ServiceLevelSettings;
}

export interface DefaultIncidentsServiceOptions {
  store: IncidentsStore;
  lookup: EntityLookup;
  hidden: HiddenEntities;
  plans: PlanCatalog;
  settings: IncidentsSettings;
  /** Entity ref of a user, or the subject of a service. */
  actorOf(credentials: BackstageCredentials): string;
  /** The person and the groups they own things through; a service for itself. */
  principalsOf(credentials: BackstageCredentials): Promise<readonly string[]>;
  clock(): Date;
  /** What the entity card shows of response plans. */
  plansOf(entityRef: string, context: CallContext): Promise<CardPlans>;
  /** How ready some services are. */
  checksOf(entityRefs: readonly string[]): Promise<ChecksOfServices>;
  /** Told of each change after it is committed; returns at once and never throws. */
  afterChange(event: IncidentChanged): void;
  views: ViewsKeeper;
  recipients: EscalationRecipients;
  /** While history is written down: nothing fires and nobody is told before. */
  quietUntil?: Date;
  /** Tells people of an escalation; without it nobody is told. */
  tellOfEscalation?: (told: EscalationTold) => Promise<void>;
  onProblem(message: string, error: Error): void;
}

/** A client repeats a request within minutes; a week leaves room for a laptop that was closed in between. */
const KEYS_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/** The rules: each change is one transaction of rows and timeline entries. */
export class DefaultIncidentsService implements IncidentsService {
  readonly #changer: IncidentChanger;
  readonly #services: ServiceLookup;
  readonly #plans: IncidentPlans;
  readonly #presenter: IncidentPresenter;
  readonly #sight: IncidentSight;
  readonly #levels: ServiceLevelsKeeper;
  readonly #escalations: IncidentEscalations;

  constructor(private readonly options: DefaultIncidentsServiceOptions) {
    this.#levels = new ServiceLevelsKeeper({
      ...options,
      settings: options.settings.serviceLevels,
    });
    this.#changer = new IncidentChanger(
      options.store,
      options.clock,
      options.afterChange,
      change => this.#levels.follow(change),
    );
    this.#escalations = new IncidentEscalations({
      ...options,
      changer: this.#changer,
      keeper: this.#levels,
    });
    this.#sight = new IncidentSight(options);
    this.#services = new ServiceLookup(
      options.store,
      options.lookup,
      this.#sight,
    );
    this.#plans = new IncidentPlans(options);
    this.#presenter = new IncidentPresenter({
      ...options,
      levels: this.#levels,
      sight: this.#sight,
      guardContext: async (details, context) => ({
        ...this.#guardContext(context),
        plans: await this.#plans.knowledgeFor(details),
      }),
    });
  }

  async create(request: ParsedCreateIncident, context: CallContext) {
    const actor = this.#actor(context);
    const at = this.options.clock().toISOString();
    const detectedAt = detectedAtOf(request, at);
    const linked = await this.#services.lookUp(
      request.affected.map((entity, index) => ({
        field: `affected[${index}].entityRef`,
        entityRef: entity.entityRef,
      })),
      at,
      context,
    );
    const practise =
      request.planRef !== undefined &&
      (await this.#plans.prepare(
        { planRef: request.planRef },
        request.affected.map(entity =>
          affectedRecord(entity, linked.get(entity.entityRef), actor, at),
        ),
        context.credentials,
      ));
    const made = await this.#changer.once(
      {
        actor,
        operation: 'incidents',
        key: context.idempotencyKey,
        body: request,
      },
      async ({ tx, changed }) => {
        const incident = await recordIncident(
          { request, detectedAt, linked, actor, at },
          this.options.settings.keyPrefix,
          tx,
        );
        const change = new IncidentChange(tx, incident, actor, at);
        if (practise) await practise(change);
        await this.#levels.begin(change);
        // What happens with the report is part of its first version.
        changed({
          incident,
          actor,
          actions: ['incident.recorded', ...change.actions],
        });
        return { incidentId: incident.id };
      },
    );
    // Whoever reported gets an answer, even where a policy lets them report and not read; a repeated request is a reading.
    const answered = made.replayed
      ? context
      : { ...context, access: undefined };
    return {
      value: await this.get(made.incidentId, answered),
      replayed: made.replayed,
    };
  }

  async list(query: IncidentQuery, context: CallContext) {
    const page = await this.options.store.list(
      query,
      await this.#sight.findable(query, context),
    );
    const hidden = await this.#sight.among(context, refsOf(page.items));
    return {
      ...page,
      items: await this.#sight.summaries(page.items, hidden, context),
    };
  }

  async get(idOrKey: string, context: CallContext) {
    const { store } = this.options;
    const incident = await this.#find(store, idOrKey, context);
    const details = await store.getDetails(incident);
    return this.#seen(
      incident,
      context,
      await this.#presenter.present(details, context),
    );
  }

  async getResource(idOrKey: string, context: CallContext) {
    return this.options.store.getResource(
      await this.#find(this.options.store, idOrKey, context),
    );
  }

  async update(
    idOrKey: string,
    request: ParsedUpdateIncident,
    context: CallContext,
  ) {
    // Who may read a record is decided at any time, also of one that takes no changes otherwise.
    const { visibility: _visibility, ...facts } = request;
    const onlyVisibility = Object.keys(facts).length === 0;
    return this.#change(
      idOrKey,
      context,
      change => changeFacts(change, request),
      { frozen: onlyVisibility },
    );
  }

  async transition(
    idOrKey: string,
    request: ParsedTransition,
    context: CallContext,
  ) {
    const incident = await this.#find(this.options.store, idOrKey, context);
    const plans = await this.#plans.knowledgeForMove(incident, request.to);
    const hidden = await this.#sight.of(incident, context);
    return this.#change(
      idOrKey,
      context,
      change =>
        moveIncident(
          change,
          request,
          { ...this.#guardContext(context), plans, hidden },
          accessOf(context),
          context.rights,
        ),
      { frozen: true },
    );
  }

  async listSteps(idOrKey: string, page: PageRequest, context: CallContext) {
    const incident = await this.#find(this.options.store, idOrKey, context);
    const steps = await this.options.store.pages.getSteps(incident, page);
    const hidden = await this.#sight.of(incident, context);
    return this.#seen(incident, context, {
      ...steps,
      items: steps.items.map(step => withholdInStep(step, hidden)),
    });
  }

  async recordStep(
    idOrKey: string,
    request: ParsedRecordStep,
    context: CallContext,
  ) {
    const actor = this.#actor(context);
    const found = await this.#find(this.options.store, idOrKey, context);
    const hidden = await this.#sight.of(found, context);
    const made = await this.#changer.addOnce(
      found,
      { idOrKey, part: 'steps', body: request, actor },
      context,
      change => recordStepOf(change, request, hidden),
    );
    const value = await this.options.store.pages.findStep(found, made.resultId);
    if (!value) throw new NotFoundError(`No step ${made.resultId}`);
    return { value: withholdInStep(value, hidden), replayed: made.replayed };
  }

  async getTimeline(idOrKey: string, page: PageRequest, context: CallContext) {
    const { store } = this.options;
    const incident = await this.#find(store, idOrKey, context);
    const found = await store.pages.getTimeline(incident, page);
    return this.#seen(incident, context, {
      ...found,
      items: await withholdOthers(
        found.items,
        accessOf(context),
        store,
        await this.#sight.of(incident, context),
      ),
    });
  }

  async verify(idOrKey: string, context: CallContext) {
    const { store, clock } = this.options;
    const incident = await this.#find(store, idOrKey, context);
    const verification = await verifyTimeline(
      store,
      incident,
      () => this.#find(store, idOrKey, context),
      clock(),
    );
    return this.#seen(incident, context, verification);
  }

  async linkAffected(
    idOrKey: string,
    request: ParsedAffected,
    context: CallContext,
  ) {
    const at = this.options.clock().toISOString();
    const linked = await this.#services.lookUp(
      [{ field: 'entityRef', entityRef: request.entityRef }],
      at,
      context,
      idOrKey,
    );
    return this.#change(idOrKey, context, change =>
      linkService(change, request, linked.get(request.entityRef)),
    );
  }

  async unlinkAffected(
    idOrKey: string,
    request: ParsedUnlink,
    context: CallContext,
  ) {
    const incident = await this.#find(this.options.store, idOrKey, context);
    const hidden = await this.#sight.of(incident, context);
    return this.#change(idOrKey, context, change =>
      unlinkService(change, request, hidden),
    );
  }

  async assignRole(
    idOrKey: string,
    role: IncidentRole,
    request: ParsedPrincipal,
    context: CallContext,
  ) {
    await this.#services.assertPrincipal(
      'principalRef',
      request.principalRef,
      context,
    );
    return this.#change(idOrKey, context, change =>
      assumeRole(change, role, request.principalRef),
    );
  }

  async renounceRole(
    idOrKey: string,
    role: IncidentRole,
    context: CallContext,
  ) {
    return this.#change(idOrKey, context, change => renounceRole(change, role));
  }

  async addMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: CallContext,
  ) {
    await this.#services.assertPrincipal(
      'principalRef',
      request.principalRef,
      context,
    );
    return this.#change(
      idOrKey,
      context,
      change => addMember(change, request.principalRef),
      { frozen: true },
    );
  }

  async removeMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: CallContext,
  ) {
    return this.#change(
      idOrKey,
      context,
      change => removeMember(change, request.principalRef),
      { frozen: true },
    );
  }

  async listViews(idOrKey: string, page: PageRequest, context: CallContext) {
    const { store, views } = this.options;
    const incident = await this.#find(store, idOrKey, context);
    await views.settled();
    return store.views.list(incident, page);
  }

  async breakGlass(
    idOrKey: string,
    { reason }: ParsedBreakGlass,
    context: CallContext,
  ) {
    const access = accessOf(context);
    return this.#change(
      idOrKey,
      { ...context, access: context.beyond ?? access },
      change => breakGlass(change, reason, access),
      { frozen: true },
    );
  }

  async getPlanRuns(idOrKey: string, context: CallContext) {
    const incident = await this.#find(this.options.store, idOrKey, context);
    const runs = await this.#plans.describe(
      incident,
      this.options.clock(),
      context.credentials,
    );
    const hidden = await this.#sight.of(incident, context);
    return this.#seen(incident, context, withholdInPlans(runs, hidden));
  }

  async applyPlan(
    idOrKey: string,
    request: ParsedApplyPlan,
    context: CallContext,
  ) {
    const actor = this.#actor(context);
    const { store } = this.options;
    const found = await this.#find(store, idOrKey, context);
    const { affected } = await store.getDetails(found);
    const work = await this.#plans.prepare(
      request,
      affected,
      context.credentials,
    );
    const made = await this.#changer.once(
      {
        actor,
        operation: `incidents/${found.id}/plan-runs`,
        key: context.idempotencyKey,
        body: request,
      },
      async unit => {
        await this.#changer.changeIn(unit, idOrKey, actor, context, work);
        return { incidentId: found.id };
      },
    );
    return {
      value: await this.get(found.id, context),
      replayed: made.replayed,
    };
  }

  async changeTask(
    idOrKey: string,
    taskId: string,
    request: ParsedChangeTask,
    context: CallContext,
  ) {
    if (request.assigneeRef !== undefined) {
      await this.#services.assertPrincipal(
        'assigneeRef',
        request.assigneeRef,
        context,
      );
    }
    return this.#change(idOrKey, context, async change => {
      const rights =
        context.rightsOn?.(await change.tx.getResource(change.incident)) ??
        context.rights;
      await changeTask(change, taskId, request, rights?.transition ?? true);
    });
  }

  async listEscalations(idOrKey: string, context: CallContext) {
    const incident = await this.#find(this.options.store, idOrKey, context);
    return this.#seen(
      incident,
      context,
      await this.#escalations.list(incident),
    );
  }

  async escalate(
    idOrKey: string,
    request: ParsedEscalate,
    context: CallContext,
  ) {
    const actor = this.#actor(context);
    const found = await this.#find(this.options.store, idOrKey, context);
    for (const [index, ref] of (request.to ?? []).entries()) {
      await this.#services.assertPrincipal(`to[${index}]`, ref, context);
    }
    const work = await this.#escalations.prepare(found, request, actor);
    const made = await this.#changer.addOnce(
      found,
      { idOrKey, part: 'escalations', body: request, actor },
      context,
      work,
    );
    return {
      value: await this.#escalations.find(found, made.resultId),
      replayed: made.replayed,
    };
  }

  async decideMajor(
    idOrKey: string,
    request: ParsedMajor,
    context: CallContext,
  ) {
    return this.#change(idOrKey, context, change =>
      decideMajor(change, request),
    );
  }

  async checkServiceLevels(context: CallContext) {
    return this.#escalations.check(this.#actor(context), context.credentials);
  }

  async deliverEscalations() {
    return this.#escalations.deliver();
  }

  async getEntityOverview(entityRef: string, context: CallContext) {
    const { store, principalsOf, plansOf, checksOf } = this.options;
    const mayReadPlans = context.rights?.readPlans !== false;
    const access = await this.#sight.findable(
      { entityRef: [entityRef] },
      context,
    );
    const [overview, plans] = await Promise.all([
      buildOverview(entityRef, access, context, {
        reader: store,
        sight: this.#sight,
        viewer: {
          principals: await principalsOf(context.credentials),
          mayReport: context.rights?.create ?? true,
        },
        guards: this.#guardContext(context),
        ...(mayReadPlans && { checksOf }),
      }),
      mayReadPlans ? plansOf(entityRef, context) : {},
    ]);
    return { ...overview, ...plans };
  }

  async getEntityCounts(entityRefs: readonly string[], context: CallContext) {
    const access = await this.#sight.findable(
      { entityRef: entityRefs },
      context,
    );
    const [counts, hidden] = await Promise.all([
      this.options.store.getEntityCounts(entityRefs, access),
      this.#sight.among(context, entityRefs),
    ]);
    return counts.map(row =>
      hidden.has(row.entityRef) ? noneOf(row.entityRef) : row,
    );
  }

  async getEntityHistory(
    entityRef: string,
    period: Period,
    context: CallContext,
  ) {
    return buildEntityHistory(
      entityRef,
      period,
      this.options.clock(),
      await this.#sight.findable({ entityRef: [entityRef] }, context),
      this.options.store.history,
      refs => this.#sight.among(context, refs),
    );
  }

  async getVolume(query: VolumeQuery, context: CallContext) {
    return buildVolume(
      query,
      this.options.clock(),
      await this.#sight.findable(query, context),
      this.options.store.history,
    );
  }

  async completeSnapshots(context: CallContext) {
    return completeSnapshots({
      store: this.options.store,
      changer: this.#changer,
      lookup: this.options.lookup,
      at: this.options.clock().toISOString(),
      actor: this.#actor(context),
      context,
    });
  }

  async forgetOldKeys() {
    const now = this.options.clock().getTime();
    return this.options.store.forgetKeysBefore(
      new Date(now - KEYS_KEPT_MS).toISOString(),
    );
  }

  #actor(context: CallContext): string {
    return this.options.actorOf(context.credentials);
  }

  #guardContext(context: CallContext): GuardContext {
    return {
      actor: this.#actor(context),
      now: this.options.clock().getTime(),
      reopenWithinDays: this.options.settings.reopenWithinDays,
    };
  }

  async #find(
    reader: IncidentsReader,
    idOrKey: string,
    context: CallContext,
  ): Promise<IncidentRecord> {
    const incident = await reader.findIncident(idOrKey, accessOf(context));
    if (!incident) throw notFound(idOrKey);
    context.onFound?.(incident);
    return incident;
  }

  /** Keeps that the caller read it. What the plugin reads for itself is looked at by nobody. */
  #seen<T>(incident: IncidentRecord, context: CallContext, answer: T): T {
    if (context.access) {
      this.options.views.saw(incident, this.#actor(context));
    }
    return answer;
  }

  /** The answer is the incident as the change left it. */
  async #change(
    idOrKey: string,
    context: CallContext,
    work: (change: IncidentChange) => Promise<void>,
    options?: { frozen?: boolean },
  ): Promise<Incident> {
    const details = await this.#changer.change(
      idOrKey,
      this.#actor(context),
      context,
      work,
      options,
    );
    return this.#presenter.present(details, context);
  }
}
