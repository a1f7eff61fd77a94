import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  type IncidentMode,
  type IncidentStatus,
  RESOURCE_TYPE_INCIDENT,
  type Severity,
  type Tlp,
  type Visibility,
} from 'backstage-plugin-security-incidents-common';

/**
 * The facts about an incident that permission rules can use.
 *
 * @public
 */
export interface IncidentResource {
  id: string;
  visibility: Visibility;
  status: IncidentStatus;
  severity?: Severity;
  tlp: Tlp;
  mode: IncidentMode;
  reportedBy: string;
  /** The reporter, role holders and added members. */
  members: readonly string[];
  /** Owners of the affected entities and the parents of these owners, as they were when linked. */
  owners: readonly string[];
  /** The affected entities, and every system, domain, owner and parent that the incident counts for. */
  scopes: readonly string[];
}

/**
 * One condition on incidents that the store can turn into SQL: a column, or a relation, has one of the values.
 *
 * @public
 */
export interface IncidentFilter {
  key:
    | 'visibility'
    | 'status'
    | 'severity'
    | 'tlp'
    | 'mode'
    | 'reportedBy'
    | 'members'
    | 'owners'
    | 'scopes';
  values: readonly string[];
}

/**
 * The resource type that policies decide on.
 *
 * @public
 */
export const incidentPermissionResourceRef = createPermissionResourceRef<
  IncidentResource,
  IncidentFilter
>().with({
  pluginId: 'security-incidents',
  resourceType: RESOURCE_TYPE_INCIDENT,
});
