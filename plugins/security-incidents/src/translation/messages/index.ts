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

/** The default English texts. Each area has a file of its own and keys of its own at the top level. */
export const messages = {
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
