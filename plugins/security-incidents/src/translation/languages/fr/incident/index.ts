import { factsMessages } from './facts';
import { pageMessages } from './page';
import { planMessages } from './plan';
import { responseMessages } from './response';
import { timelineMessages } from './timeline';

/** Texts of the page of one incident. */
export const incidentMessages = {
  incidentPage: {
    ...pageMessages,
    ...responseMessages,
    ...planMessages,
    ...factsMessages,
    ...timelineMessages,
  },
} as const;
