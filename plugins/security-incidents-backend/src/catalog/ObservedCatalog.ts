import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { TimeLimitError, withTimeLimit } from '../kernel/timeLimit';

/** The catalog methods that the plugin uses. */
export type CatalogReader = Pick<
  CatalogService,
  'getEntitiesByRefs' | 'queryEntities'
>;

/**
 * The catalog with a time limit. It logs the start and the end of an outage, and counts failed calls. After a call that
 * timed out, other calls fail at once for the length of the time limit, so that requests do not pile up behind a hanging
 * catalog.
 */
export class ObservedCatalog implements CatalogReader {
  #isDown = false;
  /** Time on the monotonic clock. */
  #failsUntil = 0;

  constructor(
    private readonly options: {
      catalog: CatalogReader;
      timeoutMs: number;
      logger?: Pick<LoggerService, 'info' | 'warn'>;
      /** Counts a failed call. */
      countFailure?(reason: 'error' | 'timeout'): void;
    },
  ) {}

  getEntitiesByRefs: CatalogReader['getEntitiesByRefs'] = (request, options) =>
    this.#call(() => this.options.catalog.getEntitiesByRefs(request, options));

  queryEntities: CatalogReader['queryEntities'] = (request, options) =>
    this.#call(() => this.options.catalog.queryEntities(request, options));

  async #call<T>(call: () => Promise<T>): Promise<T> {
    const { timeoutMs } = this.options;
    if (performance.now() < this.#failsUntil) {
      throw new ServiceUnavailableError(
        'The catalog did not answer a moment ago; try again in a few seconds',
      );
    }
    try {
      const answer = await withTimeLimit(
        call,
        timeoutMs,
        `The catalog did not answer within ${timeoutMs} ms (securityIncidents.catalogTimeout)`,
      );
      this.#noteAnswer();
      return answer;
    } catch (error) {
      const hasTimedOut = error instanceof TimeLimitError;
      if (hasTimedOut) this.#failsUntil = performance.now() + timeoutMs;
      this.#noteFailure(toError(error), hasTimedOut ? 'timeout' : 'error');
      throw error;
    }
  }

  #noteAnswer() {
    if (!this.#isDown) return;
    this.#isDown = false;
    this.options.logger?.info('The catalog answers again');
  }

  #noteFailure(error: Error, reason: 'error' | 'timeout') {
    this.options.countFailure?.(reason);
    if (this.#isDown) return;
    this.#isDown = true;
    this.options.logger?.warn(
      'The catalog does not answer: incidents are recorded without snapshots, and securityIncidents.whenCatalogIsDown decides whether services are shown',
      error,
    );
  }
}
