import { NotFoundError } from '@backstage/errors';
import { affectedRecord } from '../affected';
import { detectedAtOf, recordIncident } from '../creation';
import { changeFacts } from '../facts';
import { IncidentChange } from '../../kernel/IncidentChange';
import type { InnerIncidentsService } from '../IncidentsService';
import { refsOf } from '../../authorization/IncidentRedaction';
import { recordStepOf } from '../steps';
import { moveIncident } from '../transitions';
import { verifyTimeline } from '../verification';
import { redactStep } from '../../authorization/redactServices';
import { redactTimeline } from '../../authorization/redactTimeline';
import type { IncidentCalls } from './IncidentCalls';
import { getReadAccess } from '../../kernel/contexts';

type RecordCalls = Pick<
  InnerIncidentsService,
  | 'create'
  | 'list'
  | 'get'
  | 'getResource'
  | 'update'
  | 'transition'
  | 'listSteps'
  | 'recordStep'
  | 'getTimeline'
  | 'verify'
>;

/** Incidents: recorded, found, read, changed and moved, with their steps and timelines. */
export function recordCalls(calls: IncidentCalls): RecordCalls {
  return {
    async create(request, context) {
      const actor = calls.actor(context);
      const at = calls.options.clock().toISOString();
      const detectedAt = detectedAtOf(request, at);
      const linked = await calls.services.lookUp(
        request.affected.map((entity, index) => ({
          field: `affected[${index}].entityRef`,
          entityRef: entity.entityRef,
        })),
        at,
        context,
      );
      const practise =
        request.planRef !== undefined &&
        (await calls.plans.prepare(
          { planRef: request.planRef },
          request.affected.map(entity =>
            affectedRecord(entity, linked.get(entity.entityRef), actor, at),
          ),
          context.credentials,
        ));
      const made = await calls.changer.once(
        {
          actor,
          operation: 'incidents',
          key: context.idempotencyKey,
          body: request,
        },
        async ({ tx, changed }) => {
          const incident = await recordIncident(
            { request, detectedAt, linked, actor, at },
            calls.options.settings.keyPrefix,
            tx,
          );
          const change = new IncidentChange(tx, incident, actor, at);
          if (practise) await practise(change);
          await calls.levels.begin(change);
          // What happens with the report is part of its first version.
          changed({
            incident,
            actor,
            actions: ['incident.recorded', ...change.actions],
          });
          return { incidentId: incident.id };
        },
      );
      return {
        // A reporter gets an answer even if a policy lets them report and not read. A repeated request is a read.
        value: made.replayed
          ? await calls.get(made.incidentId, context)
          : await calls.getReported(made.incidentId, context),
        replayed: made.replayed,
      };
    },

    async list(query, context) {
      const page = await calls.options.store.list(
        query,
        await calls.sight.searchableScope(query, context),
      );
      const hidden = await calls.sight.among(context, refsOf(page.items));
      return {
        ...page,
        items: await calls.sight.summaries(page.items, hidden, context),
      };
    },

    get: (idOrKey, context) => calls.get(idOrKey, context),

    async getResource(idOrKey, context) {
      return calls.options.store.getResource(
        await calls.find(idOrKey, context),
      );
    },

    async update(idOrKey, request, context) {
      // Who may read a record is decided at any time, also of one that takes no changes otherwise.
      const { visibility: _visibility, ...facts } = request;
      const onlyVisibility = Object.keys(facts).length === 0;
      return calls.change(
        idOrKey,
        context,
        change => changeFacts(change, request),
        { frozen: onlyVisibility },
      );
    },

    async transition(idOrKey, request, context) {
      const incident = await calls.find(idOrKey, context);
      const plans = await calls.plans.knowledgeForMove(incident, request.to);
      const hidden = await calls.sight.of(incident, context);
      return calls.change(
        idOrKey,
        context,
        change =>
          moveIncident(
            change,
            request,
            { ...calls.guardContext(context), plans, hidden },
            getReadAccess(context),
            context.permissions,
          ),
        { frozen: true },
      );
    },

    async listSteps(idOrKey, page, context) {
      const incident = await calls.find(idOrKey, context);
      const steps = await calls.options.store.pages.getSteps(incident, page);
      const hidden = await calls.sight.of(incident, context);
      return calls.seen(incident, context, {
        ...steps,
        items: steps.items.map(step => redactStep(step, hidden)),
      });
    },

    async recordStep(idOrKey, request, context) {
      const actor = calls.actor(context);
      const found = await calls.find(idOrKey, context);
      const hidden = await calls.sight.of(found, context);
      const made = await calls.changer.addOnce(
        found,
        { idOrKey, part: 'steps', body: request, actor },
        context,
        change => recordStepOf(change, request, hidden),
      );
      const value = await calls.options.store.pages.findStep(
        found,
        made.resultId,
      );
      if (!value) throw new NotFoundError(`No step ${made.resultId}`);
      return { value: redactStep(value, hidden), replayed: made.replayed };
    },

    async getTimeline(idOrKey, page, context) {
      const { store } = calls.options;
      const incident = await calls.find(idOrKey, context);
      const found = await store.pages.getTimeline(incident, page);
      return calls.seen(incident, context, {
        ...found,
        items: await redactTimeline(
          found.items,
          getReadAccess(context),
          store,
          await calls.sight.of(incident, context),
        ),
      });
    },

    async verify(idOrKey, context) {
      const { store, clock } = calls.options;
      const incident = await calls.find(idOrKey, context);
      const verification = await verifyTimeline(
        store,
        incident,
        () => calls.find(idOrKey, context),
        clock(),
      );
      return calls.seen(incident, context, verification);
    },
  };
}
