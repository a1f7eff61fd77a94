import type { ReportState } from 'backstage-plugin-security-incidents-common';

/** The last part of the translation keys of each state. */
export const STATE_TEXTS = {
  received: 'received',
  'looked-into': 'lookedInto',
  'dealt-with': 'dealtWith',
  finished: 'finished',
  joined: 'joined',
  'nothing-to-do': 'nothingToDo',
} as const satisfies Record<ReportState, string>;
