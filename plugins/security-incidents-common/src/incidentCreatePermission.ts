import { createPermission } from '@backstage/plugin-permission-common';

// In a file of its own, because entity pages ask for it and load no other permission.
/** Report an incident. @public */
export const incidentCreatePermission = createPermission({
  name: 'security-incidents.incident.create',
  attributes: { action: 'create' },
});
