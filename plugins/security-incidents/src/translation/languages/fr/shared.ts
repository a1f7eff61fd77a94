import { commonMessages } from './common';
import { entityCardMessages } from './entityCard';
import { panelMessages } from './panels';
import { termMessages } from './terms';

export default {
  ...commonMessages,
  ...termMessages,
  ...panelMessages,
  ...entityCardMessages,
};
