import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { IncidentFilter } from './incidentResource';

/**
 * Which incidents a caller may read. It is part of every query, so that items, totals and pages agree.
 *
 * @public
 */
export interface ReadAccess {
  /** `all`, or the principals through which the caller may be a member of restricted incidents. */
  restricted: 'all' | readonly string[];
  /** What must hold of every incident that is read, members or not, when a policy decides conditionally. */
  onlyIf?: PermissionCriteria<IncidentFilter>;
  /** Entities that a search must not match; absent when there are none. */
  unfindable?: Unfindable;
}

/**
 * Entities that the catalog hides from the caller. No search matches an incident by their refs, names, owners or
 * parents, unless one of the principals is a member of the incident.
 *
 * @public
 */
export interface Unfindable {
  entityRefs: readonly string[];
  principals: readonly string[];
}

/** For the plugin's own tasks; a caller's access comes from the authorization layer. */
export const FULL_ACCESS: ReadAccess = { restricted: 'all' };
