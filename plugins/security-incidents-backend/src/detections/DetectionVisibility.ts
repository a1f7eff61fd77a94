import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';
import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import type { VisibleServices } from '../responsePlans/VisibleServices';
import type { DatabaseDetectionNotices } from './store/DatabaseDetectionNotices';
import type { DetectionAccess } from './store/DetectionsStore';

const RECORD_EVERY_MS = 60_000;
const MAX_VIEWERS = 1_000;

/**
 * Decides which detections a caller may see: by what the catalog shows them, and by the incidents that they may read. Of people
 * who decide about detections it records which services they see, because a notification has no caller to ask for.
 */
export class DetectionVisibility {
  readonly #recorded = new LRUCache<string, string>({
    max: MAX_VIEWERS,
    ttl: RECORD_EVERY_MS,
  });

  constructor(
    private readonly options: {
      visible: Pick<VisibleServices, 'list'>;
      viewers: Pick<DatabaseDetectionNotices, 'saveViewer'>;
      /** The user behind credentials; undefined for plugins. */
      personOf(credentials: BackstageCredentials): string | undefined;
      clock(): Date;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  /** @throws ServiceUnavailableError when access to services is conditional and the catalog is unavailable */
  async of(context: AuthorizedContext): Promise<DetectionAccess> {
    const incidents = getReadAccess(context);
    const services = await this.options.visible.list(context);
    // Tasks see everything, on whose behalf they may act.
    const isCaller = context.access !== 'everything';
    if (isCaller && context.permissions.triageDetections) {
      await this.#record(context.credentials, services);
    }
    return {
      services,
      seesUnmapped: context.permissions.triageDetections,
      incidents: context.permissions.read ? incidents : undefined,
    };
  }

  async #record(
    credentials: BackstageCredentials,
    services: string[] | undefined,
  ): Promise<void> {
    const { viewers, personOf, clock, onProblem } = this.options;
    const principalRef = personOf(credentials);
    if (principalRef === undefined) return;
    const seen = JSON.stringify(services ?? 'all');
    if (this.#recorded.get(principalRef) === seen) return;
    this.#recorded.set(principalRef, seen);
    try {
      await viewers.saveViewer({
        principalRef,
        services,
        seenAt: clock().toISOString(),
      });
    } catch (error) {
      this.#recorded.delete(principalRef);
      onProblem(
        'What somebody sees of detections could not be recorded; their notifications have no numbers',
        error as Error,
      );
    }
  }
}
