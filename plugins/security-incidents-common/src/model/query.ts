import type {
  DueState,
  IncidentMode,
  IncidentOrderField,
  IncidentStatus,
  Priority,
  RsitClass,
  Severity,
  Visibility,
} from '../rules';

/**
 * Filters, order and page of `GET /incidents`. Each list is "any of"; filters are combined with "and".
 * @public
 */
export interface IncidentQuery {
  /** A service, or a system, domain or group: then everything below it as it was when linked. */
  entityRef?: string[];
  system?: string[];
  domain?: string[];
  /** Owner of an affected entity when it was linked, or a group above the owner. */
  owner?: string[];
  key?: string[];
  status?: IncidentStatus[];
  severity?: Array<Severity | 'undecided'>;
  priority?: Priority[];
  class?: Array<RsitClass | 'undecided'>;
  /** `real` unless stated. */
  mode?: IncidentMode[];
  visibility?: Visibility[];
  /** Holds any role on the incident at present, or an open task while it is open. */
  assignee?: string[];
  /** Holds a role, reported it, is a member, or holds an open task while it is open. */
  involved?: string[];
  /** Words in key, title, summary, codename or names of services; see {@link toSearchTerms}. */
  q?: string;
  /** Detected at or after, ISO-8601. */
  from?: string;
  /** Detected before, ISO-8601. */
  to?: string;
  /** State of what is due next. */
  due?: DueState[];
  /** Only those in an open status (true) or only those that are not (false). */
  open?: boolean;
  orderBy?: { field: IncidentOrderField; direction: 'asc' | 'desc' };
  /** 1 to 200, 20 unless stated. */
  limit?: number;
  cursor?: string;
}

/**
 * Most steps or timeline entries in one answer without `limit` and `cursor`. Longer lists have a `nextCursor`.
 * @public
 */
export const MAX_UNPAGED_ITEMS = 1_000;

/** A page of the steps, the timeline or the views of an incident. @public */
export interface PageRequest {
  /** 1 to 200; up to {@link MAX_UNPAGED_ITEMS} items unless stated. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}
