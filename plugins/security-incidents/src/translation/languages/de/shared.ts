import { catalogPageMessages } from './catalogPage';
import { commonMessages } from './common';
import { entityCardMessages } from './entityCard';
import { panelMessages } from './panels';
import { termMessages } from './terms';

export default {
  ...catalogPageMessages,
  ...commonMessages,
  ...termMessages,
  ...panelMessages,
  ...entityCardMessages,
};
