import { AuthenticationError } from '@backstage/errors';
import {
  type SeedingServices,
  withoutAuthorization,
} from 'backstage-plugin-security-incidents-backend/seeding';
import {
  createDetectionRuleSchema,
  createSuppressionSchema,
  mapDetectionSchema,
} from 'backstage-plugin-security-incidents-common';
import { actingAs } from '../stage';
import { createEvent, type DemoFinding, type DemoSource } from './events';
import { DISMISSALS, RENAMED, RULES, SUPPRESSIONS } from './findings';

const DAY_MS = 24 * 60 * 60_000;
const TRIAGE: readonly string[] = [
  'user:default/amara.quistel',
  'user:default/viktor.salomaa',
  'user:default/priya.natesh',
];

/** A detection once it was delivered. */
export interface Known {
  finding: DemoFinding;
  id?: string;
}

/** Sends, dismisses and attaches as tools and people do. */
export class DetectionPlayer {
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
