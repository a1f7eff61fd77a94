import { bundleMessages } from './bundles';
import { commonMessages } from './common';
import { detectionMessages } from './detections';
import { entityMessages } from './entity';
import { evidenceMessages } from './evidence';
import { followUpMessages } from './followUp';
import { incidentMessages } from './incident';
import { labelMessages } from './labels';
import { listMessages } from './list';
import { myWorkMessages } from './myWork';
import { myReportMessages } from './myReports';
import { panelMessages } from './panels';
import { plansMessages } from './plans';
import { reportsMessages } from './reports';
import { termMessages } from './terms';

/** The texts in French, by the same keys as the English ones. */
const messages = {
  ...bundleMessages,
  ...commonMessages,
  ...detectionMessages,
  ...entityMessages,
  ...evidenceMessages,
  ...followUpMessages,
  ...incidentMessages,
  ...labelMessages,
  ...listMessages,
  ...myWorkMessages,
  ...myReportMessages,
  ...panelMessages,
  ...plansMessages,
  ...reportsMessages,
  ...termMessages,
} as const;

export default messages;
