import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScheduledTask } from '../kernel/ScheduledTask';
import type { EvidenceFiles } from './EvidenceFiles';
import { WHOLE_FILE } from './EvidenceRecorder';
import type { EvidenceUploadsStore, StoredBytes } from './store/EvidenceStore';

const MAX_PER_RUN = 500;

/** Removes uploads that were given up, and the bytes of files that were disposed of. */
export class EvidenceCleanupTask implements ScheduledTask {
  readonly id = 'clean-up-evidence';
  readonly schedule = {
    frequency: { minutes: 15 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 3 },
  };

  constructor(
    private readonly options: {
      uploads: EvidenceUploadsStore;
      files: EvidenceFiles;
      logger?: LoggerService;
      clock(): Date;
    },
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    await this.#removeExpired(signal);
    await this.deleteRequested(signal);
  }

  /** Deletes bytes whose deletion was requested. What fails is tried again in the next run. */
  async deleteRequested(signal?: AbortSignal): Promise<void> {
    const { uploads } = this.options;
    for (const bytes of await uploads.findDeletions(MAX_PER_RUN)) {
      if (signal?.aborted) return;
      if (await this.#delete(bytes)) {
        await uploads.removeDeletion(bytes.storageKey);
      }
    }
  }

  async #removeExpired(signal: AbortSignal): Promise<void> {
    const { uploads, clock } = this.options;
    const now = clock().toISOString();
    const expired = await uploads.findExpired(now, MAX_PER_RUN);
    for (const { id, storageId, evidenceId } of expired) {
      if (signal.aborted) return;
      const parts = await uploads.getParts(id);
      const isEvidence = (number: number) =>
        number === WHOLE_FILE && evidenceId !== undefined;
      let isClean = true;
      for (const { number, storageKey } of parts) {
        if (isEvidence(number)) continue;
        isClean = (await this.#delete({ storageId, storageKey })) && isClean;
      }
      if (isClean) await uploads.remove(id);
    }
  }

  async #delete(bytes: StoredBytes): Promise<boolean> {
    const { files, logger } = this.options;
    try {
      await files.delete(bytes);
      return true;
    } catch (error) {
      logger?.error(
        `Evidence could not be deleted from ${bytes.storageId}; it will be tried again`,
        error as Error,
      );
      return false;
    }
  }
}
