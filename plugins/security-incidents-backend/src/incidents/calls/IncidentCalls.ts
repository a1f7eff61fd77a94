import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Incident } from 'backstage-plugin-security-incidents-common';
import type { EntityLookup } from '../../catalog/EntityLookup';
import type { EntityVisibility } from '../../authorization/EntityVisibility';
import type { CardPlans } from '../../responsePlans/offers';
import type { ChecksOfServices } from '../../responsePlans/PartsReadiness';
import { IncidentPlans } from '../../responsePlans/runs/IncidentPlans';
import type { PlanCatalog } from '../../responsePlans/PlanCatalog';
import type { IncidentsStore } from '../store/IncidentsStore';
import type { IncidentRecord } from '../store/records';
import type { GuardContext } from '../guards';
import {
  type ChangeOptions,
  IncidentChange,
  IncidentChanger,
  notFound,
} from '../../kernel/IncidentChange';
import type { IncidentChanged } from '../../kernel/IncidentEventPublisher';
import { IncidentPresenter } from '../IncidentPresenter';
import { IncidentRedaction } from '../../authorization/IncidentRedaction';
import type { EscalationTold } from '../../serviceLevels/EscalationDeliveries';
import { IncidentEscalations } from '../../serviceLevels/IncidentEscalations';
import type { EscalationRecipients } from '../../serviceLevels/recipients';
import { ServiceLevelsKeeper } from '../../serviceLevels/ServiceLevelsKeeper';
import type { ServiceLevelSettings } from '../../serviceLevels/settings';
import { ServiceLookup } from '../ServiceLookup';
import type { AccessLogWriter } from '../AccessLogWriter';
import { FULL_ACCESS } from '../../authorization/ReadAccess';
import {
  assertAuthorized,
  type AuthorizedContext,
  getReadAccess,
} from '../../kernel/contexts';

/** Settings of the rules. */
export interface IncidentsSettings {
  /** First part of keys, `SEC` unless configured. */
  keyPrefix: string;
  /** How long a closed incident can be re-opened. */
  reopenWithinDays: number;
  serviceLevels: ServiceLevelSettings;
}

/** What the rules rest on. */
export interface IncidentCallsOptions {
  store: IncidentsStore;
  lookup: EntityLookup;
  hidden: EntityVisibility;
  plans: PlanCatalog;
  settings: IncidentsSettings;
  /** Entity ref of a user, or the subject of a service. */
  actorOf(credentials: BackstageCredentials): string;
  /** The person and the groups they own things through; a service for itself. */
  principalsOf(credentials: BackstageCredentials): Promise<readonly string[]>;
  clock(): Date;
  /** What the entity card shows of response plans. */
  plansOf(entityRef: string, context: AuthorizedContext): Promise<CardPlans>;
  /** How ready some services are. */
  checksOf(entityRefs: readonly string[]): Promise<ChecksOfServices>;
  /** Told of each change after it is committed; returns at once and never throws. */
  afterChange(event: IncidentChanged): void;
  views: AccessLogWriter;
  recipients: EscalationRecipients;
  /** While history is written down: nothing fires and nobody is told before. */
  quietUntil?: Date;
  /** Tells people of an escalation; without it nobody is told. */
  tellOfEscalation?: (told: EscalationTold) => Promise<void>;
  onProblem(message: string, error: Error): void;
}

/** What every call is made of: finding incidents that the caller may read, changing them, and answering with them. */
export class IncidentCalls {
  readonly changer: IncidentChanger;
  readonly services: ServiceLookup;
  readonly plans: IncidentPlans;
  readonly presenter: IncidentPresenter;
  readonly sight: IncidentRedaction;
  readonly levels: ServiceLevelsKeeper;
  readonly escalations: IncidentEscalations;

  constructor(readonly options: IncidentCallsOptions) {
    this.levels = new ServiceLevelsKeeper({
      ...options,
      settings: options.settings.serviceLevels,
    });
    this.changer = new IncidentChanger(
      options.store,
      options.clock,
      options.afterChange,
      change => this.levels.follow(change),
    );
    this.escalations = new IncidentEscalations({
      ...options,
      changer: this.changer,
      keeper: this.levels,
    });
    this.sight = new IncidentRedaction(options);
    this.services = new ServiceLookup(
      options.store,
      options.lookup,
      this.sight,
    );
    this.plans = new IncidentPlans(options);
    this.presenter = new IncidentPresenter({
      ...options,
      levels: this.levels,
      sight: this.sight,
      guardContext: async (details, context) => ({
        ...this.guardContext(context),
        plans: await this.plans.knowledgeFor(details),
      }),
    });
  }

  actor(context: AuthorizedContext): string {
    assertAuthorized(context);
    return this.options.actorOf(context.credentials);
  }

  guardContext(context: AuthorizedContext): GuardContext {
    return {
      actor: this.actor(context),
      now: this.options.clock().getTime(),
      reopenWithinDays: this.options.settings.reopenWithinDays,
    };
  }

  async find(
    idOrKey: string,
    context: AuthorizedContext,
  ): Promise<IncidentRecord> {
    const { store } = this.options;
    const incident = await store.findIncident(idOrKey, getReadAccess(context));
    if (!incident) throw notFound(idOrKey);
    context.onFound?.(incident);
    return incident;
  }

  async get(idOrKey: string, context: AuthorizedContext): Promise<Incident> {
    const incident = await this.find(idOrKey, context);
    const details = await this.options.store.getDetails(incident);
    return this.seen(
      incident,
      context,
      await this.presenter.present(details, context),
    );
  }

  /** An incident as its reporter sees it, right after it was recorded. */
  async getReported(
    incidentId: string,
    context: AuthorizedContext,
  ): Promise<Incident> {
    const { store } = this.options;
    const incident = await store.findIncident(incidentId, FULL_ACCESS);
    if (!incident) throw notFound(incidentId);
    return this.presenter.present(await store.getDetails(incident), context);
  }

  /** Keeps that the caller read it. What the plugin reads for itself is looked at by nobody. */
  seen<T>(incident: IncidentRecord, context: AuthorizedContext, answer: T): T {
    if (context.access !== 'everything') {
      this.options.views.recordView(incident, this.actor(context));
    }
    return answer;
  }

  /** The answer is the incident as the change left it. */
  async change(
    idOrKey: string,
    context: AuthorizedContext,
    work: (change: IncidentChange) => Promise<void>,
    options?: ChangeOptions,
  ): Promise<Incident> {
    const details = await this.changer.change(
      idOrKey,
      this.actor(context),
      context,
      work,
      options,
    );
    return this.presenter.present(details, context);
  }
}
