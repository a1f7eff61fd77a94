import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  type AuthorizedContext,
  createAuthorizedContext,
} from '../kernel/contexts';
import type { IncidentResource } from './incidentResource';
import { NO_PERMISSIONS } from './permissions';

/**
 * Loads incidents for the permission framework, which evaluates conditions for other plugins, such as search, and for direct
 * requests. An unknown incident is `undefined`, which the framework denies.
 *
 * The framework does not pass on the caller. So restricted incidents count as unknown; otherwise anybody could find out, key by
 * key, which restricted incidents affect their services.
 */
export function createResourceLoader(
  service: {
    getResource(
      idOrKey: string,
      context: AuthorizedContext,
    ): Promise<IncidentResource>;
  },
  auth: AuthService,
): (idsOrKeys: string[]) => Promise<Array<IncidentResource | undefined>> {
  const load = async (idOrKey: string, credentials: BackstageCredentials) => {
    try {
      return await service.getResource(
        idOrKey,
        createAuthorizedContext(
          { credentials },
          {
            access: { restricted: [] },
            permissions: NO_PERMISSIONS,
            services: 'none',
          },
        ),
      );
    } catch (error) {
      if (isError(error) && error.name === 'NotFoundError') return undefined;
      throw error;
    }
  };
  return async idsOrKeys => {
    const credentials = await auth.getOwnServiceCredentials();
    const resources = [];
    for (const idOrKey of idsOrKeys) {
      resources.push(await load(idOrKey, credentials));
    }
    return resources;
  };
}
