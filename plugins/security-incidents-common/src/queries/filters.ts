import { READINESS_CHECKS } from '../plans';
import { WORK_DUE_STATES, WORK_HOLDERS, WORK_KINDS } from '../model/myWork';
import {
  DUE_STATES,
  INCIDENT_MODES,
  INCIDENT_STATUSES,
  OBLIGATION_STATES,
  PRIORITIES,
  RSIT_CLASSES,
  SEVERITIES,
  VISIBILITIES,
} from '../rules';

/**
 * One query parameter that narrows a list. Its kind says how it is written:
 *
 * - `ref`: full entity refs, repeatable, "any of"
 * - `word`: words of a closed list, repeatable, "any of"
 * - `value`: texts, repeatable, "any of"
 * - `search`: words to search for, given once
 * - `flag`: `true` or `false`, given once
 * - `from`, `to`: a time or a whole day, given once; see {@link parseQueryTime}
 *
 * @public
 */
export type QueryFilter =
  | {
      kind: 'ref' | 'value' | 'search' | 'flag' | 'from' | 'to';
      description: string;
    }
  | { kind: 'word'; values: readonly string[]; description: string };

/** What a parsed filter is. @public */
export type QueryFilterValue<F extends QueryFilter> = F extends {
  kind: 'word';
  values: ReadonlyArray<infer V>;
}
  ? V[]
  : F extends { kind: 'ref' | 'value' }
  ? string[]
  : F extends { kind: 'flag' }
  ? boolean
  : string;

/** The parsed filters of a list; absent ones do not narrow it. @public */
export type QueryFilterValues<F extends Record<string, QueryFilter>> = {
  -readonly [N in keyof F]?: QueryFilterValue<F[N]>;
};

/**
 * The filters of `GET /incidents` and `GET /reports/volume`. The parser, the API document, the SQL and the address of
 * the page read this list; different filters are combined with "and".
 *
 * @public
 */
export const INCIDENT_FILTERS = {
  entityRef: {
    kind: 'ref',
    description:
      'Affected entity. A system, domain or group stands for everything below it at link time.',
  },
  system: {
    kind: 'ref',
    description: 'System of an affected entity at link time.',
  },
  domain: {
    kind: 'ref',
    description: 'Domain of an affected entity at link time.',
  },
  owner: {
    kind: 'ref',
    description:
      'Owner of an affected entity at link time. A group stands for all groups below it too.',
  },
  key: { kind: 'value', description: 'Key, such as `SEC-2026-0001`.' },
  status: { kind: 'word', values: INCIDENT_STATUSES, description: 'Status.' },
  severity: {
    kind: 'word',
    values: [...SEVERITIES, 'undecided'],
    description: 'Severity. `undecided` stands for incidents without one.',
  },
  priority: { kind: 'word', values: PRIORITIES, description: 'Priority.' },
  class: {
    kind: 'word',
    values: [...RSIT_CLASSES, 'undecided'],
    description: 'RSIT class. `undecided` stands for incidents without one.',
  },
  mode: {
    kind: 'word',
    values: INCIDENT_MODES,
    description: 'Mode. Defaults to `real`.',
  },
  visibility: {
    kind: 'word',
    values: VISIBILITIES,
    description: 'Visibility.',
  },
  assignee: {
    kind: 'ref',
    description:
      'User or group that holds a role on the incident now, or an open task while it is open.',
  },
  involved: {
    kind: 'ref',
    description:
      'User or group that reported the incident, holds or held a role, is a member, or holds an open task while it is open.',
  },
  q: {
    kind: 'search',
    description:
      'Words to find in key, title, summary and names of affected entities.',
  },
  from: { kind: 'from', description: 'Detected at or after this time.' },
  to: { kind: 'to', description: 'Detected before this time.' },
  due: {
    kind: 'word',
    values: DUE_STATES,
    description:
      'State of what is due next. `overdue`: its time has passed; `at-risk`: three quarters of its time have.',
  },
  open: {
    kind: 'flag',
    description:
      '`true` for incidents in an open status, `false` for the others.',
  },
} as const satisfies Record<string, QueryFilter>;

/** The filters of all reports, besides their period: the scope. Different ones are combined with "and". @public */
export const REPORT_SCOPE_FILTERS = {
  entityRef: INCIDENT_FILTERS.entityRef,
  system: INCIDENT_FILTERS.system,
  domain: INCIDENT_FILTERS.domain,
  owner: INCIDENT_FILTERS.owner,
} as const satisfies Record<string, QueryFilter>;

/** The parsed filters of a list of incidents. @public */
export type IncidentFilterValues = QueryFilterValues<typeof INCIDENT_FILTERS>;

/** The filters of `GET /response-plans/coverage` and of its CSV file. @public */
export const COVERAGE_FILTERS = {
  owner: { kind: 'ref', description: 'Current owner of the service.' },
  system: { kind: 'ref', description: 'Current system of the service.' },
  domain: { kind: 'ref', description: 'Current domain of the service.' },
  tier: {
    kind: 'value',
    description: 'Value of the annotation `security-incidents/tier`.',
  },
  gaps: {
    kind: 'flag',
    description:
      '`true` for services with a gap, `false` for services without one. The totals count both.',
  },
  lacking: {
    kind: 'word',
    values: READINESS_CHECKS,
    description:
      'Checks that the service does not pass. The totals count the others too.',
  },
  q: { kind: 'search', description: 'Text to find in title and entity ref.' },
} as const satisfies Record<string, QueryFilter>;

/** The parsed filters of the coverage. @public */
export type CoverageFilterValues = QueryFilterValues<typeof COVERAGE_FILTERS>;

/** The filters of `GET /my/work`. @public */
export const WORK_FILTERS = {
  kind: { kind: 'word', values: WORK_KINDS, description: 'Kind of work.' },
  holder: {
    kind: 'word',
    values: WORK_HOLDERS,
    description:
      '`me` for what the caller holds, `group` for what a group of theirs does.',
  },
  due: {
    kind: 'word',
    values: WORK_DUE_STATES,
    description: 'How urgent it is.',
  },
  incident: { kind: 'value', description: 'Key of the incident.' },
} as const satisfies Record<string, QueryFilter>;

/** The parsed filters of the caller's work. @public */
export type WorkFilterValues = QueryFilterValues<typeof WORK_FILTERS>;

/** Views of the inbox. `decided` has those of the last 24 hours unless `from` says more. @public */
export const DETECTION_VIEWS = [
  'new',
  'unmapped',
  'suppressed',
  'decided',
] as const;
/** @public */
export type DetectionView = (typeof DETECTION_VIEWS)[number];

/** The filters of `GET /detections`. @public */
export const DETECTION_FILTERS = {
  view: {
    kind: 'word',
    values: DETECTION_VIEWS,
    description: 'View of the inbox. Defaults to `new`.',
  },
  source: { kind: 'value', description: 'Id of the source.' },
  entityRef: { kind: 'ref', description: 'Service that it is about.' },
  owner: {
    kind: 'ref',
    description: 'Current owner of the service, or a group above it.',
  },
  severity: { kind: 'word', values: SEVERITIES, description: 'Severity.' },
  rule: { kind: 'value', description: "Id of the source's rule." },
  q: { kind: 'search', description: 'Words to find in title and labels.' },
  from: { kind: 'from', description: 'Decided at or after this time.' },
  to: { kind: 'to', description: 'Decided before this time.' },
} as const satisfies Record<string, QueryFilter>;

/** The parsed filters of the inbox. @public */
export type DetectionFilterValues = QueryFilterValues<typeof DETECTION_FILTERS>;

/** The filters of `GET /obligations`. @public */
export const OBLIGATION_FILTERS = {
  state: {
    kind: 'word',
    values: OBLIGATION_STATES,
    description: 'State of the obligation now.',
  },
  open: {
    kind: 'flag',
    description:
      '`true` for obligations that are to assess, to send or missed, `false` for the others.',
  },
  regime: { kind: 'value', description: 'Id of the regime, such as `gdpr`.' },
  rule: { kind: 'value', description: 'Id of the rule, such as `gdpr-33-1`.' },
  due: {
    kind: 'word',
    values: DUE_STATES,
    description:
      'Only open ones. `overdue`: the due time has passed; `at-risk`: three quarters of the time have.',
  },
  entityRef: {
    kind: 'ref',
    description:
      'Affected entity. A system, domain or group stands for everything below it at link time.',
  },
  owner: {
    kind: 'ref',
    description:
      'Owner of an affected entity at link time. A group stands for all groups below it too.',
  },
  involved: {
    kind: 'ref',
    description:
      'User or group that reported the incident, holds or held a role, is a member, or holds an open task while it is open.',
  },
  incident: { kind: 'value', description: 'Key of the incident.' },
  from: { kind: 'from', description: 'Raised at or after this time.' },
  to: { kind: 'to', description: 'Raised before this time.' },
} as const satisfies Record<string, QueryFilter>;

/** The parsed filters of the register of obligations. @public */
export type ObligationFilterValues = QueryFilterValues<
  typeof OBLIGATION_FILTERS
>;
