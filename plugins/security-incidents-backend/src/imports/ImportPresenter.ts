import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { IncidentImport } from 'backstage-plugin-security-incidents-common';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import type { ImportsStore } from './store/ImportsStore';

/**
 * Shows imports to their readers. Whoever started an import sees all of it. Others see its incidents counted as if it had left
 * out those that they may not read, and not the mapped values, which can name services that the catalog hides from them.
 */
export class ImportPresenter {
  constructor(
    private readonly options: {
      store: Pick<ImportsStore, 'getReadableYears'>;
      actorOf(credentials: BackstageCredentials): string;
    },
  ) {}

  async present(
    record: IncidentImport,
    context: AuthorizedContext,
  ): Promise<IncidentImport> {
    const { store, actorOf } = this.options;
    if (record.createdBy === actorOf(context.credentials)) return record;
    const { values: _values, ...mapping } = record.mapping;
    const shown = { ...record, mapping };
    if (record.state !== 'done') return countRows(shown);
    const years = context.permissions.read
      ? await store.getReadableYears(record, getReadAccess(context))
      : [];
    return {
      ...shown,
      incidents: years.reduce((sum, { incidents }) => sum + incidents, 0),
      years,
    };
  }
}

/** An import that made nothing yet, without the number of incidents that it is to make. */
function countRows(record: IncidentImport): IncidentImport {
  const { rows, progress } = record;
  if (!progress) return { ...record, incidents: rows };
  const { phase, done, total } = progress;
  return {
    ...record,
    incidents: rows,
    progress: {
      phase,
      done: total > 0 ? Math.round((done / total) * rows) : 0,
      total: rows,
    },
  };
}
