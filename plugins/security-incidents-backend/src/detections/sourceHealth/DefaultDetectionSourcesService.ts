import { InputError, NotFoundError } from '@backstage/errors';
import {
  type DetectionSourceDetails,
  type DetectionSourceStatus,
  type ParsedMuteSource,
  type SourceHour,
  type SourceState,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentCalls } from '../../incidents/IncidentCalls';
import type { AuthorizedContext } from '../../kernel/contexts';
import type { DetectionPresenter } from '../DetectionPresenter';
import { PAYLOAD_DAYS } from '../DetectionRetentionTask';
import type { DetectionVisibility } from '../DetectionVisibility';
import { MAX_BODY_BYTES } from '../intake/DetectionIntake';
import type { ConfiguredSource } from '../settings';
import {
  type DatabaseSourceHealth,
  type HourCount,
  NO_FIGURES,
  type SourceFigures,
} from '../store/DatabaseSourceHealth';
import type { DetectionRulesStore } from '../store/DetectionRulesStore';
import type { DatabaseServiceWatches } from '../store/DatabaseServiceWatches';
import type { DetectionAccess } from '../store/DetectionsStore';
import type { RejectionRecord, SourceStateRecord } from '../store/records';
import type { DetectionSourcesService } from './DetectionSourcesService';
import type { EntityWatcher } from './EntityWatcher';
import { toDeliveries } from './presentDeliveries';
import { getStanding, type SourceStanding } from './sourceState';
import type { TestEvents } from './TestEvents';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const QUARTER_DAYS = 90;
const DAYS_SHOWN = 7;
const MAX_DELIVERIES = 200;
const MAX_MUTE_DAYS = 30;
/** The most urgent first. */
const URGENCY: readonly SourceState[] = [
  'silent',
  'rejecting',
  'off',
  'waiting',
  'muted',
  'healthy',
];

/** States of a source that raise an alarm. */
const TROUBLE: readonly SourceState[] = ['silent', 'rejecting'];

/** What is known of all sources at one moment. */
interface Snapshot {
  now: Date;
  access: DetectionAccess;
  hours: number;
  shownEvents: Map<string, string>;
  rejections: ReadonlyMap<string, RejectionRecord[]>;
  standings: ReadonlyMap<string, SourceStanding>;
  /** Services that only a source in trouble finds. */
  blind: ReadonlyMap<string, number>;
  figures: Map<string, SourceFigures>;
  counts: HourCount[];
  states: Map<string, SourceStateRecord>;
}

/** Begins of the last periods, oldest first. */
function toBegins(now: Date, count: number, stepMs: number): string[] {
  const last = Math.floor(now.getTime() / stepMs) * stepMs;
  return Array.from({ length: count }, (_, index) =>
    new Date(last - (count - 1 - index) * stepMs).toISOString(),
  );
}

/** Sums counts by hour or by day. */
function toHours(
  counts: readonly HourCount[],
  begins: readonly string[],
  length: number,
): SourceHour[] {
  return begins.map(at => {
    const sum = (kind: HourCount['kind']) =>
      counts
        .filter(
          each =>
            each.kind === kind &&
            each.hour.slice(0, length) === at.slice(0, length),
        )
        .reduce((total, each) => total + each.total, 0);
    return {
      at,
      accepted: sum('accepted'),
      duplicate: sum('duplicate'),
      rejected: sum('rejected'),
    };
  });
}

export class DefaultDetectionSourcesService
  implements DetectionSourcesService<AuthorizedContext>
{
  constructor(
    private readonly options: {
      sources: ReadonlyMap<string, ConfiguredSource>;
      health: DatabaseSourceHealth;
      rules: Pick<DetectionRulesStore, 'log'>;
      visibility: DetectionVisibility;
      presenter: DetectionPresenter;
      tests: TestEvents;
      watcher: EntityWatcher;
      watches: Pick<DatabaseServiceWatches, 'countAlone'>;
      calls: Pick<IncidentCalls, 'getActor'>;
      changed(): void;
      clock(): Date;
    },
  ) {}

  async list({ hours }: { hours: number }, context: AuthorizedContext) {
    const snapshot = await this.#read(hours, context);
    return [...this.options.sources.values()]
      .map(source => this.#toStatus(source, snapshot))
      .sort(
        (a, b) =>
          URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) ||
          a.title.localeCompare(b.title),
      );
  }

  async get(
    id: string,
    context: AuthorizedContext,
  ): Promise<DetectionSourceDetails> {
    const { health, presenter } = this.options;
    const source = this.#find(id);
    const snapshot = await this.#read(24, context);
    const { access, now, states } = snapshot;
    const days = toBegins(now, DAYS_SHOWN, DAY_MS);
    const deliveries = await health.listDeliveries(id, MAX_DELIVERIES, access);
    const detections = await health.getDetectionsOf(
      deliveries.map(delivery => delivery.id),
      access,
    );
    const summaries = await presenter.summarize(
      [...detections.values()].flat(),
      access,
    );
    const { mutedUntil, muteReason, mutedBy } = states.get(id) ?? {};
    const isMuted = mutedUntil !== undefined && mutedUntil > now.toISOString();
    return {
      ...this.#toStatus(source, snapshot),
      path: `/detections/${id}`,
      proof: source.source.proof,
      secretsKey: source.secretsKey,
      maxBodyBytes: MAX_BODY_BYTES,
      retentionDays: PAYLOAD_DAYS,
      ...(source.reopenWithinMs !== undefined && {
        reopenWithinMs: source.reopenWithinMs,
      }),
      days: toHours(
        await health.countHours(days[0], access, id),
        days,
        'YYYY-MM-DD'.length,
      ),
      deliveries: toDeliveries(
        deliveries,
        await health.listCounted(id, MAX_DELIVERIES),
        detections,
        new Map(summaries.map(summary => [summary.id, summary])),
        MAX_DELIVERIES,
      ),
      ...(isMuted && {
        mute: {
          until: mutedUntil,
          reason: muteReason ?? '',
          by: mutedBy ?? '',
        },
      }),
      notifies: [...source.answersTo],
    };
  }

  async test(id: string, context: AuthorizedContext) {
    const result = await this.options.tests.send(this.#find(id), context);
    this.options.changed();
    return result;
  }

  async mute(
    id: string,
    { until, reason }: ParsedMuteSource,
    context: AuthorizedContext,
  ) {
    const { health, rules, calls, clock, changed } = this.options;
    const source = this.#find(id);
    const now = clock();
    if (until !== undefined) {
      const isInTime =
        Date.parse(until) > now.getTime() &&
        Date.parse(until) <= now.getTime() + MAX_MUTE_DAYS * DAY_MS;
      if (!isInTime) {
        throw new InputError(
          `until: must be after now and at most ${MAX_MUTE_DAYS} days from now`,
        );
      }
      if (reason === undefined) {
        throw new InputError('reason: is required to mute a source');
      }
    }
    const by = calls.getActor(context);
    await health.saveState(id, {
      mutedUntil: until,
      muteReason: until && reason,
      mutedBy: until && by,
    });
    await rules.log({
      at: now.toISOString(),
      by,
      kind: 'source',
      action: 'changed',
      name: source.title,
      data: { sourceId: id, until, reason },
    });
    changed();
    return this.get(id, context);
  }

  async getEntityWatch(entityRef: string, context: AuthorizedContext) {
    const snapshot = await this.#read(24, context);
    const statuses = this.#toStatuses(snapshot);
    const { access } = snapshot;
    return this.options.watcher.watch(entityRef, statuses, access, context);
  }

  /** Sources that have detections about some services. */
  async listWatching(
    entityRefs: readonly string[],
    context: AuthorizedContext,
  ) {
    const snapshot = await this.#read(24, context);
    return this.options.watcher.listWatching(
      entityRefs,
      this.#toStatuses(snapshot),
      snapshot.access,
    );
  }

  #toStatuses(snapshot: Snapshot): DetectionSourceStatus[] {
    return [...this.options.sources.values()].map(source =>
      this.#toStatus(source, snapshot),
    );
  }

  #find(id: string): ConfiguredSource {
    const source = this.options.sources.get(id);
    if (!source) throw new NotFoundError(`No detection source ${id}`);
    return source;
  }

  async #read(hours: number, context: AuthorizedContext): Promise<Snapshot> {
    const { health, visibility, clock } = this.options;
    const now = clock();
    const access = await visibility.of(context);
    const ids = [...this.options.sources.keys()];
    const ago = (ms: number) => new Date(now.getTime() - ms).toISOString();
    const [period] = toBegins(now, hours, HOUR_MS);
    // Everybody here may see the last event: the state of a source is no content.
    const lastEvents = await health.getLastEvents(ids);
    const rejected = await health.listRejections(ago(DAY_MS));
    const states = await health.getStates();
    const rejections = new Map(
      ids.map(id => [id, rejected.filter(({ sourceId }) => sourceId === id)]),
    );
    const standings = new Map(
      [...this.options.sources.values()].map(source => [
        source.id,
        getStanding(
          {
            source,
            lastEventAt: lastEvents.get(source.id),
            rejections: rejections.get(source.id)!,
            stored: states.get(source.id),
          },
          now,
        ),
      ]),
    );
    return {
      now,
      access,
      hours,
      rejections,
      standings,
      blind: await this.#countBlind(standings, access),
      states,
      shownEvents: await health.getLastEvents(ids, access),
      figures: await health.getFigures(
        { period, quarter: ago(QUARTER_DAYS * DAY_MS) },
        access,
      ),
      counts: await health.countHours(period, access),
    };
  }

  async #countBlind(
    standings: ReadonlyMap<string, SourceStanding>,
    { services }: DetectionAccess,
  ): Promise<ReadonlyMap<string, number>> {
    const inState = (...wanted: SourceState[]) =>
      [...standings.keys()].filter(id =>
        wanted.includes(standings.get(id)!.state),
      );
    const trouble = inState(...TROUBLE);
    return trouble.length > 0
      ? this.options.watches.countAlone(trouble, inState('healthy'), services)
      : new Map();
  }

  #toStatus(
    source: ConfiguredSource,
    snapshot: Snapshot,
  ): DetectionSourceStatus {
    const { id, title, expectedEveryMs, secrets } = source;
    const { now, shownEvents, states } = snapshot;
    const standing = snapshot.standings.get(id)!;
    const notifiedAt = states.get(id)?.notifiedAt;
    const hours = toHours(
      snapshot.counts.filter(({ sourceId }) => sourceId === id),
      toBegins(now, snapshot.hours, HOUR_MS),
      'YYYY-MM-DDTHH'.length,
    );
    const sum = (kind: 'accepted' | 'duplicate' | 'rejected') =>
      hours.reduce((total, hour) => total + hour[kind], 0);
    const [accepted, duplicate, rejected] = [
      sum('accepted'),
      sum('duplicate'),
      sum('rejected'),
    ];
    const figures = snapshot.figures.get(id) ?? NO_FIGURES;
    const lastEventAt = shownEvents.get(id);
    const [lastRejection] = snapshot.rejections.get(id)!;
    return {
      id,
      type: source.source.type,
      title,
      ...standing,
      ...(lastEventAt && { lastEventAt }),
      ...(lastRejection && {
        lastRejection: {
          at: lastRejection.lastAt,
          reason: lastRejection.reason as NonNullable<
            DetectionSourceStatus['lastRejection']
          >['reason'],
        },
      }),
      ...(expectedEveryMs !== undefined && { expectedEveryMs }),
      counts: {
        received: accepted + duplicate + rejected,
        accepted,
        duplicate,
        rejected,
        unmapped: figures.unmapped,
        new: figures.new,
      },
      newDetections: figures.now,
      hours,
      precision: { real: figures.real, of: figures.decided },
      services: figures.services,
      secrets: secrets.length,
      ...(TROUBLE.includes(standing.state) && {
        blind: snapshot.blind.get(id) ?? 0,
      }),
      ...(standing.state === 'silent' &&
        notifiedAt && {
          notified: { at: notifiedAt, who: [...source.answersTo] },
        }),
    };
  }
}
