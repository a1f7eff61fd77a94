import type { PageRequest } from 'backstage-plugin-security-incidents-common';
import type { Knex } from 'knex';
import { createCursorCodec, cursorValues } from '../../database/cursor';
import type { Row } from '../../database/rowMapper';
import { toEntryRecord, toIncidentRecord } from '../../incidents/store/rows';
import type {
  MyReportsReader,
  ReportedFacts,
  ReportMessage,
  ReportRecord,
} from './MyReportsReader';

const DEFAULT_LIMIT = 20;
/** More messages than a page can show; the oldest are left out. */
const MAX_MESSAGES = 200;

const cursors = createCursorCodec('my-reports', cursorValues.integer);

function toFacts(row: Row | undefined): ReportedFacts {
  const data = (row && toEntryRecord(row).data) as
    | Record<string, unknown>
    | undefined;
  const text = (value: unknown) =>
    typeof value === 'string' ? value : undefined;
  const affected = (data?.affected ?? []) as Array<{ entityRef: string }>;
  return {
    title: text(data?.title),
    text: text(data?.summary),
    entityRefs: affected.map(({ entityRef }) => entityRef),
    isSensitive: data?.visibility === 'restricted',
  };
}

function group<T>(items: ReadonlyArray<{ seq: number; item: T }>) {
  const groups = new Map<number, T[]>();
  for (const { seq, item } of items) {
    groups.set(seq, [...(groups.get(seq) ?? []), item]);
  }
  return groups;
}

/** Reports as the first entry of each timeline has them. */
export class DatabaseMyReports implements MyReportsReader {
  constructor(private readonly db: Knex) {}

  async getReportedTitle(incidentSeq: number): Promise<string | undefined> {
    const facts = await this.#getFacts([incidentSeq]);
    return facts.get(incidentSeq)?.title;
  }

  async list(reporter: string, { limit = DEFAULT_LIMIT, cursor }: PageRequest) {
    const query = this.db('incidents').where({ reported_by: reporter });
    const [{ total }] = await query.clone().count({ total: '*' });
    if (cursor !== undefined) query.where('seq', '<', cursors.decode(cursor));
    const rows: Row[] = await query.orderBy('seq', 'desc').limit(limit + 1);
    const items = await this.#withFacts(rows.slice(0, limit));
    return {
      items,
      totalItems: Number(total),
      pageInfo:
        rows.length > limit
          ? {
              nextCursor: cursors.encode(items[items.length - 1].incident.seq),
            }
          : {},
    };
  }

  async find(idOrKey: string, reporter: string) {
    const rows: Row[] = await this.db('incidents')
      .where({ reported_by: reporter })
      .where(builder => builder.where('id', idOrKey).orWhere('key', idOrKey))
      .limit(1);
    const [record] = await this.#withFacts(rows);
    return record;
  }

  async getMessages(incidentSeqs: readonly number[]) {
    const rows: Row[] = await this.db('resolution_steps as step')
      .select('step.*')
      .whereIn('step.incident_seq', [...incidentSeqs])
      .where('step.audience', 'reporter')
      .whereNotExists(
        this.db('resolution_steps as correction')
          .select(this.db.raw('1'))
          .whereRaw('correction.supersedes = step.id'),
      )
      .orderBy('step.incident_seq')
      .orderBy('step.seq', 'desc')
      .limit(MAX_MESSAGES);
    return group(
      rows.reverse().map(row => ({
        seq: Number(row.incident_seq),
        item: {
          id: String(row.id),
          at: String(row.recorded_at),
          by: String(row.recorded_by),
          text: String(row.text),
        } satisfies ReportMessage,
      })),
    );
  }

  async getStatusChanges(incidentSeqs: readonly number[]) {
    const rows: Row[] = await this.db('timeline_entries')
      .whereIn('incident_seq', [...incidentSeqs])
      .where('action', 'status.changed')
      .orderBy(['incident_seq', 'seq']);
    return group(
      rows.flatMap(row => {
        const { at, data } = toEntryRecord(row);
        const to = (data as { to?: unknown } | undefined)?.to;
        return typeof to === 'string'
          ? [{ seq: Number(row.incident_seq), item: { at, to } }]
          : [];
      }),
    );
  }

  async #withFacts(rows: readonly Row[]): Promise<ReportRecord[]> {
    const incidents = rows.map(row => toIncidentRecord(row));
    const facts = await this.#getFacts(incidents.map(({ seq }) => seq));
    return incidents.map(incident => ({
      incident,
      reported: facts.get(incident.seq) ?? toFacts(undefined),
    }));
  }

  async #getFacts(seqs: readonly number[]) {
    const rows: Row[] = await this.db('timeline_entries')
      .whereIn('incident_seq', [...seqs])
      .where({ seq: 1 });
    return new Map(rows.map(row => [Number(row.incident_seq), toFacts(row)]));
  }
}
