import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { isFrozenStatus } from 'backstage-plugin-security-incidents-common';
import { FULL_ACCESS } from '../authorization/ReadAccess';
import { withoutStatement } from '../database/databaseErrors';
import type { IncidentCalls } from '../incidents/IncidentCalls';
import type { IncidentChange } from '../incidents/IncidentChange';
import type { IncidentRecorder } from '../incidents/IncidentRecorder';
import type {
  IncidentsStore,
  IncidentsTransaction,
} from '../incidents/store/IncidentsStore';
import { type AuthorizedContext, createTaskContext } from '../kernel/contexts';
import type { ScheduledTask } from '../kernel/ScheduledTask';
import {
  type Decider,
  lockDetection,
  saveDecision,
  toEntryData,
} from './decisions';
import {
  chooseRule,
  getOrderedRules,
  type OrderedRule,
} from './rules/chooseRule';
import { fits } from './rules/conditions';
import { findTarget } from './rules/findTarget';
import type { RuleBook } from './rules/RuleBook';
import type { DatabaseDetections } from './store/DatabaseDetections';
import type { DetectionAccess, NamedIncident } from './store/DetectionsStore';
import type { DetectionRecord } from './store/records';
import { toIncidentRequest } from './toIncidentRequest';

const MAX_PER_RUN = 500;
/** Detections of one service that a threshold counts. */
const MAX_COUNTED = 500;
const EVERYTHING: DetectionAccess = {
  seesUnmapped: true,
  incidents: FULL_ACCESS,
};

/**
 * Does what follows a delivery: applies rules to new detections, and tells incidents what became of theirs. It runs right after
 * the delivery was stored; the schedule repeats what a crash or an outage left.
 */
export class DetectionFollowUpTask implements ScheduledTask {
  readonly id = 'apply-detection-rules';
  readonly schedule = {
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 20 },
  };
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: {
      auth: AuthService;
      store: IncidentsStore;
      reader: DatabaseDetections;
      calls: IncidentCalls;
      recorder: IncidentRecorder;
      ruleBook: RuleBook;
      /** What a source is called. */
      sourceTitle(sourceId: string): string;
      /** Signals to open pages that detections changed. */
      changed(): void;
      clock(): Date;
      actorOf(credentials: BackstageCredentials): string;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  async run(): Promise<void> {
    const pending = await this.options.reader.listPending(MAX_PER_RUN);
    await this.follow(pending.map(({ id }) => id));
  }

  /** Handles detections one after another, and after those of earlier calls. A failure affects no other detection. */
  follow(ids: readonly string[]): Promise<void> {
    this.#last = this.#last.then(() => this.#followEach(ids));
    return this.#last;
  }

  async #followEach(ids: readonly string[]) {
    for (const id of ids) {
      try {
        await this.#followOne(id);
      } catch (error) {
        this.options.onProblem(
          `What follows the detection ${id} failed; the scheduled task tries again`,
          withoutStatement(error),
        );
      }
    }
    if (ids.length > 0) this.options.changed();
  }

  async #followOne(id: string) {
    const { auth, reader, clock, actorOf } = this.options;
    const detection = await reader.find(id, EVERYTHING);
    if (!detection?.pending) return;
    const credentials = await auth.getOwnServiceCredentials();
    const context = createTaskContext(this.id, { credentials });
    const decider = {
      at: clock().toISOString(),
      actor: actorOf(credentials),
    };
    if (detection.pending === 'rules') {
      await this.#applyRules(detection, context, decider);
    } else await this.#tellIncident(detection, context, decider);
  }

  async #applyRules(
    detection: DetectionRecord,
    context: AuthorizedContext,
    { at, actor }: Decider,
  ) {
    const { ruleBook, store, reader } = this.options;
    const rules = getOrderedRules(await ruleBook.get());
    const rule = await chooseRule(
      rules,
      detection,
      async (condition, since) =>
        (
          await this.#getFitting(detection, condition, since)
        ).length,
    );
    if (!rule) {
      await store.transaction(tx => this.#update(tx, detection, {}));
      return;
    }
    const decider = { at, actor, rule: { id: rule.id, name: rule.name } };
    const { action } = rule.definition;
    if (action === 'ignore') await this.#ignore(detection, decider);
    else {
      const target = await findTarget(detection, rule, {
        listCandidates: (refs, around) =>
          reader.listCandidates(refs, around, EVERYTHING),
      });
      if (action === 'suggest') await this.#suggest(detection, target, decider);
      else if (target) await this.#attach(detection, target, context, decider);
      else if (action === 'create') {
        await this.#create(detection, rule, context, decider);
      } else await store.transaction(tx => this.#update(tx, detection, {}));
    }
  }

  /** Detections of the same service that fit. */
  async #getFitting(
    { entityRef }: DetectionRecord,
    condition: OrderedRule['definition']['condition'],
    since: string,
  ): Promise<DetectionRecord[]> {
    if (entityRef === undefined) return [];
    const found = await this.options.reader.listSince(
      entityRef,
      since,
      MAX_COUNTED,
    );
    return found.filter(other => fits(condition, other));
  }

  async #ignore(detection: DetectionRecord, decider: Decider) {
    await this.options.store.transaction(async tx => {
      const locked = await this.#lock(tx, detection);
      if (!locked) return;
      // The rule decided, not the plugin.
      await saveDecision(
        tx.detections,
        locked,
        { kind: 'ignored' },
        { ...decider, actor: undefined },
      );
    });
  }

  async #suggest(
    detection: DetectionRecord,
    target: NamedIncident | undefined,
    { at, rule }: Decider,
  ) {
    await this.options.store.transaction(async tx => {
      if (!target) {
        await this.#update(tx, detection, {});
        return;
      }
      await tx.detections.addDecision({
        detectionSeq: detection.seq,
        at,
        kind: 'suggested',
        ruleId: rule?.id,
        ruleName: rule?.name,
        incidentSeq: target.seq,
        entityRef: detection.entityRef,
      });
      await this.#update(tx, detection, {
        suggestedSeq: target.seq,
        suggestedBy: rule?.name,
        version: detection.version + 1,
      });
    });
  }

  async #attach(
    detection: DetectionRecord,
    target: NamedIncident,
    context: AuthorizedContext,
    decider: Decider,
  ) {
    await this.options.calls.changer.change(
      target.id,
      decider.actor!,
      context,
      change => this.#addTo(change, detection, 'attached', decider),
    );
  }

  async #create(
    detection: DetectionRecord,
    rule: OrderedRule,
    context: AuthorizedContext,
    decider: Decider,
  ) {
    const { calls, recorder } = this.options;
    const { threshold, condition, incident } = rule.definition;
    const record = await recorder.prepare(
      toIncidentRequest(detection, incident),
      context,
    );
    const since = new Date(
      Date.parse(detection.firstSeenAt) -
        (threshold?.withinMinutes ?? 0) * 60_000,
    ).toISOString();
    // Those that the threshold counted belong to the incident too.
    const counted = threshold
      ? await this.#getFitting(detection, condition, since)
      : [];
    await calls.changer.once(
      {
        actor: decider.actor!,
        operation: `detections/${detection.id}/rules`,
        key: `${detection.id} ${detection.version}`,
        body: {},
      },
      async unit => {
        // Another replica may be creating one for another detection of the service.
        await unit.tx.detections.lockService(detection.entityRef!);
        const target = await findTarget(detection, rule, unit.tx.detections);
        if (target) {
          await calls.changer.changeIn(
            unit,
            target.id,
            decider.actor!,
            context,
            change => this.#addTo(change, detection, 'attached', decider),
          );
          return { incidentId: target.id };
        }
        const created = await record(unit, async change => {
          await this.#addTo(change, detection, 'promoted', decider);
          for (const other of counted) {
            if (other.id === detection.id || other.status !== 'new') continue;
            await this.#addTo(change, other, 'attached', decider);
          }
        });
        return { incidentId: created.id };
      },
    );
  }

  async #addTo(
    change: IncidentChange,
    detection: DetectionRecord,
    kind: 'promoted' | 'attached',
    decider: Decider,
  ) {
    const { detections } = change.tx;
    const locked = await lockDetection(detections, detection.id);
    if (locked.status !== 'new') return;
    await saveDecision(
      detections,
      locked,
      { kind, incidentSeq: change.incident.seq },
      { ...decider, actor: undefined },
    );
    await change.log(`detection.${kind}`, this.#toEntryData(locked, decider));
  }

  #toEntryData(detection: DetectionRecord, decider: Pick<Decider, 'rule'>) {
    const sourceTitle = this.options.sourceTitle(detection.sourceId);
    return toEntryData(detection, sourceTitle, decider);
  }

  /** Writes what became of a detection at its source to the timeline of its incident. */
  async #tellIncident(
    detection: DetectionRecord,
    context: AuthorizedContext,
    decider: Decider,
  ) {
    const { reader, calls, store } = this.options;
    const { incidentSeq } = detection;
    const incidents = await reader.getIncidents(
      incidentSeq === undefined ? [] : [incidentSeq],
      EVERYTHING,
    );
    const incident = incidents.get(incidentSeq ?? 0);
    if (!incident) {
      await store.transaction(tx => this.#update(tx, detection, {}));
      return;
    }
    await calls.changer.change(
      incident.id,
      decider.actor!,
      context,
      change => this.#logStates(change, detection),
      { frozen: true },
    );
  }

  async #logStates(change: IncidentChange, detection: DetectionRecord) {
    const locked = await this.#lock(change.tx, detection);
    if (!locked || locked.incidentSeq !== change.incident.seq) return;
    const { id, sourceId, title, entityRef, pending } = locked;
    const said = {
      detectionId: id,
      source: sourceId,
      sourceTitle: this.options.sourceTitle(sourceId),
      title,
      entityRef,
    };
    const takesEntries = !isFrozenStatus(change.incident.status);
    const changes: Partial<DetectionRecord> = {};
    if (takesEntries && (pending === 'repeat' || pending === 'both')) {
      const containedFrom = await getContainmentStart(change);
      if (containedFrom !== undefined && locked.lastSeenAt > containedFrom) {
        changes.repeatNotedAt = change.at;
        await change.log('detection.repeated', {
          ...said,
          seenAt: locked.lastSeenAt,
          count: locked.count,
        });
      }
    }
    if (takesEntries && (pending === 'resolved' || pending === 'both')) {
      await change.log('detection.resolved', {
        ...said,
        resolvedAt: locked.resolvedAt,
      });
    }
    await change.tx.detections.update(locked, {
      ...changes,
      pending: undefined,
    });
  }

  /** Locks a detection; undefined when another instance did the work meanwhile. */
  async #lock(tx: IncidentsTransaction, { id, pending }: DetectionRecord) {
    const locked = await tx.detections.lock(id);
    if (!locked?.pending) return undefined;
    const isRules = locked.pending === 'rules';
    return isRules === (pending === 'rules') ? locked : undefined;
  }

  async #update(
    tx: IncidentsTransaction,
    detection: DetectionRecord,
    changes: Partial<DetectionRecord>,
  ) {
    const locked = await this.#lock(tx, detection);
    if (!locked) return;
    await tx.detections.update(locked, { ...changes, pending: undefined });
  }
}

/** When the first containment task of an incident was started or done. */
async function getContainmentStart({
  tx,
  incident,
}: IncidentChange): Promise<string | undefined> {
  const tasks = await tx.plans.getTasks(incident.seq);
  return tasks
    .filter(({ definition }) => definition.phase.maps === 'containment')
    .flatMap(({ startedAt, endedAt }) => startedAt ?? endedAt ?? [])
    .sort()[0];
}
