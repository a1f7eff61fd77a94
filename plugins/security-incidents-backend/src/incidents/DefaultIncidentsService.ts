import { NotFoundError } from '@backstage/errors';
import type {
  IncidentQuery,
  PageRequest,
  ParsedAffected,
  ParsedCreateIncident,
  ParsedRecordStep,
  ParsedTransition,
  ParsedUnlink,
  ParsedUpdateIncident,
} from 'backstage-plugin-security-incidents-common';
import type { PriorityPolicy } from 'backstage-plugin-security-incidents-node';
import { refsOf } from '../authorization/IncidentRedaction';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import { redactStep } from '../authorization/redactServices';
import { redactTimeline } from '../authorization/redactTimeline';
import { notFound } from '../kernel/IncidentChange';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import type { IncidentPlans } from '../responsePlans/runs/IncidentPlans';
import { redactMismatches } from '../verification/redactMismatches';
import { verifyIncident } from '../verification/verifyIncident';
import { linkService, unlinkService } from './affected';
import { changeFacts } from './facts';
import type { IncidentCalls } from './IncidentCalls';
import type { IncidentRecorder } from './IncidentRecorder';
import type { IncidentsService } from './IncidentsService';
import type { ServiceLookup } from './ServiceLookup';
import { recordStep } from './steps';
import type { IncidentsStore } from './store/IncidentsStore';
import { moveIncident } from './transitions';

export class DefaultIncidentsService
  implements IncidentsService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      services: ServiceLookup;
      plans: IncidentPlans;
      recorder: IncidentRecorder;
      priorityPolicy: PriorityPolicy;
      clock(): Date;
    },
  ) {}

  async create(request: ParsedCreateIncident, context: AuthorizedContext) {
    const { calls, recorder } = this.options;
    const record = await recorder.prepare(request, context);
    const { incidentId, replayed } = await calls.changer.once(
      {
        actor: calls.getActor(context),
        operation: 'incidents',
        key: context.idempotencyKey,
        body: request,
      },
      async unit => ({ incidentId: (await record(unit)).id }),
    );
    return {
      // A reporter gets an answer even if a policy lets them report and not read. A repeated request is a read.
      value: replayed
        ? await calls.get(incidentId, context)
        : await calls.getReported(incidentId, context),
      replayed,
    };
  }

  async list(query: IncidentQuery, context: AuthorizedContext) {
    const { store, calls } = this.options;
    const { redaction } = calls;
    const page = await store.list(
      query,
      await redaction.searchableScope(query, context),
    );
    const hidden = await redaction.among(context, refsOf(page.items));
    return {
      ...page,
      items: await redaction.summaries(page.items, hidden, context),
    };
  }

  async get(idOrKey: string, context: AuthorizedContext) {
    return this.options.calls.get(idOrKey, context);
  }

  /** What permission rules look at. */
  async getResource(idOrKey: string, context: AuthorizedContext) {
    const { store, calls } = this.options;
    return store.getResource(await calls.find(idOrKey, context));
  }

  async update(
    idOrKey: string,
    request: ParsedUpdateIncident,
    context: AuthorizedContext,
  ) {
    // Visibility can change at any time, also on a record that is frozen otherwise.
    const { visibility: _visibility, ...facts } = request;
    const isOnlyVisibility = Object.keys(facts).length === 0;
    return this.options.calls.change(
      idOrKey,
      context,
      change => changeFacts(change, request, this.options.priorityPolicy),
      { frozen: isOnlyVisibility },
    );
  }

  async transition(
    idOrKey: string,
    request: ParsedTransition,
    context: AuthorizedContext,
  ) {
    const { calls, plans } = this.options;
    const incident = await calls.find(idOrKey, context);
    const knowledge = await plans.knowledgeForMove(incident, request.to);
    const hidden = await calls.redaction.of(incident, context);
    const leaves = request.mergedInto === undefined && incident.mergedIntoId;
    return calls.change(
      idOrKey,
      context,
      (change, unit) =>
        moveIncident(
          change,
          request,
          { ...calls.getGuardContext(context), plans: knowledge, hidden },
          getReadAccess(context),
          {
            policy: this.options.priorityPolicy,
            mayMergeInto: async target =>
              context.permissionsOn(await change.tx.getResource(target)).merge,
            changeAlso: (id, work) =>
              calls.changer.changeAlso(unit, change, id, work),
          },
          context.permissions,
        ),
      {
        frozen: true,
        // Whoever undoes a merge may have lost sight of the incident that it was merged into.
        ...(leaves
          ? { alsoLock: leaves, alsoLockBy: FULL_ACCESS }
          : { alsoLock: request.mergedInto }),
      },
    );
  }

  async listSteps(
    idOrKey: string,
    page: PageRequest,
    context: AuthorizedContext,
  ) {
    const { store, calls } = this.options;
    const incident = await calls.find(idOrKey, context);
    const steps = await store.pages.getSteps(incident, page);
    const hidden = await calls.redaction.of(incident, context);
    return calls.recordView(incident, context, {
      ...steps,
      items: steps.items.map(step => redactStep(step, hidden)),
    });
  }

  async recordStep(
    idOrKey: string,
    request: ParsedRecordStep,
    context: AuthorizedContext,
  ) {
    const { store, calls } = this.options;
    const actor = calls.getActor(context);
    const found = await calls.find(idOrKey, context);
    const hidden = await calls.redaction.of(found, context);
    const { resultId, replayed } = await calls.changer.addOnce(
      found,
      { idOrKey, part: 'steps', body: request, actor },
      context,
      change => recordStep(change, request, hidden),
    );
    const value = await store.pages.findStep(found, resultId);
    if (!value) throw new NotFoundError(`No step ${resultId}`);
    return { value: redactStep(value, hidden), replayed };
  }

  async getTimeline(
    idOrKey: string,
    page: PageRequest,
    context: AuthorizedContext,
  ) {
    const { store, calls } = this.options;
    const incident = await calls.find(idOrKey, context);
    const found = await store.pages.getTimeline(incident, page);
    return calls.recordView(incident, context, {
      ...found,
      items: await redactTimeline(
        found.items,
        getReadAccess(context),
        store,
        await calls.redaction.of(incident, context),
      ),
    });
  }

  async verify(idOrKey: string, context: AuthorizedContext) {
    const { store, calls, clock } = this.options;
    const incident = await calls.find(idOrKey, context);
    const stored = await store.verification.readIncident(incident.seq);
    if (!stored) throw notFound(idOrKey);
    return calls.recordView(
      incident,
      context,
      redactMismatches(
        verifyIncident(stored, clock()),
        await calls.redaction.of(incident, context),
      ),
    );
  }

  async linkAffected(
    idOrKey: string,
    request: ParsedAffected,
    context: AuthorizedContext,
  ) {
    const { calls, services, clock } = this.options;
    const linked = await services.lookUp(
      [{ field: 'entityRef', entityRef: request.entityRef }],
      clock().toISOString(),
      context,
      idOrKey,
    );
    return calls.change(idOrKey, context, change =>
      linkService(
        change,
        request,
        linked.get(request.entityRef),
        this.options.priorityPolicy,
      ),
    );
  }

  async unlinkAffected(
    idOrKey: string,
    request: ParsedUnlink,
    context: AuthorizedContext,
  ) {
    const { calls } = this.options;
    const incident = await calls.find(idOrKey, context);
    const hidden = await calls.redaction.of(incident, context);
    return calls.change(idOrKey, context, change =>
      unlinkService(change, request, hidden, this.options.priorityPolicy),
    );
  }
}
