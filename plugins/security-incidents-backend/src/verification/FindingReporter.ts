import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DatabaseFindings, Finding } from './DatabaseFindings';

/** Reports what verification and the check of the read model find: log line, metric, and a notification when it is new. */
export class FindingReporter {
  constructor(
    private readonly options: {
      findings: DatabaseFindings;
      logger?: LoggerService;
      clock(): Date;
      count?(status: string): void;
      /** Notifies people of something that was not found before. */
      notify?(finding: Finding): Promise<void>;
    },
  ) {}

  async report(finding: Finding): Promise<void> {
    const { findings, logger, clock, count, notify } = this.options;
    const { subject, status, message } = finding;
    count?.(status);
    logger?.error(`Verification: ${message}`, { subject, status });
    const isNew = await findings.save(finding, clock().toISOString());
    if (!isNew) return;
    try {
      await notify?.(finding);
    } catch (error) {
      logger?.error('Nobody could be notified of a finding', error as Error);
    }
  }

  /** Nothing is wrong any more with what is no record. */
  async clear(subject: string): Promise<void> {
    await this.options.findings.remove(subject);
  }

  /** A record that nothing is wrong with any more. */
  async reportIntact(subject: string): Promise<void> {
    this.options.count?.('ok');
    await this.options.findings.remove(subject);
  }
}
