import { createApiRef } from '@backstage/core-plugin-api';
import type { SecurityIncidentsApi } from 'backstage-plugin-security-incidents-common';

/** The HTTP API of the backend, as the pages use it. @public */
export const securityIncidentsApiRef = createApiRef<SecurityIncidentsApi>({
  id: 'plugin.security-incidents.client',
});
