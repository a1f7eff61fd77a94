import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import {
  addPlanDuration,
  isFrozenStatus,
  type PageRequest,
  type ParsedAnswerReport,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import type { DirectoryReader } from '../catalog/DirectoryReader';
import type { EntityLookup } from '../catalog/EntityLookup';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import { recordStep } from '../incidents/steps';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import { notFound } from '../kernel/IncidentChange';
import type { ServiceLevelSettings } from '../serviceLevels/settings';
import type { MyReportsService } from './MyReportsService';
import { toMyReport, toMyReportDetails } from './present';
import type { ReportRecord } from './store/MyReportsReader';

const EPOCH = '1970-01-01T00:00:00.000Z';

/**
 * Reads the incidents that the caller reported. A reporter sees their own report also where they may read no incident, and
 * never anything of an incident that it was joined with.
 */
export class DefaultMyReportsService
  implements MyReportsService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      store: IncidentsStore;
      calls: IncidentCalls;
      directory: DirectoryReader;
      lookup: EntityLookup;
      levels: ServiceLevelSettings;
      /** Users and groups on duty. */
      responders: readonly string[];
    },
  ) {}

  async list(page: PageRequest, context: AuthorizedContext) {
    const { store, calls } = this.options;
    const found = await store.myReports.list(calls.getActor(context), page);
    const histories = await this.#readHistories(found.items);
    return {
      ...found,
      items: found.items.map(record => toMyReport(record, histories(record))),
    };
  }

  async get(idOrKey: string, context: AuthorizedContext) {
    return this.#present(await this.#find(idOrKey, context));
  }

  async answer(
    idOrKey: string,
    { text }: ParsedAnswerReport,
    context: AuthorizedContext,
  ) {
    const { calls } = this.options;
    const actor = calls.getActor(context);
    const { incident } = await this.#find(idOrKey, context);
    const { id } = incident;
    const { replayed } = await calls.changer.once(
      {
        actor,
        operation: `my/reports/${id}/answers`,
        key: context.idempotencyKey,
        body: { text },
        incident: id,
      },
      async unit => {
        const { result } = await calls.changer.changeIn(
          unit,
          id,
          actor,
          context,
          change => {
            if (isFrozenStatus(change.incident.status)) {
              throw new ConflictError(
                'text: this report is over and takes no answers; report it again if you still see it',
              );
            }
            return recordStep(change, {
              kind: 'communication',
              audience: 'reporter',
              text,
            });
          },
          // Being its reporter is checked above and never changes.
          { access: FULL_ACCESS, frozen: true },
        );
        return { incidentId: id, resultId: result };
      },
    );
    return { value: await this.get(id, context), replayed };
  }

  async getRecipients(
    {
      entityRef,
      severity,
      isSensitive = false,
    }: { entityRef?: string; severity?: Severity; isSensitive?: boolean },
    context: AuthorizedContext,
  ) {
    const { directory, responders, lookup, levels } = this.options;
    const owners =
      entityRef === undefined || isSensitive
        ? undefined
        : // With the caller's own credentials: a hidden service has no owner for them.
          await lookup.ownersNow([entityRef], context.credentials);
    const owner = entityRef && owners?.get(entityRef);
    const refs = [...new Set([...responders, ...(owner ? [owner] : [])])];
    const acknowledge = severity && levels.levels[severity].acknowledge;
    try {
      const reached = await directory.read(refs);
      return {
        notified: refs.filter(ref => reached.getPeople(ref).length > 0),
        ...(acknowledge && {
          firstAnswerWithinMs: Date.parse(addPlanDuration(EPOCH, acknowledge)),
        }),
      };
    } catch (error) {
      throw new ServiceUnavailableError(
        'The catalog is unavailable, so the recipients cannot be resolved; try again',
        error,
      );
    }
  }

  async #find(
    idOrKey: string,
    context: AuthorizedContext,
  ): Promise<ReportRecord> {
    const { store, calls } = this.options;
    const record = await store.myReports.find(idOrKey, calls.getActor(context));
    if (!record) throw notFound(idOrKey);
    context.onFound?.(record.incident);
    return record;
  }

  async #present(record: ReportRecord) {
    const histories = await this.#readHistories([record]);
    const { roles } = await this.options.store.getDetails(record.incident);
    return toMyReportDetails(record, histories(record), roles);
  }

  async #readHistories(records: readonly ReportRecord[]) {
    const { myReports } = this.options.store;
    const seqs = records.map(({ incident }) => incident.seq);
    const messages = await myReports.getMessages(seqs);
    const statusChanges = await myReports.getStatusChanges(seqs);
    return ({ incident }: ReportRecord) => ({
      messages: messages.get(incident.seq) ?? [],
      statusChanges: statusChanges.get(incident.seq) ?? [],
    });
  }
}
