import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type {
  AttachDetectionRequest,
  DeclineProposalRequest,
  DetectionSummary,
  DismissDetectionRequest,
  ParsedDecideDetections,
  ParsedMapDetection,
  ParsedPromoteDetection,
  WatchingSource,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentRecorder } from '../incidents/IncidentRecorder';
import type { ServiceLookup } from '../incidents/ServiceLookup';
import type { IncidentsStore } from '../incidents/store/IncidentsStore';
import type { AuthorizedContext } from '../kernel/contexts';
import type { IncidentRecord } from '../kernel/records';
import { assertMatches, assertOn, toChosenService } from './checks';
import { decideEach } from './decideEach';
import {
  assertNoTest,
  assertUndecided,
  type Decider,
  lockDetection,
  saveDecision,
  toEntryData,
  undoDecision,
} from './decisions';
import type { DetectionPresenter } from './DetectionPresenter';
import type {
  DetectionListRequest,
  DetectionsService,
} from './DetectionsService';
import { toIncidentRequest } from './toIncidentRequest';
import type { DetectionRecord } from './store/records';

export interface DetectionsServiceOptions {
  store: IncidentsStore;
  calls: IncidentCalls;
  recorder: IncidentRecorder;
  services: ServiceLookup;
  presenter: DetectionPresenter;
  /** Sources that watch the services of an incident. */
  getSources(
    incident: IncidentRecord,
    context: AuthorizedContext,
  ): Promise<WatchingSource[]>;
  /** Adds a pattern that finds the service of later detections. */
  addPattern(
    pattern: {
      name: string;
      label: string;
      pattern: string;
      entityRef: string;
    },
    actor: string,
  ): Promise<void>;
  /** What a source is called. */
  sourceTitle(sourceId: string): string;
  /** Called after each change that the inbox shows. */
  changed(): void;
  clock(): Date;
}

export class DefaultDetectionsService
  implements DetectionsService<AuthorizedContext>
{
  constructor(private readonly options: DetectionsServiceOptions) {}

  async list(query: DetectionListRequest, context: AuthorizedContext) {
    return this.options.presenter.list(query, context);
  }

  async get(id: string, context: AuthorizedContext) {
    return this.options.presenter.get(id, context);
  }

  async promote(
    id: string,
    request: ParsedPromoteDetection,
    seen: number | undefined,
    context: AuthorizedContext,
  ) {
    const { presenter, calls, recorder } = this.options;
    const found = await presenter.find(id, context);
    assertNoTest(found);
    const record = await recorder.prepare(
      toIncidentRequest(found, request),
      context,
    );
    const decider = this.#getDecider(context);
    await calls.changer.once(
      {
        actor: decider.actor!,
        operation: `detections/${id}/promote`,
        key: context.idempotencyKey,
        body: request,
      },
      async unit => {
        const detection = await lockDetection(unit.tx.detections, id, seen);
        assertUndecided(detection);
        const chosen = toChosenService(detection, request.entityRef, decider);
        const incident = await record(unit, async change => {
          await change.log(
            'detection.promoted',
            this.#toEntryData({ ...detection, ...chosen }, decider),
          );
        });
        await saveDecision(
          unit.tx.detections,
          detection,
          { kind: 'promoted', incidentSeq: incident.seq },
          decider,
          chosen,
        );
        return { incidentId: incident.id, resultId: detection.id };
      },
    );
    return this.#presentChanged(id, context);
  }

  async attach(
    id: string,
    request: AttachDetectionRequest,
    seen: number | undefined,
    context: AuthorizedContext,
  ) {
    const { presenter, calls } = this.options;
    assertNoTest(await presenter.find(id, context));
    const decider = this.#getDecider(context);
    await calls.changer.once(
      {
        actor: decider.actor!,
        operation: `detections/${id}/attach`,
        key: context.idempotencyKey,
        body: request,
        incident: request.incident,
      },
      async unit => {
        const { incident } = await calls.changer.changeIn(
          unit,
          request.incident,
          decider.actor!,
          context,
          async change => {
            const { detections } = change.tx;
            const detection = await lockDetection(detections, id, seen);
            assertUndecided(detection);
            await saveDecision(
              detections,
              detection,
              { kind: 'attached', incidentSeq: change.incident.seq },
              decider,
            );
            await change.log(
              'detection.attached',
              this.#toEntryData(detection, decider),
            );
          },
        );
        return { incidentId: incident.id, resultId: id };
      },
    );
    return this.#presentChanged(id, context);
  }

  async dismiss(
    id: string,
    { disposition, reason }: DismissDetectionRequest,
    seen: number | undefined,
    context: AuthorizedContext,
  ) {
    const decider = this.#getDecider(context);
    const isSame = (detection: DetectionRecord) =>
      detection.status === 'dismissed' &&
      detection.disposition === disposition &&
      detection.reason === reason &&
      detection.decidedBy === decider.actor;
    return this.#change(id, context, async (tx, lock) => {
      // A client that repeats its request gets the same answer.
      if (isSame(await lock())) return;
      const detection = await lock(seen);
      assertUndecided(detection);
      await saveDecision(
        tx.detections,
        detection,
        { kind: 'dismissed', disposition, reason },
        decider,
      );
    });
  }

  async decline(
    id: string,
    { incident: idOrKey, undo = false }: DeclineProposalRequest,
    seen: number | undefined,
    context: AuthorizedContext,
  ) {
    const { presenter, calls } = this.options;
    const { seq } = await calls.find(idOrKey, context);
    const isDeclined = await presenter.isDeclined(id, seq, context);
    const decider = this.#getDecider(context);
    return this.#change(id, context, async (tx, lock) => {
      // A client that repeats its request gets the same answer.
      if (isDeclined !== undo) return;
      const detection = await lock(seen);
      assertUndecided(detection);
      await tx.detections.addDecision({
        detectionSeq: detection.seq,
        at: decider.at,
        kind: undo ? 'restored' : 'declined',
        actor: decider.actor,
        incidentSeq: seq,
        entityRef: detection.entityRef,
      });
      await tx.detections.update(detection, {
        version: detection.version + 1,
      });
    });
  }

  async map(
    id: string,
    { entityRef, asPattern }: ParsedMapDetection,
    seen: number | undefined,
    context: AuthorizedContext,
  ) {
    const { presenter, services, clock, addPattern } = this.options;
    const decider = this.#getDecider(context);
    const pattern = asPattern && {
      name: `${asPattern.label} ${asPattern.pattern}`,
      entityRef,
      ...asPattern,
    };
    if (pattern) assertMatches(pattern, await presenter.find(id, context));
    const known = await services.lookUp(
      [{ field: 'entityRef', entityRef }],
      clock().toISOString(),
      context,
    );
    if (!known.has(entityRef)) {
      throw new ServiceUnavailableError(
        'The catalog is unavailable, so it is unknown whether the service exists; try again',
      );
    }
    const summary = await this.#change(id, context, async (tx, lock) => {
      const detection = await lock(seen);
      assertUndecided(detection);
      await tx.detections.addDecision({
        detectionSeq: detection.seq,
        at: decider.at,
        kind: 'mapped',
        actor: decider.actor,
        entityRef,
      });
      await tx.detections.update(detection, {
        entityRef,
        mapping: { way: 'person', by: decider.actor },
        version: detection.version + 1,
      });
    });
    if (pattern) await addPattern(pattern, decider.actor!);
    return summary;
  }

  async undo(id: string, seen: number | undefined, context: AuthorizedContext) {
    const { presenter, calls } = this.options;
    const found = await presenter.find(id, context);
    if (found.status === 'new') {
      throw new ConflictError(
        'status: the detection is new, so there is nothing to undo',
      );
    }
    const decider = this.#getDecider(context);
    const incident = await presenter.findIncidentOf(found, context);
    if (!incident) {
      return this.#change(id, context, async (tx, lock) => {
        const detection = await lock(seen);
        assertOn(detection, undefined);
        await undoDecision(tx.detections, detection, decider);
      });
    }
    await calls.changer.change(
      incident.id,
      decider.actor!,
      context,
      async change => {
        const { detections } = change.tx;
        const detection = await lockDetection(detections, id, seen);
        assertOn(detection, change.incident.seq);
        await undoDecision(detections, detection, decider);
        await change.log(
          'detection.detached',
          this.#toEntryData(detection, decider),
        );
      },
    );
    return this.#presentChanged(id, context);
  }

  async decide(
    { detections, decision }: ParsedDecideDetections,
    context: AuthorizedContext,
  ) {
    return decideEach(detections, ({ id, version }) => {
      switch (decision.kind) {
        case 'dismiss':
          return this.dismiss(id, decision, version, context);
        case 'attach':
          return this.attach(
            id,
            { incident: decision.incident },
            version,
            context,
          );
        case 'attach-proposed':
          return this.#attachProposed(id, version, context);
        default:
          return this.undo(id, version, context);
      }
    });
  }

  async getIncidentDetections(idOrKey: string, context: AuthorizedContext) {
    const { presenter, calls, getSources, sourceTitle } = this.options;
    const incident = await calls.find(idOrKey, context);
    const found = await presenter.getOfIncident(incident, context);
    return calls.recordView(incident, context, {
      ...found,
      sources: await getSources(incident, context),
      sourceTitles: Object.fromEntries(
        [...found.attached, ...found.proposed].map(({ sourceId }) => [
          sourceId,
          sourceTitle(sourceId),
        ]),
      ),
    });
  }

  async #attachProposed(
    id: string,
    seen: number,
    context: AuthorizedContext,
  ): Promise<DetectionSummary> {
    const { proposal } = await this.options.presenter.getSummary(id, context);
    if (!proposal) {
      throw new ConflictError('proposal: no open incident fits it any more');
    }
    const { incident } = proposal;
    return this.attach(id, { incident: incident.id }, seen, context);
  }

  #toEntryData(detection: DetectionRecord, decider: Decider) {
    const sourceTitle = this.options.sourceTitle(detection.sourceId);
    return toEntryData(detection, sourceTitle, decider);
  }

  #getDecider(context: AuthorizedContext): Decider {
    return {
      at: this.options.clock().toISOString(),
      actor: this.options.calls.getActor(context),
    };
  }

  /** Changes a detection that is on no incident. */
  async #change(
    id: string,
    context: AuthorizedContext,
    work: (
      tx: Parameters<Parameters<IncidentsStore['transaction']>[0]>[0],
      lock: (seen?: number) => Promise<DetectionRecord>,
    ) => Promise<void>,
  ): Promise<DetectionSummary> {
    await this.options.presenter.find(id, context);
    await this.options.store.transaction(async tx =>
      work(tx, seen => lockDetection(tx.detections, id, seen)),
    );
    return this.#presentChanged(id, context);
  }

  async #presentChanged(id: string, context: AuthorizedContext) {
    this.options.changed();
    return this.options.presenter.getSummary(id, context);
  }
}
