import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScheduledTask } from '../kernel/ScheduledTask';
import type { VerificationReader } from './DatabaseVerification';
import type {
  DatabaseVerificationPass,
  Finding,
} from './DatabaseVerificationPass';
import { verifyIncident } from './verifyIncident';

const INCIDENTS_PER_RUN = 500;
const INCIDENTS_PER_SLICE = 50;
const REGISTRY_ENTRIES_PER_RUN = 5_000;
const REGISTRY_ENTRIES_PER_SLICE = 500;
const ACTOR = 'plugin:security-incidents';

/** Verifies all incidents and the registry in turn. Each run continues where the last one stopped. */
export class VerificationTask implements ScheduledTask {
  readonly id = 'verify-records';
  readonly schedule = {
    frequency: { minutes: 10 },
    timeout: { minutes: 9 },
    initialDelay: { minutes: 2 },
  };

  constructor(
    private readonly options: {
      reader: VerificationReader;
      pass: DatabaseVerificationPass;
      logger?: LoggerService;
      clock(): Date;
      count?(status: string): void;
      /** Notifies people of something that was not found before. */
      notify?(finding: Finding): Promise<void>;
    },
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    await this.#verifyRegistry(signal);
    await this.#verifyIncidents(signal);
  }

  async #verifyRegistry(signal: AbortSignal): Promise<void> {
    const { pass } = this.options;
    const slices = REGISTRY_ENTRIES_PER_RUN / REGISTRY_ENTRIES_PER_SLICE;
    for (let slice = 0; slice < slices && !signal.aborted; slice += 1) {
      const { findings, isEnd } = await pass.checkRegistry(
        REGISTRY_ENTRIES_PER_SLICE,
      );
      for (const finding of findings) await this.#report(finding);
      if (isEnd) return;
    }
  }

  async #verifyIncidents(signal: AbortSignal): Promise<void> {
    const { pass } = this.options;
    for (let done = 0; done < INCIDENTS_PER_RUN; done += INCIDENTS_PER_SLICE) {
      const seqs = await pass.nextIncidents(INCIDENTS_PER_SLICE);
      for (const seq of seqs) {
        if (signal.aborted) return;
        await this.#verifyIncident(seq);
        await pass.saveIncidentPosition(seq);
      }
      if (seqs.length < INCIDENTS_PER_SLICE) {
        await pass.saveIncidentPosition(0);
        return;
      }
    }
  }

  async #verifyIncident(seq: number): Promise<void> {
    const { reader, pass, clock, count } = this.options;
    const stored = await reader.readIncident(seq);
    if (!stored) return;
    const { id, key } = stored;
    const now = clock();
    const { status, message, entries, headHash } = verifyIncident(stored, now);
    if (status !== 'ok') {
      await this.#report({
        subject: id,
        status,
        message: `The record of ${key} does not verify: ${message}`,
      });
      return;
    }
    count?.('ok');
    await pass.removeFinding(id);
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

  async #report(finding: Finding): Promise<void> {
    const { pass, logger, clock, count, notify } = this.options;
    const { subject, status, message } = finding;
    count?.(status);
    logger?.error(`Verification: ${message}`, { subject, status });
    const isNew = await pass.saveFinding(finding, clock().toISOString());
    if (!isNew) return;
    try {
      await notify?.(finding);
    } catch (error) {
      logger?.error('Nobody could be notified of a finding', error as Error);
    }
  }
}
