import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import {
  type SecurityIncidentsApi,
  SecurityIncidentsClient,
} from 'backstage-plugin-security-incidents-common';

/**
 * The typed HTTP API for other backend plugins. Pass a token from `auth.getPluginRequestToken` in the call options: on
 * behalf of a user where there is one, so that the record names the person and their rights apply.
 *
 * @public
 */
export const securityIncidentsServiceRef =
  createServiceRef<SecurityIncidentsApi>({
    id: 'security-incidents.client',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: { discovery: coreServices.discovery },
        factory: ({ discovery }) =>
          new SecurityIncidentsClient({ discoveryApi: discovery }),
      }),
  });
