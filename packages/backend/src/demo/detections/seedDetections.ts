import { AuthenticationError } from '@backstage/errors';
import {
  createSeedingServices,
  type SeedingServices,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import {
  createDetectionRuleSchema,
  createSuppressionSchema,
  mapDetectionSchema,
} from 'backstage-plugin-security-incidents-common';
import { getQuietUntil } from '../seedHistory';
import { actingAs, createStage, type SeedOptions } from '../stage';
import { createEvent, type DemoFinding, type DemoSource } from './events';
import {
  attachedFindings,
  decidedToday,
  DISMISSALS,
  FALCO_TEMPLATES,
  ignoredToday,
  promotedFinding,
  RENAMED,
  RULES,
  SUPPRESSIONS,
  TEMPLATES,
  waitingFindings,
} from './findings';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** When detections were attached to open incidents. */
const ATTACHED_BEFORE_MS = 2 * 60_000;
const DAYS = 30;
const PER_DAY = [6, 8, 9, 8, 9, 5, 4];
/** The last event of Falco, which is silent since. */
const SILENT_SINCE_DAYS = 4;
/** PagerDuty's secret was changed on one side this long ago. */
const REJECTING_SINCE_HOURS = 5;
const REJECTIONS = 16;
const REDELIVERIES = 13;
/** Repeats of known findings in the last day. */
const REPEATS = 330;
const TRIAGE: readonly string[] = [
  'user:default/amara.quistel',
  'user:default/viktor.salomaa',
  'user:default/priya.natesh',
];

/** Sources whose silence people are told of. While an old month is written, they would all look silent. */
const WATCHED: readonly DemoSource[] = ['alertmanager', 'falco', 'github'];
const MUTED_FOR_DAYS = 29;
const SEEDED_WITHIN_MS = 15 * 60_000;

/** A detection once it was delivered. */
interface Known {
  finding: DemoFinding;
  id?: string;
}

/** Something that happens at a time. */
interface Scene {
  atMs: number;
  play(): Promise<unknown>;
}

/** Sends, dismisses and attaches as tools and people do. */
class Seeder {
  #deliveries = 0;

  constructor(private readonly service: SeedingServices) {}

  /**
   * Delivers a finding as its tool would.
   *
   * @param times - more than 1: the tool sends the same delivery again
   */
  async deliver(known: Known, atMs: number, times = 1): Promise<void> {
    const { detectionIntake: intake } = this.service;
    this.#deliveries += 1;
    const { sourceId, headers, body } = createEvent(
      known.finding,
      atMs,
      `demo-${this.#deliveries}`,
    );
    for (let time = 0; time < times; time += 1) {
      const result = await intake.accept(
        await intake.verify(sourceId, headers, body),
      );
      known.id ??= result.detections[0]?.record.id;
    }
  }

  /** Delivers a finding with a secret that is not the source's. */
  async reject(finding: DemoFinding, atMs: number): Promise<void> {
    const event = createEvent(finding, atMs, 'rejected', 'another secret');
    try {
      await this.service.detectionIntake.verify(
        event.sourceId,
        event.headers,
        event.body,
      );
    } catch (error) {
      if (error instanceof AuthenticationError) return;
      throw error;
    }
    throw new Error(`A wrong secret of ${finding.source} was accepted`);
  }

  async dismiss({ id }: Known, turn: number): Promise<void> {
    if (id === undefined) return;
    const context = this.#as(turn);
    await this.settle();
    // A tool may report the same again, and rules and suppressions decide too.
    const { status } = await this.service.detections.get(id, context);
    if (status !== 'new') return;
    const [disposition, reason] = DISMISSALS[turn % DISMISSALS.length];
    await this.service.detections.dismiss(
      id,
      { disposition, reason },
      undefined,
      context,
    );
  }

  /** Attaches a detection to the open incident whose title begins so. */
  async attach({ id }: Known, titleStart: string): Promise<void> {
    const context = this.#as(0);
    const { items } = await this.service.incidents.list(
      { limit: 200, open: true },
      context,
    );
    const incident = items.find(({ title }) => title.startsWith(titleStart));
    if (id === undefined || !incident) return;
    await this.service.detections.attach(
      id,
      { incident: incident.id },
      undefined,
      context,
    );
  }

  async promote({ id }: Known): Promise<string | undefined> {
    if (id === undefined) return undefined;
    await this.settle();
    const { incident } = await this.service.detections.promote(
      id,
      {},
      undefined,
      this.#as(2),
    );
    return incident?.id;
  }

  async dismissIncident(id: string | undefined): Promise<void> {
    if (id === undefined) return;
    const { reason, summary } = promotedFinding.dismissal;
    await this.service.incidents.transition(
      id,
      {
        to: 'dismissed',
        reason,
        resolution: { code: 'false-positive', summary },
      },
      this.#as(2),
    );
  }

  async addRules(): Promise<void> {
    for (const rule of RULES) {
      await this.service.detectionRules.createRule(
        createDetectionRuleSchema.parse(rule),
        this.#as(0),
      );
    }
  }

  async addSuppression(
    { daysAgo: _, days, ...suppression }: (typeof SUPPRESSIONS)[number],
    atMs: number,
  ): Promise<void> {
    await this.service.detectionRules.createSuppression(
      createSuppressionSchema.parse({
        ...suppression,
        endsAt: new Date(atMs + days * DAY_MS).toISOString(),
      }),
      this.#as(1),
    );
  }

  /** Names the service of a detection, for later ones too. */
  async map({ id }: Known): Promise<void> {
    const { label, name, entityRef } = RENAMED;
    if (id === undefined) return;
    await this.service.detections.map(
      id,
      mapDetectionSchema.parse({
        entityRef,
        asPattern: { label, pattern: name },
      }),
      undefined,
      this.#as(2),
    );
  }

  /** Opens the inbox as the people on duty, so that their notifications say how many detections wait. */
  async look(): Promise<void> {
    for (const person of TRIAGE) {
      await this.service.detections.list(
        {},
        withoutAuthorization(
          { credentials: actingAs(person) },
          { access: { restricted: 'all' } },
        ),
      );
    }
  }

  /** Mutes the alarm of a source, or ends the mute. */
  async mute(sourceId: DemoSource, until?: Date): Promise<void> {
    await this.service.detectionSources.mute(
      sourceId,
      until
        ? { until: until.toISOString(), reason: 'It is being connected' }
        : {},
      this.#as(1),
    );
  }

  /** Waits for the rules of what was delivered. */
  async settle(): Promise<void> {
    await this.service.tasks.detectionFollowUp.follow([]);
  }

  #as(turn: number) {
    return withoutAuthorization({
      credentials: actingAs(TRIAGE[turn % TRIAGE.length]),
    });
  }
}

/** Findings of the month before the last day. People decided about all of them. */
function createMonth(seeder: Seeder, nowMs: number) {
  const known: Known[] = [];
  const scenes: Scene[] = [];
  for (let daysAgo = DAYS; daysAgo >= 2; daysAgo -= 1) {
    const templates =
      daysAgo > SILENT_SINCE_DAYS
        ? [...TEMPLATES, ...FALCO_TEMPLATES]
        : TEMPLATES;
    const total = PER_DAY[daysAgo % PER_DAY.length];
    for (let at = 0; at < total; at += 1) {
      const turn = known.length;
      const { services, ...template } = templates[turn % templates.length];
      const own: Known = {
        finding: {
          ...template,
          id: String(1_000 + turn),
          service: services[turn % services.length],
        },
      };
      known.push(own);
      const atMs = nowMs - daysAgo * DAY_MS + (at * 18 * HOUR_MS) / total;
      scenes.push(
        { atMs, play: () => seeder.deliver(own, atMs) },
        {
          atMs: atMs + (1 + (turn % 5)) * HOUR_MS,
          play: () => seeder.dismiss(own, turn),
        },
      );
    }
  }
  return { known, scenes };
}

/** Rules, suppressions and a pattern, with what they did. */
function createRules(seeder: Seeder, nowMs: number): Scene[] {
  const scenes: Scene[] = [
    {
      atMs: nowMs - DAYS * DAY_MS - HOUR_MS,
      play: () => seeder.addRules(),
    },
  ];
  for (const suppression of SUPPRESSIONS) {
    const atMs = nowMs - suppression.daysAgo * DAY_MS;
    scenes.push({ atMs, play: () => seeder.addSuppression(suppression, atMs) });
  }
  for (let daysAgo = RENAMED.daysAgo; daysAgo > 1; daysAgo -= 2) {
    const own: Known = {
      finding: {
        source: 'alertmanager',
        id: String(9_400 + daysAgo),
        rule: 'AnomalousEgress',
        severity: 'low',
        title: 'Egress above the baseline from an import',
        service: RENAMED.name,
      },
    };
    const atMs = nowMs - daysAgo * DAY_MS;
    scenes.push({ atMs, play: () => seeder.deliver(own, atMs) });
    if (daysAgo === RENAMED.daysAgo) {
      scenes.push({ atMs: atMs + HOUR_MS, play: () => seeder.map(own) });
    }
    scenes.push({
      atMs: atMs + 2 * HOUR_MS,
      play: () => seeder.dismiss(own, daysAgo),
    });
  }
  return scenes;
}

/** A detection that became an incident, which was dismissed. */
function createPromotion(seeder: Seeder, nowMs: number): Scene[] {
  const { hoursAgo, dismissal: _, ...finding } = promotedFinding;
  const own: Known = { finding };
  const atMs = nowMs - hoursAgo * HOUR_MS;
  let incident: string | undefined;
  return [
    { atMs, play: () => seeder.deliver(own, atMs) },
    {
      atMs: atMs + HOUR_MS / 2,
      play: async () => {
        incident = await seeder.promote(own);
      },
    },
    {
      atMs: atMs + 3 * HOUR_MS,
      play: () => seeder.dismissIncident(incident),
    },
  ];
}

/** New detections with their repeats until now, and those that were attached to open incidents. */
function createInbox(seeder: Seeder, nowMs: number): Scene[] {
  const scenes: Scene[] = [];
  for (const { hoursAgo, repeats = 0, ...finding } of waitingFindings) {
    const own: Known = { finding };
    for (let time = 0; time <= repeats; time += 1) {
      const since = (hoursAgo * (repeats + 1 - time)) / (repeats + 1);
      const atMs = nowMs - since * HOUR_MS;
      scenes.push({ atMs, play: () => seeder.deliver(own, atMs) });
    }
  }
  for (const attached of attachedFindings) {
    const {
      hoursAgo,
      incident,
      again = [],
      resolvedHoursAgo,
      ...finding
    } = attached;
    const own: Known = { finding };
    for (const hours of [hoursAgo, ...again]) {
      const atMs = nowMs - hours * HOUR_MS;
      scenes.push({ atMs, play: () => seeder.deliver(own, atMs) });
    }
    if (resolvedHoursAgo !== undefined) {
      const atMs = nowMs - resolvedHoursAgo * HOUR_MS;
      const over: Known = { finding: { ...finding, isResolved: true } };
      scenes.push({ atMs, play: () => seeder.deliver(over, atMs) });
    }
    // The timeline of the incident goes on from here.
    scenes.push({
      atMs: nowMs - ATTACHED_BEFORE_MS,
      play: () => seeder.attach(own, incident),
    });
  }
  return scenes;
}

/** Repeats of what was decided, redeliveries, and a source whose secret does not fit. */
function createLastDay(
  seeder: Seeder,
  known: readonly Known[],
  nowMs: number,
): Scene[] {
  const scenes: Scene[] = [];
  const repeated = known.filter(({ finding: { source } }) =>
    ['alertmanager', 'guardduty', 'wazuh', 'generic', 'grafana'].includes(
      source,
    ),
  );
  for (let at = 0; at < REPEATS; at += 1) {
    const own = repeated[at % repeated.length];
    const atMs = nowMs - DAY_MS + ((at + 0.5) * DAY_MS) / REPEATS;
    scenes.push({ atMs, play: () => seeder.deliver(own, atMs) });
  }
  const redelivered = known.filter(
    ({ finding }) => finding.source === 'github',
  );
  for (let at = 0; at < REDELIVERIES; at += 1) {
    const own = redelivered[at % redelivered.length];
    const atMs = nowMs - DAY_MS + ((at + 1) * DAY_MS) / (REDELIVERIES + 1);
    scenes.push({ atMs, play: () => seeder.deliver(own, atMs, 2) });
  }
  for (const { hoursAgo, ...finding } of [...decidedToday, ...ignoredToday]) {
    const own: Known = { finding };
    const atMs = nowMs - hoursAgo * HOUR_MS;
    scenes.push(
      { atMs, play: () => seeder.deliver(own, atMs) },
      {
        atMs: atMs + HOUR_MS,
        play: () => seeder.dismiss(own, Number(finding.id)),
      },
    );
  }
  const pagerduty: DemoFinding = {
    source: 'pagerduty',
    id: 'PT4KHLK',
    rule: 'PIJ90N7',
    severity: 'high',
    title: 'Payments cannot be captured',
    service: 'payments-api',
  };
  const ended: Known = { finding: pagerduty };
  const endedAtMs = nowMs - 20 * HOUR_MS;
  scenes.push(
    { atMs: endedAtMs, play: () => seeder.deliver(ended, endedAtMs) },
    { atMs: endedAtMs + HOUR_MS, play: () => seeder.dismiss(ended, 3) },
  );
  for (let at = 0; at < REJECTIONS; at += 1) {
    const atMs =
      nowMs -
      (REJECTING_SINCE_HOURS * HOUR_MS * (REJECTIONS - at)) / REJECTIONS;
    scenes.push({ atMs, play: () => seeder.reject(pagerduty, atMs) });
  }
  return scenes;
}

/**
 * Prepares for old events: people on duty have looked at the inbox, and sources are muted, so that nobody is told of a silence
 * that is none.
 *
 * @returns what ends the mutes
 */
export async function muteSources(
  options: SeedOptions,
  now: Date,
): Promise<() => Promise<void>> {
  let clock = now;
  const service = await createSeedingServices({
    ...options,
    clock: () => clock,
  });
  const seeder = new Seeder(service);
  await seeder.look();
  clock = new Date(now.getTime() - MUTED_FOR_DAYS * DAY_MS);
  const until = new Date(now.getTime() + SEEDED_WITHIN_MS);
  for (const source of WATCHED) await seeder.mute(source, until);
  return async () => {
    clock = now;
    for (const source of WATCHED) await seeder.mute(source);
  };
}

/**
 * Writes a month of detections through the services, in order of time with the clock set to each: decided ones, those that wait
 * in the inbox, repeats, redeliveries, one silent source and one whose deliveries are rejected.
 *
 * The catalog was read and the incidents were written before.
 */
export async function seedDetections(
  options: SeedOptions,
  now: Date,
  quietMinutes?: number,
): Promise<void> {
  let clock = now;
  const service = await createSeedingServices({
    ...options,
    ...(await createStage(options)),
    clock: () => clock,
    quietUntil: getQuietUntil(now, quietMinutes),
  });
  const seeder = new Seeder(service);
  const nowMs = now.getTime();
  const { known, scenes } = createMonth(seeder, nowMs);
  const all = [
    ...scenes,
    ...createRules(seeder, nowMs),
    ...createPromotion(seeder, nowMs),
    ...createInbox(seeder, nowMs),
    ...createLastDay(seeder, known, nowMs),
  ];
  for (const { atMs, play } of all.sort((a, b) => a.atMs - b.atMs)) {
    clock = new Date(atMs);
    await play();
  }
  await seeder.settle();
}
