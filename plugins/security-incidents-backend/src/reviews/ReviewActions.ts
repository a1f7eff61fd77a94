import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  ParsedAddAction,
  ParsedChangeAction,
  ParsedRemindActions,
  ReminderResult,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { ServiceLookup } from '../incidents/ServiceLookup';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import { addAction, changeAction } from './changeAction';
import { remindAction } from './reminders';
import { type ReviewCalls, WHILE_CLOSED } from './ReviewCalls';
import type { ReviewSettings } from './settings';

/** Adds, changes and reminds of improvement actions. */
export class ReviewActions {
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      services: ServiceLookup;
      settings: ReviewSettings;
      reviews: ReviewCalls;
      principalsOf(
        credentials: BackstageCredentials,
      ): Promise<readonly string[]>;
    },
  ) {}

  async add(
    idOrKey: string,
    request: ParsedAddAction,
    context: AuthorizedContext,
  ) {
    const { calls } = this.options;
    await this.#assertPeople(request, context);
    const actor = calls.getActor(context);
    const found = await calls.find(idOrKey, context);
    const { replayed } = await calls.changer.once(
      {
        actor,
        operation: `incidents/${found.id}/review/actions`,
        key: context.idempotencyKey,
        body: request,
        incident: found.id,
      },
      async unit => {
        const id = randomUUID();
        await calls.changer.changeIn(
          unit,
          idOrKey,
          actor,
          context,
          change => addAction(change, id, request, this.options.settings),
          WHILE_CLOSED,
        );
        return { incidentId: found.id, resultId: id };
      },
    );
    return {
      value: await this.options.reviews.get(found.id, context),
      replayed,
    };
  }

  async change(
    idOrKey: string,
    actionId: string,
    request: ParsedChangeAction,
    seen: number | undefined,
    context: AuthorizedContext,
  ) {
    const { principalsOf, settings } = this.options;
    await this.#assertPeople(request, context);
    const principals = await principalsOf(context.credentials);
    return this.options.reviews.change(idOrKey, context, async change => {
      const { tx, incident } = change;
      const actions = await tx.reviews.getActions(incident.seq);
      const action = actions.find(({ id }) => id === actionId);
      if (!action) {
        throw new NotFoundError(
          `actionId: ${incident.key} has no action ${actionId}`,
        );
      }
      if (seen !== undefined && seen !== action.version) {
        throw new ConflictError(
          `If-Match: version ${seen} is stale, the action is at version ${action.version}`,
        );
      }
      await changeAction(change, action, request, settings, principals);
    });
  }

  async remind(
    { actionIds, to }: ParsedRemindActions,
    context: AuthorizedContext,
  ) {
    const { store } = this.options;
    const incidentOf = await store.reviewRegister.findActions(
      actionIds,
      getReadAccess(context),
    );
    const results: ReminderResult[] = [];
    for (const actionId of actionIds) {
      results.push(
        await this.#remindOne(
          { actionId, to },
          incidentOf.get(actionId),
          context,
        ),
      );
    }
    return results;
  }

  async #remindOne(
    { actionId, to }: { actionId: string; to: 'owner' | 'lead' },
    incidentId: string | undefined,
    context: AuthorizedContext,
  ): Promise<ReminderResult> {
    const { calls } = this.options;
    if (!incidentId) return { actionId, outcome: 'not-found' };
    try {
      let result: ReminderResult = { actionId, outcome: 'not-found' };
      await calls.changer.change(
        incidentId,
        calls.getActor(context),
        context,
        async change => {
          result = await remindAction(change, actionId, to);
        },
        WHILE_CLOSED,
      );
      return result;
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return { actionId, outcome: 'refused' };
      }
      if (error instanceof NotFoundError) {
        return { actionId, outcome: 'not-found' };
      }
      throw error;
    }
  }

  /** @throws InputError for people whom the catalog does not know */
  async #assertPeople(
    { ownerRef, check }: ParsedAddAction | ParsedChangeAction,
    context: AuthorizedContext,
  ) {
    const { services } = this.options;
    if (ownerRef) await services.assertPrincipal('ownerRef', ownerRef, context);
    if (check?.checkerRef) {
      await services.assertPrincipal(
        'check.checkerRef',
        check.checkerRef,
        context,
      );
    }
  }
}
