import type {
  Period,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRedaction } from '../authorization/IncidentRedaction';
import type { AuthorizedContext } from '../kernel/contexts';
import { buildDue } from './due';
import { buildEntityHistory } from './entityHistory';
import type { ReportsService } from './ReportsService';
import type { DueReader } from './store/DueReader';
import type { HistoryReader } from './store/HistoryReader';
import { buildVolume } from './volume';

export class DefaultReportsService
  implements ReportsService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      history: HistoryReader;
      due: DueReader;
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
}
