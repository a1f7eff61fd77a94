import { bundleMessages } from './bundles';
import { detectionMessages } from './detections';
import { entityMessages } from './entity';
import { evidenceMessages } from './evidence';
import { followUpMessages } from './followUp';
import { homeMessages } from './home';
import { incidentMessages } from './incident';
import { labelMessages } from './labels';
import { listMessages } from './list';
import { myWorkMessages } from './myWork';
import { myReportMessages } from './myReports';
import { pageBlockMessages } from './pageBlocks';
import { plansMessages } from './plans';
import { reportsMessages } from './reports';
import { saidMessages } from './said';

export default {
  ...bundleMessages,
  ...detectionMessages,
  ...entityMessages,
  ...evidenceMessages,
  ...followUpMessages,
  ...homeMessages,
  ...incidentMessages,
  ...labelMessages,
  ...listMessages,
  ...myWorkMessages,
  ...myReportMessages,
  ...pageBlockMessages,
  ...plansMessages,
  ...reportsMessages,
  ...saidMessages,
};
