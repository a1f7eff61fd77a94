import {
  type DetectionSourceStatus,
  type EntityWatch,
  type MappingWay,
  type WatchingSource,
} from 'backstage-plugin-security-incidents-common';
import type { AuthorizedContext } from '../../kernel/contexts';
import type { DetectionPresenter } from '../DetectionPresenter';
import type { DatabaseServiceKeys } from '../store/DatabaseServiceKeys';
import type { DatabaseSourceHealth } from '../store/DatabaseSourceHealth';
import type {
  DetectionAccess,
  DetectionsReader,
} from '../store/DetectionsStore';
import type {
  DetectionRecord,
  ServiceKeyKind,
  ServiceKeyRecord,
} from '../store/records';

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = 90;
const MAX_DETECTIONS = 2_000;
const MAX_WAITING = 10;

interface Way {
  way: MappingWay;
  kind: ServiceKeyKind;
  /** What makes a service findable that is not. */
  remedy: string;
  toValue(key: string): string;
}

const REPOSITORY: Way = {
  way: 'repository',
  kind: 'repository',
  remedy:
    'Add the annotation of its repository, such as github.com/project-slug',
  toValue: key => `repository ${key}`,
};
const CLOUD: Way = {
  way: 'cloud',
  kind: 'cloud',
  remedy:
    'Add an aws.amazon.com annotation with its ARN, or tag its resources with service',
  toValue: key => key,
};
const PAGERDUTY: Way = {
  way: 'cloud',
  kind: 'cloud',
  remedy: 'Add the annotation pagerduty.com/service-id',
  toValue: key => `PagerDuty service ${key}`,
};
const HOST: Way = {
  way: 'cloud',
  kind: 'host',
  remedy: 'Add the annotation security-incidents/hosts',
  toValue: key => `host ${key}`,
};
/** A label with the name of the service finds every service. */
const NAME: Way = {
  way: 'label',
  kind: 'name',
  remedy: 'Add the service to the catalog',
  toValue: key => `service=${key}`,
};

/** How the kinds of sources that are shipped find services; all others by a label with the name. */
const WAYS: Record<string, Way> = {
  github: REPOSITORY,
  gitlab: REPOSITORY,
  guardduty: CLOUD,
  securityhub: CLOUD,
  pagerduty: PAGERDUTY,
  wazuh: HOST,
};

/** Says which sources watch a service. */
export class EntityWatcher {
  constructor(
    private readonly options: {
      health: Pick<DatabaseSourceHealth, 'listAbout'>;
      reader: Pick<DetectionsReader, 'listNewOf'>;
      serviceKeys: Pick<DatabaseServiceKeys, 'getNames'>;
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
    const { health, reader, serviceKeys, presenter } = this.options;
    // A hidden service is answered about like one that the catalog does not have.
    const isSeen = access.services?.includes(entityRef) ?? true;
    const names = isSeen ? await serviceKeys.getNames(entityRef) : [];
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
      const way = WAYS[source.type] ?? NAME;
      const own = found.filter(({ sourceId }) => sourceId === source.id);
      const seen = own.find(({ mapping }) => mapping?.value !== undefined);
      const known = findName(names, way);
      if (seen || known) {
        watching.push(
          toWatching(source, own, {
            way: seen?.mapping?.way ?? way.way,
            value: seen?.mapping?.value ?? way.toValue(known!.key),
          }),
        );
      } else {
        const { id, title } = source;
        missing.push({ sourceId: id, title, remedy: way.remedy });
      }
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

  /** Sources that had a detection about one of some services, and how they found it. */
  async listWatching(
    entityRefs: readonly string[],
    sources: readonly DetectionSourceStatus[],
    access: DetectionAccess,
  ): Promise<WatchingSource[]> {
    const found = await this.options.health.listAbout(
      entityRefs,
      this.#since(),
      MAX_DETECTIONS,
      access,
    );
    return sources.flatMap(source => {
      const own = found.filter(({ sourceId }) => sourceId === source.id);
      const mapping = own.find(
        detection => detection.mapping?.value !== undefined,
      )?.mapping;
      return mapping
        ? [
            toWatching(source, own, {
              way: mapping.way,
              value: mapping.value!,
            }),
          ]
        : [];
    });
  }

  #since(): string {
    const now = this.options.clock().getTime();
    return new Date(now - DAYS * DAY_MS).toISOString();
  }
}

function findName(
  names: readonly ServiceKeyRecord[],
  { kind, remedy }: Way,
): ServiceKeyRecord | undefined {
  const wantsArn = remedy === CLOUD.remedy;
  return names.find(
    name =>
      name.kind === kind &&
      (kind !== 'cloud' || name.key.startsWith('arn:') === wantsArn),
  );
}

function toWatching(
  { id, title, state, stateSince, lastEventAt }: DetectionSourceStatus,
  detections: readonly DetectionRecord[],
  { way, value }: { way: MappingWay; value: string },
): WatchingSource {
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
