import type {
  DetectionSourceStatus,
  EntityWatch,
  MappingWay,
  WatchingSource,
} from 'backstage-plugin-security-incidents-common';
import type { AuthorizedContext } from '../../kernel/contexts';
import type { DetectionPresenter } from '../DetectionPresenter';
import type { DatabaseServiceWatches } from '../store/DatabaseServiceWatches';
import type { DatabaseSourceHealth } from '../store/DatabaseSourceHealth';
import type {
  DetectionAccess,
  DetectionsReader,
} from '../store/DetectionsStore';
import type { DetectionRecord } from '../store/records';
import { getWay } from './ways';

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = 90;
const MAX_DETECTIONS = 2_000;
const MAX_WAITING = 10;

/** Says which sources watch a service. */
export class EntityWatcher {
  constructor(
    private readonly options: {
      health: Pick<DatabaseSourceHealth, 'listAbout'>;
      reader: Pick<DetectionsReader, 'listNewOf'>;
      watches: Pick<DatabaseServiceWatches, 'list'>;
      presenter: DetectionPresenter;
      clock(): Date;
    },
  ) {}

  async watch(
    entityRef: string,
    sources: readonly DetectionSourceStatus[],
    access: DetectionAccess,
    context: AuthorizedContext,
  ): Promise<EntityWatch> {
    const { health, reader, watches, presenter } = this.options;
    // A hidden service is answered about like one that the catalog does not have.
    const isSeen = access.services?.includes(entityRef) ?? true;
    const ways = isSeen ? await watches.list([entityRef]) : [];
    const found = await health.listAbout(
      [entityRef],
      this.#since(),
      MAX_DETECTIONS,
      access,
    );
    const watching: WatchingSource[] = [];
    const missing: EntityWatch['missing'] = [];
    for (const source of sources) {
      if (source.state === 'off') continue;
      const { id, title, type } = source;
      const way = ways.find(({ sourceId }) => sourceId === id);
      if (way) watching.push(toWatching(source, found, way));
      else missing.push({ sourceId: id, title, remedy: getWay(type).remedy });
    }
    const waiting = context.permissions.triageDetections
      ? await presenter.summarize(
          await reader.listNewOf([entityRef], MAX_WAITING, access),
          access,
        )
      : undefined;
    return {
      entityRef,
      sources: watching,
      missing,
      ...(waiting && { waiting }),
    };
  }

  /** Sources that watch one of some services, and how they find it. */
  async listWatching(
    entityRefs: readonly string[],
    sources: readonly DetectionSourceStatus[],
    access: DetectionAccess,
  ): Promise<WatchingSource[]> {
    const { health, watches } = this.options;
    const ways = await watches.list(entityRefs);
    const found = await health.listAbout(
      entityRefs,
      this.#since(),
      MAX_DETECTIONS,
      access,
    );
    return sources.flatMap(source => {
      const way = ways.find(({ sourceId }) => sourceId === source.id);
      return way ? [toWatching(source, found, way)] : [];
    });
  }

  #since(): string {
    const now = this.options.clock().getTime();
    return new Date(now - DAYS * DAY_MS).toISOString();
  }
}

function toWatching(
  { id, title, state, stateSince, lastEventAt }: DetectionSourceStatus,
  found: readonly DetectionRecord[],
  { way, value }: { way: MappingWay; value: string },
): WatchingSource {
  const detections = found.filter(({ sourceId }) => sourceId === id);
  return {
    sourceId: id,
    title,
    state,
    ...(stateSince && { stateSince }),
    ...(lastEventAt && { lastEventAt }),
    way,
    value,
    detections: detections.length,
    real: detections.filter(({ status }) =>
      ['promoted', 'attached'].includes(status),
    ).length,
  };
}
