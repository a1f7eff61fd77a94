import type {
  Level,
  Tristate,
  Visibility,
} from 'backstage-plugin-security-incidents-common';

/** What people read for an answer that may be open. */
export const TRISTATE_LABELS: Record<Tristate, string> = {
  unknown: 'Not known yet',
  no: 'No',
  yes: 'Yes',
};

/** What people read for each level. */
export const LEVEL_LABELS: Record<Level, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

/** What people read for who can see an incident. */
export const VISIBILITY_LABELS: Record<Visibility, string> = {
  open: 'Everybody who may read incidents',
  restricted: 'Only its members',
};
