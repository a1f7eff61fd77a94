import type {
  IncidentQuery,
  Period,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import {
  type IncidentRedaction,
  refsOf,
} from '../authorization/IncidentRedaction';
import type { IncidentsReader } from '../incidents/store/IncidentsStore';
import type { ReadAccess } from '../incidents/store/records';
import type { AuthorizedContext } from '../kernel/contexts';
import { buildDue } from './due';
import { buildEntityHistory } from './entityHistory';
import { continueIncidentsCsv, startIncidentsCsv } from './incidentsCsv';
import type { ReportsService } from './ReportsService';
import type { DueReader } from './store/DueReader';
import type { HistoryReader } from './store/HistoryReader';
import { buildVolume } from './volume';

/** The rows of an export that are in memory at a time. */
const EXPORT_PAGE = 200;

export class DefaultReportsService
  implements ReportsService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      history: HistoryReader;
      due: DueReader;
      incidents: Pick<IncidentsReader, 'listPage'>;
      redaction: IncidentRedaction;
      clock(): Date;
    },
  ) {}

  async getEntityHistory(
    entityRef: string,
    period: Period,
    context: AuthorizedContext,
  ) {
    const { history, redaction, clock } = this.options;
    return buildEntityHistory(
      entityRef,
      period,
      clock(),
      await redaction.searchableScope({ entityRef: [entityRef] }, context),
      history,
      refs => redaction.among(context, refs),
    );
  }

  async getVolume(query: VolumeQuery, context: AuthorizedContext) {
    const { history, redaction, clock } = this.options;
    return buildVolume(
      query,
      clock(),
      await redaction.searchableScope(query, context),
      history,
    );
  }

  async getDue(query: VolumeQuery, context: AuthorizedContext) {
    const { due, redaction, clock } = this.options;
    return buildDue(
      query,
      clock(),
      await redaction.searchableScope(query, context),
      due,
    );
  }

  async getIncidentsCsv(query: VolumeQuery, context: AuthorizedContext) {
    const { redaction, clock } = this.options;
    const access = await redaction.searchableScope(query, context);
    // The first page comes before the answer starts, so that its errors have a status.
    const first = await this.#getExportPage(query, access, context);
    const getPage = (cursor: string) =>
      this.#getExportPage({ ...query, cursor }, access, context);
    async function* makeContent() {
      yield startIncidentsCsv(first.items);
      let { nextCursor } = first;
      while (nextCursor !== undefined) {
        const page = await getPage(nextCursor);
        yield continueIncidentsCsv(page.items);
        nextCursor = page.nextCursor;
      }
    }
    const day = clock().toISOString().slice(0, 10);
    return {
      fileName: `security-incidents-${day}.csv`,
      content: makeContent(),
    };
  }

  /** Ordered by the time of recording, which never changes: so no row is missed or repeated between two pages. */
  async #getExportPage(
    query: IncidentQuery,
    access: ReadAccess,
    context: AuthorizedContext,
  ) {
    const { incidents, redaction } = this.options;
    const { items, nextCursor } = await incidents.listPage(
      {
        ...query,
        orderBy: { field: 'recordedAt', direction: 'asc' },
        limit: EXPORT_PAGE,
      },
      access,
    );
    const hidden = await redaction.among(context, refsOf(items));
    return {
      items: await redaction.summaries(items, hidden, context),
      nextCursor,
    };
  }
}
