import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { IncidentsService } from '../service/IncidentsService';
import type { IncidentResource } from './incidentResource';

/**
 * What the permission framework asks us for when another plugin, such as search, asks it about single incidents. An
 * unknown one is `undefined`, which the framework takes as a denial.
 */
export function resourceLoader(
  service: IncidentsService,
  auth: AuthService,
): (idsOrKeys: string[]) => Promise<Array<IncidentResource | undefined>> {
  const load = async (idOrKey: string, credentials: BackstageCredentials) => {
    try {
      return await service.getResource(idOrKey, { credentials });
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
