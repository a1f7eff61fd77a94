import { ACTION_GROUPS, ACTION_TYPES } from '../rules';
import type { QueryFilter, QueryFilterValues } from './filters';

/** States of the register of reviews. `finished` ones are completed, and approved if they need it. @public */
export const REVIEW_VIEWS = [
  'overdue',
  'open',
  'needsApproval',
  'finished',
] as const;
/** @public */
export type ReviewView = (typeof REVIEW_VIEWS)[number];

const SCOPE_FILTERS = {
  entityRef: {
    kind: 'ref',
    description:
      'Affected entity. A system, domain or group stands for everything below it at link time.',
  },
  system: {
    kind: 'ref',
    description: 'System of an affected entity at link time.',
  },
  team: {
    kind: 'ref',
    description:
      'Owner of an affected entity at link time. A group stands for all groups below it too.',
  },
  incident: { kind: 'value', description: 'Key of the incident.' },
} as const satisfies Record<string, QueryFilter>;

/** The filters of `GET /reviews`. @public */
export const REVIEW_FILTERS = {
  ...SCOPE_FILTERS,
  state: {
    kind: 'word',
    values: REVIEW_VIEWS,
    description: 'State. The counts include the others.',
  },
  lead: {
    kind: 'ref',
    description: 'User or group that leads the review.',
  },
  q: {
    kind: 'search',
    description: 'Words to find in key and title of the incident.',
  },
} as const satisfies Record<string, QueryFilter>;

/** The parsed filters of the register of reviews. @public */
export type ReviewFilterValues = QueryFilterValues<typeof REVIEW_FILTERS>;

/** The filters of `GET /actions`. @public */
export const ACTION_FILTERS = {
  ...SCOPE_FILTERS,
  group: {
    kind: 'word',
    values: ACTION_GROUPS,
    description: 'Group. The counts include the others.',
  },
  type: {
    kind: 'word',
    values: ACTION_TYPES,
    description: 'What the action changes.',
  },
  owner: { kind: 'ref', description: 'User or group that owns the action.' },
  mine: {
    kind: 'flag',
    description:
      '`true` for actions that the caller or a group of theirs owns, or whose effect they check.',
  },
  q: {
    kind: 'search',
    description:
      'Text to find in the title of the action and the key of the incident.',
  },
} as const satisfies Record<string, QueryFilter>;

/** The parsed filters of the register of actions. @public */
export type ActionFilterValues = QueryFilterValues<typeof ACTION_FILTERS>;
