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
 * Loads incidents for the permission framework, when somebody asks it about single incidents: another plugin such as
 * search, or a person with a request of their own. For an unknown one it answers `undefined`, which the framework takes
 * as a denial.
 *
 * The framework does not say who asks. So restricted incidents count as unknown: otherwise anybody could learn, key by
 * key, which restricted incidents affect the services that they own.
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
