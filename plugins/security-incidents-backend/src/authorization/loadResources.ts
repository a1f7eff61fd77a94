import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { IncidentsService } from '../incidents/IncidentsService';
import type { IncidentResource } from './incidentResource';

/**
 * What the permission framework asks us for when somebody asks it about single incidents: another plugin such as search,
 * or a person with a request of their own. An unknown one is `undefined`, which the framework takes as a denial.
 *
 * The framework does not say who asks. A restricted incident is unknown to it therefore, or whoever may change what they
 * own would learn, key by key, which restricted incidents are about it.
 */
export function resourceLoader(
  service: IncidentsService,
  auth: AuthService,
): (idsOrKeys: string[]) => Promise<Array<IncidentResource | undefined>> {
  const load = async (idOrKey: string, credentials: BackstageCredentials) => {
    try {
      return await service.getResource(idOrKey, {
        credentials,
        access: { restricted: [] },
      });
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
