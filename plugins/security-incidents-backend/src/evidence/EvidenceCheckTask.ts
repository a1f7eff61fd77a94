import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScheduledTask } from '../kernel/ScheduledTask';
import type { FindingReporter } from '../verification/FindingReporter';
import type { EvidenceFiles } from './EvidenceFiles';
import { toFinding } from './findings';
import type { DatabaseEvidenceChecks } from './store/DatabaseEvidenceChecks';

const FILES_PER_RUN = 200;
/** A run ends after the file with which it read this much. */
const BYTES_PER_RUN = 2 * 1024 ** 3;

/** Reads all stored files again in turn. Each run continues where the last one stopped. */
export class EvidenceCheckTask implements ScheduledTask {
  readonly id = 'verify-evidence';
  readonly schedule = {
    frequency: { minutes: 10 },
    timeout: { minutes: 9 },
    initialDelay: { minutes: 4 },
  };

  constructor(
    private readonly options: {
      checks: DatabaseEvidenceChecks;
      files: EvidenceFiles;
      reporter: FindingReporter;
      logger?: LoggerService;
    },
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const { checks, files, reporter, logger } = this.options;
    const found = await checks.next(FILES_PER_RUN);
    let bytesRead = 0;
    for (const { incident, ...file } of found) {
      if (signal.aborted || bytesRead > BYTES_PER_RUN) return;
      const { id, sha256, sizeBytes } = file;
      try {
        const read = await files.hash(file, signal);
        bytesRead += sizeBytes;
        if (read?.sha256 === sha256) {
          await reporter.reportIntact(id);
        } else {
          const status = read ? 'mismatch' : 'missing';
          await reporter.report(toFinding(incident, file, status));
        }
      } catch (error) {
        if (signal.aborted) return;
        logger?.error(
          `The evidence ${id} could not be read; it will be checked in the next round`,
          error as Error,
        );
      }
      await checks.savePosition(id);
    }
    if (found.length < FILES_PER_RUN) await checks.savePosition('');
  }
}
