import { commonMessages } from './common';
import { entityMessages } from './entity';
import { incidentMessages } from './incident';
import { listMessages } from './list';
import { plansMessages } from './plans';

/** The default English texts. Each area has a file of its own and keys of its own at the top level. */
export const messages = {
  ...commonMessages,
  ...entityMessages,
  ...incidentMessages,
  ...listMessages,
  ...plansMessages,
} as const;
