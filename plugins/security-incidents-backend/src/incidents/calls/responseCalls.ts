import { changeTask } from '../../responsePlans/runs/changeTask';
import type { InnerIncidentsService } from '../IncidentsService';
import { decideMajor } from '../../serviceLevels/major';
import { redactPlanRuns } from '../../authorization/redactServices';
import type { IncidentCalls } from './IncidentCalls';

type ResponseCalls = Pick<
  InnerIncidentsService,
  | 'getPlanRuns'
  | 'applyPlan'
  | 'changeTask'
  | 'listEscalations'
  | 'escalate'
  | 'decideMajor'
>;

/** How an incident is responded to: plans, their tasks, escalations and major incidents. */
export function responseCalls(calls: IncidentCalls): ResponseCalls {
  return {
    async getPlanRuns(idOrKey, context) {
      const incident = await calls.find(idOrKey, context);
      const runs = await calls.plans.describe(
        incident,
        calls.options.clock(),
        context.credentials,
      );
      const hidden = await calls.sight.of(incident, context);
      return calls.seen(incident, context, redactPlanRuns(runs, hidden));
    },

    async applyPlan(idOrKey, request, context) {
      const actor = calls.actor(context);
      const { store } = calls.options;
      const found = await calls.find(idOrKey, context);
      const { affected } = await store.getDetails(found);
      const work = await calls.plans.prepare(
        request,
        affected,
        context.credentials,
      );
      const made = await calls.changer.once(
        {
          actor,
          operation: `incidents/${found.id}/plan-runs`,
          key: context.idempotencyKey,
          body: request,
        },
        async unit => {
          await calls.changer.changeIn(unit, idOrKey, actor, context, work);
          return { incidentId: found.id };
        },
      );
      return {
        value: await calls.get(found.id, context),
        replayed: made.replayed,
      };
    },

    async changeTask(idOrKey, taskId, request, context) {
      if (request.assigneeRef !== undefined) {
        await calls.services.assertPrincipal(
          'assigneeRef',
          request.assigneeRef,
          context,
        );
      }
      return calls.change(idOrKey, context, async change => {
        const { transition } = context.permissionsOn(
          await change.tx.getResource(change.incident),
        );
        await changeTask(change, taskId, request, transition);
      });
    },

    async listEscalations(idOrKey, context) {
      const incident = await calls.find(idOrKey, context);
      return calls.seen(
        incident,
        context,
        await calls.escalations.list(incident),
      );
    },

    async escalate(idOrKey, request, context) {
      const actor = calls.actor(context);
      const found = await calls.find(idOrKey, context);
      for (const [index, ref] of (request.to ?? []).entries()) {
        await calls.services.assertPrincipal(`to[${index}]`, ref, context);
      }
      const work = await calls.escalations.prepare(found, request, actor);
      const made = await calls.changer.addOnce(
        found,
        { idOrKey, part: 'escalations', body: request, actor },
        context,
        work,
      );
      return {
        value: await calls.escalations.find(found, made.resultId),
        replayed: made.replayed,
      };
    },

    async decideMajor(idOrKey, request, context) {
      return calls.change(idOrKey, context, change =>
        decideMajor(change, request),
      );
    },
  };
}
