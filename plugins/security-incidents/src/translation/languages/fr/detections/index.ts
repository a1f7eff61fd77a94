import { inboxMessages } from './inbox';
import { ruleMessages } from './rules';
import { sourceMessages } from './sources';
import { detectionTermMessages } from './terms';
import { watchMessages } from './watch';

/** Texts about detections: the inbox, its sources and rules, and what other pages say of them. */
export const detectionMessages = {
  ...detectionTermMessages,
  ...inboxMessages,
  ...sourceMessages,
  ...ruleMessages,
  ...watchMessages,
} as const;
