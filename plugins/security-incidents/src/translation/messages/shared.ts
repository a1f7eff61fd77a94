import { catalogPageMessages } from './catalogPage';
import { commonMessages } from './common';
import { entityCardMessages } from './entityCard';
import { panelMessages } from './panels';
import { termMessages } from './terms';

/**
 * The default English texts of what stands on pages of other plugins, and the words that it shares with our pages. They
 * are loaded with each entity page, so what only our pages say is in `messages`.
 */
export const sharedMessages = {
  ...commonMessages,
  ...termMessages,
  ...panelMessages,
  ...entityCardMessages,
  ...catalogPageMessages,
} as const;
