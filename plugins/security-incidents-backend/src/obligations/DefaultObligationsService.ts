import { ConflictError, InputError } from '@backstage/errors';
import {
  type ObligationFilterValues,
  type ObligationPage,
  type ParsedRaiseObligation,
  type RegisteredObligation,
} from 'backstage-plugin-security-incidents-common';
import {
  type IncidentRedaction,
  refsOf,
} from '../authorization/IncidentRedaction';
import type { Hidden } from '../authorization/redactServices';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentChange } from '../incidents/IncidentChange';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import type { IncidentRecord } from '../kernel/records';
import { EXPORT_PAGE, type GetExportPage } from '../reports/exports/ListFile';
import {
  decideObligation,
  findObligation,
  StaleObligationError,
} from './decide';
import { createObligation, toRaisedData } from './ObligationFollower';
import { remindObligation } from './remindObligation';
import type { ObligationRuleBook } from './ObligationRuleBook';
import type { DecisionRequest, ObligationsService } from './ObligationsService';
import { compareObligations, toMoments, toObligation } from './present';
import type {
  ObligationRegister,
  RegisteredRecord,
  RegisterQuery,
} from './store/ObligationsStore';

/** Years of which the holidays of a calendar are listed. */
const HOLIDAY_YEARS = 2;
const DAYS_OF_YEARS = 366 * HOLIDAY_YEARS;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Duties continue after an incident is closed: a final report can be due a month later. */
const MAY_CHANGE_CLOSED = {
  frozen: ({ status }: IncidentRecord) => status === 'closed',
};

function toRegistered(
  { obligation, item }: RegisteredRecord,
  hidden: Hidden,
  now: string,
): RegisteredObligation {
  const { incident, affected, roles } = item;
  const { id, key, title, status, severity, visibility } = incident;
  return {
    ...toObligation(obligation, now),
    incident: {
      id,
      key,
      title,
      status,
      severity,
      visibility,
      entityRef: affected.find(({ entityRef }) => !hidden.has(entityRef))
        ?.entityRef,
      commander: roles.find(
        ({ role, renouncedAt }) =>
          role === 'incident-commander' && !renouncedAt,
      )?.principalRef,
      moments: toMoments(incident),
    },
  };
}

export class DefaultObligationsService
  implements ObligationsService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      store: IncidentsStore;
      register: ObligationRegister;
      calls: IncidentCalls;
      redaction: IncidentRedaction;
      book: ObligationRuleBook;
      clock(): Date;
    },
  ) {}

  async getOfIncident(idOrKey: string, context: AuthorizedContext) {
    const { calls, store, book, clock } = this.options;
    const incident = await calls.find(idOrKey, context);
    const now = clock().toISOString();
    const obligations = await store.obligations.list(incident.seq);
    const raised = new Set(obligations.map(({ ruleId }) => ruleId));
    const permissions = context.isConditional
      ? context.permissionsOn(await store.getResource(incident))
      : context.permissions;
    return calls.recordView(incident, context, {
      items: obligations
        .map(obligation => toObligation(obligation, now))
        .sort(compareObligations),
      moments: toMoments(incident),
      personalData: incident.personalData.involved,
      crossBorder: incident.crossBorder,
      suspectedMalicious: incident.suspectedMalicious,
      notRaised: book.getRulesInForce(now).filter(({ id }) => !raised.has(id)),
      mayDecide: permissions.decideObligations,
      asOf: now,
    });
  }

  async decide(
    idOrKey: string,
    obligationId: string,
    { body, seenVersion }: DecisionRequest,
    context: AuthorizedContext,
  ) {
    const { book } = this.options;
    return this.#change(
      idOrKey,
      { part: `obligations/${obligationId}/decision`, body },
      context,
      async change => {
        const all = await change.tx.obligations.list(change.incident.seq);
        const obligation = findObligation(all, obligationId);
        if (seenVersion !== undefined && seenVersion !== obligation.version) {
          throw new StaleObligationError(obligation);
        }
        await decideObligation(change, obligation, all, body, book);
        return obligationId;
      },
    );
  }

  async raise(
    idOrKey: string,
    request: ParsedRaiseObligation,
    context: AuthorizedContext,
  ) {
    const { book, clock } = this.options;
    const now = clock().toISOString();
    const rule = book
      .getRulesInForce(now)
      .find(({ id }) => id === request.ruleId);
    if (!rule) {
      throw new InputError(
        `ruleId: ${request.ruleId} is no rule that is in force for this organisation`,
      );
    }
    return this.#change(
      idOrKey,
      { part: 'obligations', body: request },
      context,
      async change => {
        const { tx, incident } = change;
        if (incident.mode !== 'real') {
          throw new ConflictError(
            'mode: an exercise or a test obliges nobody to notify',
          );
        }
        const all = await tx.obligations.list(incident.seq);
        if (all.some(({ ruleId }) => ruleId === rule.id)) {
          throw new ConflictError(
            `ruleId: ${rule.id} was raised for this incident before`,
          );
        }
        const obligation = createObligation(rule, change, all, book);
        await tx.obligations.insert(incident.seq, [obligation]);
        await change.log('obligation.raised', {
          obligations: [toRaisedData(obligation)],
          reason: request.reason,
        });
        return obligation.id;
      },
    );
  }

  async remind(
    idOrKey: string,
    obligationId: string,
    context: AuthorizedContext,
  ) {
    const { value } = await this.#change(
      idOrKey,
      { part: `obligations/${obligationId}/reminders`, body: {} },
      context,
      async change => {
        await remindObligation(change, obligationId);
        return obligationId;
      },
    );
    return value;
  }

  async list(
    query: RegisterQuery,
    context: AuthorizedContext,
  ): Promise<ObligationPage> {
    const { register, redaction, clock } = this.options;
    const access = await redaction.searchableScope(query, context);
    const now = clock().toISOString();
    const [{ items, nextCursor }, counts, totalItems] = await Promise.all([
      register.listPage(query, access),
      register.count(query, access),
      register.total(query, access),
    ]);
    const hiddenOf = await this.#findHidden(items, context);
    return {
      items: items.map(item => toRegistered(item, hiddenOf(item), now)),
      totalItems,
      pageInfo: nextCursor ? { nextCursor } : {},
      counts,
      asOf: now,
    };
  }

  /** Reads the pages of an export, in the order in which obligations were raised. */
  async prepareExport(
    query: ObligationFilterValues,
    context: AuthorizedContext,
  ): Promise<GetExportPage<RegisteredObligation>> {
    const { register, redaction, clock } = this.options;
    const access = await redaction.searchableScope(query, context);
    const now = clock().toISOString();
    return async cursor => {
      const { items, nextCursor } = await register.listPage(
        { ...query, orderBy: 'raised', limit: EXPORT_PAGE, cursor },
        access,
      );
      const hiddenOf = await this.#findHidden(items, context);
      return {
        items: items.map(record => ({
          item: toRegistered(record, hiddenOf(record), now),
          incident: record.item.incident,
        })),
        nextCursor,
      };
    };
  }

  async getRules(_context: AuthorizedContext) {
    const { book, clock } = this.options;
    const { rules, regimes, zone, calendars } = book;
    const year = clock().getUTCFullYear();
    const first = Date.UTC(year, 0, 1);
    const days = Array.from({ length: DAYS_OF_YEARS }, (_, index) =>
      new Date(first + index * DAY_MS).toISOString().slice(0, 10),
    ).filter(day => Number(day.slice(0, 4)) < year + HOLIDAY_YEARS);
    return {
      items: [...rules],
      regimes: [...regimes],
      zone,
      calendars: calendars.map(
        ({ id, title, zone: ofCalendar, endOfDay, isHoliday }) => ({
          id,
          title,
          zone: ofCalendar,
          endOfDay,
          holidays: days.filter(isHoliday),
        }),
      ),
    };
  }

  /** Changes an obligation of an incident, once per idempotency key. */
  async #change(
    idOrKey: string,
    { part, body }: { part: string; body: unknown },
    context: AuthorizedContext,
    work: (change: IncidentChange) => Promise<string>,
  ) {
    const { calls, store, clock } = this.options;
    const actor = calls.getActor(context);
    const found = await calls.find(idOrKey, context);
    const { resultId, replayed } = await calls.changer.once(
      {
        actor,
        operation: `incidents/${found.id}/${part}`,
        key: context.idempotencyKey,
        body,
        incident: found.id,
      },
      async unit => {
        const { result } = await calls.changer.changeIn(
          unit,
          idOrKey,
          actor,
          context,
          work,
          MAY_CHANGE_CLOSED,
        );
        return { incidentId: found.id, resultId: result };
      },
    );
    const made = (await store.obligations.list(found.seq)).find(
      ({ id }) => id === resultId,
    )!;
    return { value: toObligation(made, clock().toISOString()), replayed };
  }

  async #findHidden(
    items: readonly RegisteredRecord[],
    context: AuthorizedContext,
  ): Promise<(record: RegisteredRecord) => Hidden> {
    const { redaction } = this.options;
    const incidents = items.map(({ item }) => item);
    const hidden = await redaction.among(context, refsOf(incidents));
    const hiddenOf = await redaction.ofEach(incidents, hidden, context);
    return ({ item }) => hiddenOf(item);
  }
}
