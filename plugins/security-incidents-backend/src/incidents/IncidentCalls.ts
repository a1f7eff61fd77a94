import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Incident } from 'backstage-plugin-security-incidents-common';
import type { TransitionGuard } from 'backstage-plugin-security-incidents-node';
import type { AccessLogWriter } from '../access/AccessLogWriter';
import type { IncidentRedaction } from '../authorization/IncidentRedaction';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import {
  assertAuthorized,
  type AuthorizedContext,
  getReadAccess,
} from '../kernel/contexts';
import { notFound } from '../kernel/IncidentChange';
import type { ChangeOptions, ChangeUnit } from '../kernel/IncidentChanger';
import type { IncidentRecord } from '../kernel/records';
import type { GuardContext } from './guards';
import type { IncidentChange, IncidentChanger } from './IncidentChange';
import type { IncidentPresenter } from './IncidentPresenter';
import type {
  IncidentsReader,
  IncidentsTransaction,
} from './store/IncidentsStore';

/** What the services of all features need for a call about an incident: find it, change it, answer with it. */
export class IncidentCalls {
  readonly changer: IncidentChanger;
  readonly redaction: IncidentRedaction;

  constructor(
    private readonly options: {
      store: IncidentsReader;
      changer: IncidentChanger;
      redaction: IncidentRedaction;
      presenter: IncidentPresenter;
      views: AccessLogWriter;
      actorOf(credentials: BackstageCredentials): string;
      reopenWithinDays: number;
      customGuards: readonly TransitionGuard[];
      clock(): Date;
    },
  ) {
    this.changer = options.changer;
    this.redaction = options.redaction;
  }

  getActor(context: AuthorizedContext): string {
    assertAuthorized(context);
    return this.options.actorOf(context.credentials);
  }

  getGuardContext(context: AuthorizedContext): GuardContext {
    return {
      actor: this.getActor(context),
      now: this.options.clock().getTime(),
      reopenWithinDays: this.options.reopenWithinDays,
      customGuards: this.options.customGuards,
    };
  }

  /** @throws NotFoundError also for an incident that the caller may not read */
  async find(
    idOrKey: string,
    context: AuthorizedContext,
  ): Promise<IncidentRecord> {
    const incident = await this.options.store.findIncident(
      idOrKey,
      getReadAccess(context),
    );
    if (!incident) throw notFound(idOrKey);
    context.onFound?.(incident);
    return incident;
  }

  async get(idOrKey: string, context: AuthorizedContext): Promise<Incident> {
    const { store, presenter } = this.options;
    const incident = await this.find(idOrKey, context);
    const details = await store.getDetails(incident);
    return this.recordView(
      incident,
      context,
      await presenter.present(details, this.getGuardContext(context), context),
    );
  }

  /** An incident as its reporter sees it, right after it was recorded. */
  async getReported(
    incidentId: string,
    context: AuthorizedContext,
  ): Promise<Incident> {
    const { store, presenter } = this.options;
    const incident = await store.findIncident(incidentId, FULL_ACCESS);
    if (!incident) throw notFound(incidentId);
    return presenter.present(
      await store.getDetails(incident),
      this.getGuardContext(context),
      context,
    );
  }

  /** Records that the caller read a restricted incident, and returns the answer. The plugin's own tasks are no readers. */
  recordView<T>(
    incident: IncidentRecord,
    context: AuthorizedContext,
    answer: T,
  ): T {
    if (context.access !== 'everything') {
      this.options.views.recordView(incident, this.getActor(context));
    }
    return answer;
  }

  /** Changes an incident and returns it as the change left it. */
  async change(
    idOrKey: string,
    context: AuthorizedContext,
    work: (
      change: IncidentChange,
      unit: ChangeUnit<IncidentsTransaction>,
    ) => Promise<void>,
    options?: ChangeOptions,
  ): Promise<Incident> {
    const details = await this.changer.change(
      idOrKey,
      this.getActor(context),
      context,
      work,
      options,
    );
    return this.options.presenter.present(
      details,
      this.getGuardContext(context),
      context,
    );
  }
}
