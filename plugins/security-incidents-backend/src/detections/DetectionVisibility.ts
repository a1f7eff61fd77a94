import { type AuthorizedContext, getReadAccess } from '../kernel/contexts';
import type { VisibleServices } from '../responsePlans/VisibleServices';
import type { DetectionAccess } from './store/DetectionsStore';

/** Decides which detections a caller may see: by what the catalog shows them, and by the incidents that they may read. */
export class DetectionVisibility {
  constructor(private readonly visible: Pick<VisibleServices, 'list'>) {}

  /** @throws ServiceUnavailableError when access to services is conditional and the catalog is unavailable */
  async of(context: AuthorizedContext): Promise<DetectionAccess> {
    const incidents = getReadAccess(context);
    return {
      services: await this.visible.list(context),
      seesUnmapped: context.permissions.triageDetections,
      incidents: context.permissions.read ? incidents : undefined,
    };
  }
}
