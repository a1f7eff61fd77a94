import type { CheckpointVerification } from '../checkpoints/CheckpointVerification';
import type { ScheduledTask } from '../kernel/ScheduledTask';
import type { VerificationReader } from './DatabaseVerification';
import type { DatabaseVerificationPass } from './DatabaseVerificationPass';
import { CHECKPOINTS } from './DatabaseFindings';
import type { FindingReporter } from './FindingReporter';
import { verifyIncident } from './verifyIncident';

const INCIDENTS_PER_RUN = 500;
const INCIDENTS_PER_SLICE = 50;
const REGISTRY_ENTRIES_PER_RUN = 5_000;
const REGISTRY_ENTRIES_PER_SLICE = 500;
const CHECKPOINTS_PER_RUN = 2_000;
const CHECKPOINTS_PER_SLICE = 200;
const ACTOR = 'plugin:security-incidents';

/** Verifies all incidents and the registry in turn. Each run continues where the last one stopped. */
export class VerificationTask implements ScheduledTask {
  readonly id = 'verify-records';
  readonly schedule = {
    frequency: { minutes: 10 },
    timeout: { minutes: 9 },
    initialDelay: { minutes: 2 },
  };

  /** Whether the checkpoints of this round are intact so far. */
  #isIntact = true;

  constructor(
    private readonly options: {
      reader: VerificationReader;
      pass: DatabaseVerificationPass;
      checkpoints: CheckpointVerification;
      reporter: FindingReporter;
      clock(): Date;
    },
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    await this.#verifyRegistry(signal);
    await this.#verifyCheckpoints(signal);
    await this.#verifyIncidents(signal);
  }

  async #verifyCheckpoints(signal: AbortSignal): Promise<void> {
    const { checkpoints, reporter } = this.options;
    const slices = CHECKPOINTS_PER_RUN / CHECKPOINTS_PER_SLICE;
    for (let slice = 0; slice < slices && !signal.aborted; slice += 1) {
      const { findings, isEnd } = await checkpoints.check(
        CHECKPOINTS_PER_SLICE,
      );
      for (const finding of findings) await reporter.report(finding);
      this.#isIntact &&= findings.every(
        ({ subject }) => subject !== CHECKPOINTS,
      );
      if (!isEnd) continue;
      if (this.#isIntact) await reporter.clear(CHECKPOINTS);
      this.#isIntact = true;
      return;
    }
  }

  async #verifyRegistry(signal: AbortSignal): Promise<void> {
    const { pass, reporter } = this.options;
    const slices = REGISTRY_ENTRIES_PER_RUN / REGISTRY_ENTRIES_PER_SLICE;
    for (let slice = 0; slice < slices && !signal.aborted; slice += 1) {
      const { findings, isEnd } = await pass.checkRegistry(
        REGISTRY_ENTRIES_PER_SLICE,
      );
      for (const finding of findings) await reporter.report(finding);
      if (isEnd) return;
    }
  }

  async #verifyIncidents(signal: AbortSignal): Promise<void> {
    const { pass, clock } = this.options;
    for (let done = 0; done < INCIDENTS_PER_RUN; done += INCIDENTS_PER_SLICE) {
      const seqs = await pass.nextIncidents(INCIDENTS_PER_SLICE, clock());
      for (const seq of seqs) {
        if (signal.aborted) return;
        await this.#verifyIncident(seq);
        await pass.saveIncidentPosition(seq);
      }
      if (seqs.length < INCIDENTS_PER_SLICE) {
        await pass.endIncidentRound();
        return;
      }
    }
  }

  async #verifyIncident(seq: number): Promise<void> {
    const { reader, pass, reporter, clock } = this.options;
    const stored = await reader.readIncident(seq);
    if (!stored) return;
    const { id, key } = stored;
    const now = clock();
    const { status, message, entries, headHash } = verifyIncident(stored, now);
    if (status !== 'ok') {
      await reporter.report({
        subject: id,
        status,
        message: `The record of ${key} does not verify: ${message}`,
      });
      return;
    }
    await reporter.reportIntact(id);
    const registry = { at: now.toISOString(), actor: ACTOR };
    if (stored.registered.length === 0) {
      await pass.record({
        ...registry,
        action: 'incident.registered',
        data: { id, key },
      });
    }
    if (stored.registeredLength < entries) {
      await pass.record({
        ...registry,
        action: 'head.recorded',
        data: { id, key, length: entries, head: headHash },
      });
    }
  }
}
