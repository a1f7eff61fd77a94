import type { IncidentsService } from 'backstage-plugin-security-incidents-node';
import type { AuthorizedServices } from '../createAuthorizedServices';

/** The authorized services that actions call. They decide what the caller may read and change. */
export interface ActionServices
  extends Pick<AuthorizedServices, 'plans' | 'myWork'> {
  incidents: IncidentsService;
}
