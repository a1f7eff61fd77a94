import type {
  DetectionDetails,
  DetectionFilterValues,
  DetectionPage,
  DetectionProposal,
  DetectionSummary,
  IncidentDetections,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../kernel/records';
import type { AuthorizedContext } from '../kernel/contexts';
import { EXPORT_PAGE, type GetExportPage } from '../reports/exports/ListFile';
import { detectionNotFound } from './decisions';
import type { DetectionListRequest } from './DetectionsService';
import type { DetectionVisibility } from './DetectionVisibility';
import type { ServiceMapper } from './mapping/ServiceMapper';
import { toDetectionSummary } from './present';
import { proposeIncidents } from './proposals';
import type { DatabaseServiceKeys } from './store/DatabaseServiceKeys';
import type {
  DetectionAccess,
  DetectionsReader,
  NamedIncident,
} from './store/DetectionsStore';
import type { DetectionRecord } from './store/records';

const DAY_MS = 24 * 60 * 60 * 1000;
const HISTORY_DAYS = 90;
const MAX_HISTORY = 10;
const MAX_LIKELY = 3;
/** Detections on the card of an incident. */
const MAX_ATTACHED = 50;
const MAX_PROPOSED = 20;

/** Presents detections as a caller may see them. */
export class DetectionPresenter {
  constructor(
    private readonly options: {
      reader: DetectionsReader;
      visibility: DetectionVisibility;
      serviceKeys: Pick<DatabaseServiceKeys, 'find' | 'getRelated'>;
      mapper: ServiceMapper;
      /** The affected services of an incident that the caller may see. */
      getAffected(
        incident: IncidentRecord,
        context: AuthorizedContext,
      ): Promise<readonly string[]>;
      clock(): Date;
    },
  ) {}

  /** @throws NotFoundError also for a detection that the caller may not see */
  async find(id: string, context: AuthorizedContext): Promise<DetectionRecord> {
    const access = await this.options.visibility.of(context);
    return this.#find(id, access);
  }

  /** Whether somebody said that a detection does not belong to an incident. */
  async isDeclined(
    id: string,
    incidentSeq: number,
    context: AuthorizedContext,
  ): Promise<boolean> {
    const { seq } = await this.find(id, context);
    const declined = await this.options.reader.listDeclined([seq]);
    return declined.get(seq)?.has(incidentSeq) ?? false;
  }

  /** The incident that a detection is on. */
  async findIncidentOf(
    { incidentSeq }: DetectionRecord,
    context: AuthorizedContext,
  ): Promise<NamedIncident | undefined> {
    if (incidentSeq === undefined) return undefined;
    const { reader, visibility } = this.options;
    const found = await reader.getIncidents(
      [incidentSeq],
      await visibility.of(context),
    );
    return found.get(incidentSeq);
  }

  async list(
    request: DetectionListRequest,
    context: AuthorizedContext,
  ): Promise<DetectionPage> {
    const { reader, visibility, clock } = this.options;
    const access = await visibility.of(context);
    const query = { ...request, now: clock().toISOString() };
    const { items, totalItems, nextCursor } = await reader.list(query, access);
    return {
      items: await this.summarize(items, access),
      totalItems,
      pageInfo: nextCursor === undefined ? {} : { nextCursor },
      counts: await reader.count(query, access),
    };
  }

  /** Reads the pages of an export, in the order in which detections came. */
  async prepareExport(
    query: DetectionFilterValues,
    context: AuthorizedContext,
  ): Promise<GetExportPage<DetectionSummary>> {
    const { reader, visibility, clock } = this.options;
    const access = await visibility.of(context);
    const now = clock().toISOString();
    return async cursor => {
      const { items, nextCursor } = await reader.listPage(
        { ...query, orderBy: 'recorded', limit: EXPORT_PAGE, cursor, now },
        access,
      );
      const incidents = await reader.getIncidents(
        items.flatMap(({ incidentSeq }) => incidentSeq ?? []),
        access,
      );
      return {
        items: items.map(record => {
          const incident = incidents.get(record.incidentSeq ?? 0);
          return {
            item: toDetectionSummary(record, incident, undefined),
            ...(incident && { incident }),
          };
        }),
        nextCursor,
      };
    };
  }

  async getSummary(
    id: string,
    context: AuthorizedContext,
  ): Promise<DetectionSummary> {
    const access = await this.options.visibility.of(context);
    const record = await this.#find(id, access);
    const [summary] = await this.summarize([record], access);
    return summary;
  }

  async get(id: string, context: AuthorizedContext): Promise<DetectionDetails> {
    const { reader, visibility, clock } = this.options;
    const access = await visibility.of(context);
    const record = await this.#find(id, access);
    const proposals = await this.#propose([record], access);
    const [summary] = await this.summarize([record], access, proposals);
    const since = new Date(clock().getTime() - HISTORY_DAYS * DAY_MS);
    const history = await reader.listHistory(
      record,
      since.toISOString(),
      MAX_HISTORY,
      access,
    );
    const payload = await reader.getPayload(record, access);
    return {
      ...(await this.#toDetails(
        record,
        summary,
        proposals.get(record.seq) ?? [],
      )),
      likelyEntityRefs: await this.#findLikely(record, access),
      history: await this.summarize(history, access),
      ...(payload !== undefined && { payload }),
    };
  }

  async getOfIncident(
    incident: IncidentRecord,
    context: AuthorizedContext,
  ): Promise<Omit<IncidentDetections, 'sources' | 'sourceTitles'>> {
    const { reader, visibility, getAffected } = this.options;
    const access = await visibility.of(context);
    const attached = await reader.listOfIncident(incident.seq, access);
    const total = await reader.countOfIncident(incident.seq);
    const candidates = await reader.listNewOf(
      await this.#withRelated(await getAffected(incident, context), access),
      MAX_ATTACHED,
      access,
    );
    const proposals = await this.#propose(candidates, access);
    const proposed = candidates.flatMap(record => {
      const proposal = proposals
        .get(record.seq)
        ?.find(({ incident: { id } }) => id === incident.id);
      return proposal ? [toDetectionSummary(record, undefined, proposal)] : [];
    });
    const shown = attached.slice(0, MAX_ATTACHED);
    const summaries = await this.summarize(shown, access, new Map());
    const details: DetectionDetails[] = [];
    for (const [index, record] of shown.entries()) {
      details.push(await this.#toDetails(record, summaries[index], []));
    }
    return {
      attached: details,
      proposed: proposed.slice(0, MAX_PROPOSED),
      withheld: Math.max(0, total - attached.length),
    };
  }

  /** Detections as rows of a list. */
  async summarize(
    records: readonly DetectionRecord[],
    access: DetectionAccess,
    known?: ReadonlyMap<number, DetectionProposal[]>,
  ): Promise<DetectionSummary[]> {
    const incidents = await this.options.reader.getIncidents(
      records.flatMap(({ incidentSeq }) => incidentSeq ?? []),
      access,
    );
    const proposals = known ?? (await this.#propose(records, access));
    return records.map(record =>
      toDetectionSummary(
        record,
        incidents.get(record.incidentSeq ?? 0),
        proposals.get(record.seq)?.[0],
      ),
    );
  }

  async #find(id: string, access: DetectionAccess): Promise<DetectionRecord> {
    const found = await this.options.reader.find(id, access);
    if (!found) throw detectionNotFound(id);
    return found;
  }

  async #toDetails(
    record: DetectionRecord,
    summary: DetectionSummary,
    proposals: DetectionProposal[],
  ): Promise<DetectionDetails> {
    const { reader } = this.options;
    const { description, statedSeverity, occurredAt, url, resolvedAt } = record;
    return {
      ...summary,
      ...(description && { description }),
      ...(statedSeverity && { statedSeverity }),
      ...(record.class && { class: record.class }),
      ...(occurredAt && { occurredAt }),
      ...(url && { url }),
      labels: record.labels,
      fingerprint: record.fingerprint,
      fingerprintBasis: record.fingerprintBasis,
      episode: record.episode,
      verifiedBy: record.verifiedBy,
      redactions: record.redactions,
      seenAt: await reader.getSightings(record.seq),
      ...(resolvedAt && { resolvedAt }),
      proposals,
      mappingTried: record.mappingTried,
      likelyEntityRefs: [],
      history: [],
      payloadSha256: record.payloadSha256,
    };
  }

  #propose(records: readonly DetectionRecord[], access: DetectionAccess) {
    const { reader, serviceKeys } = this.options;
    return proposeIncidents(records, access, reader, async refs =>
      onlyVisible(await serviceKeys.getRelated(refs), access),
    );
  }

  async #withRelated(
    entityRefs: readonly string[],
    access: DetectionAccess,
  ): Promise<string[]> {
    const related = onlyVisible(
      await this.options.serviceKeys.getRelated(entityRefs),
      access,
    );
    return [...new Set([...entityRefs, ...[...related.values()].flat()])];
  }

  /** Services that a detection without one may be about. */
  async #findLikely(
    { status, entityRef, labels }: DetectionRecord,
    access: DetectionAccess,
  ): Promise<string[]> {
    if (status !== 'new' || entityRef !== undefined) return [];
    const { mapper, serviceKeys } = this.options;
    const [{ entityRef: found, likely }] = await mapper.place(
      [{ labels, entityRefs: [] }],
      keys => serviceKeys.find(keys),
    );
    // The catalog may know it meanwhile.
    return [...(found === undefined ? [] : [found]), ...likely]
      .filter(ref => access.services?.includes(ref) ?? true)
      .slice(0, MAX_LIKELY);
  }
}

function onlyVisible(
  related: ReadonlyMap<string, readonly string[]>,
  { services }: DetectionAccess,
): ReadonlyMap<string, readonly string[]> {
  if (services === undefined) return related;
  const visible = new Set(services);
  return new Map(
    [...related].map(([ref, others]) => [
      ref,
      others.filter(other => visible.has(other)),
    ]),
  );
}
