import type { SourceState } from 'backstage-plugin-security-incidents-common';
import type {
  ServiceWatch,
  WatchReader,
} from '../../responsePlans/WatchReader';
import type { ConfiguredSource } from '../settings';
import type {
  DatabaseServiceWatches,
  SendingSource,
} from '../store/DatabaseServiceWatches';
import type { ServiceKeyRecord, ServiceWatchRecord } from '../store/records';
import { getSending } from './sourceState';
import { getWay, isFoundBy } from './ways';

const DAY_MS = 24 * 60 * 60 * 1000;
/** For how long a detection shows that its source finds a service. */
const DAYS = 90;

interface SourceNow extends SendingSource {
  state: SourceState;
}

/**
 * Which sources watch a service: those that find it by a name that the catalog declares, and those that found it within 90
 * days. Only a source that sends events counts.
 */
export class ServiceWatches implements WatchReader {
  constructor(
    private readonly options: {
      sources: ReadonlyMap<string, ConfiguredSource>;
      store: DatabaseServiceWatches;
      clock(): Date;
    },
  ) {}

  /** Finds out again which source finds which service. */
  async rebuild(names: readonly ServiceKeyRecord[]): Promise<void> {
    const { sources, store } = this.options;
    const found = await store.listFound(this.#ago(DAYS * DAY_MS));
    const watches = new Map<string, ServiceWatchRecord>();
    const add = (watch: ServiceWatchRecord) =>
      watches.set(`${watch.sourceId} ${watch.entityRef}`, watch);
    for (const { id, source } of sources.values()) {
      const way = getWay(source.type);
      for (const name of names) {
        if (!isFoundBy(way, name)) continue;
        add({
          entityRef: name.entityRef,
          sourceId: id,
          way: way.way,
          value: way.toValue(name.key),
        });
      }
    }
    found.filter(({ sourceId }) => sources.has(sourceId)).forEach(add);
    await store.save([...watches.values()]);
  }

  async getWatches(
    entityRefs: readonly string[],
  ): Promise<ReadonlyMap<string, ServiceWatch>> {
    if (entityRefs.length === 0) return new Map();
    const byService = new Map<string, SourceNow[]>();
    for (const source of await this.#getSources(entityRefs)) {
      if (source.state === 'off') continue;
      for (const ref of source.entityRefs) {
        byService.set(ref, [...(byService.get(ref) ?? []), source]);
      }
    }
    return new Map(
      [...byService].map(([entityRef, sources]) => [
        entityRef,
        toServiceWatch(sources),
      ]),
    );
  }

  async getSendingSources(): Promise<string[]> {
    return (await this.#getSources([]))
      .filter(({ state }) => state === 'healthy')
      .map(({ sourceId }) => sourceId);
  }

  /** A mute ends an alarm; it does not make a silent source watch. */
  async #getSources(entityRefs: readonly string[]): Promise<SourceNow[]> {
    const { sources, store, clock } = this.options;
    const found = await store.readSending(
      [...sources.keys()],
      entityRefs,
      this.#ago(DAY_MS),
    );
    return found.map(source => ({
      ...source,
      state: getSending(
        { ...source, source: sources.get(source.sourceId)! },
        source.rejected,
        clock(),
      ),
    }));
  }

  #ago(ms: number): string {
    return new Date(this.options.clock().getTime() - ms).toISOString();
  }
}

function toServiceWatch(sources: readonly SourceNow[]): ServiceWatch {
  const sending = sources.filter(({ state }) => state === 'healthy');
  const lastEventAt = (sending.length > 0 ? sending : sources)
    .flatMap(source => source.lastEventAt ?? [])
    .sort()
    .at(-1);
  return {
    state: sending.length > 0 ? 'pass' : 'late',
    ...(lastEventAt && { lastWatched: lastEventAt.slice(0, 10) }),
    sources: sources.length,
    inTrouble: sources.filter(
      ({ state }) => state === 'silent' || state === 'rejecting',
    ).length,
  };
}
