import type {
  AuthService,
  DatabaseService,
  LoggerService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { EndedBundle } from './bundles/BundlesService';
import type { EndedImport } from './imports/ImportsService';
import type { CatalogReader } from './catalog/ObservedCatalog';
import type { Extensions } from './extensions/Extensions';
import type { IncidentEventListener } from './kernel/IncidentEventPublisher';
import type { IncidentNotice } from './notices/IncidentNotice';
import type { PlanCatalog } from './responsePlans/PlanCatalog';
import type {
  EscalationDeliveries,
  EscalationNotice,
} from './serviceLevels/EscalationDeliveries';
import type { Finding } from './verification/DatabaseFindings';

/** What the inner services are built from. */
export interface ServicesOptions {
  database: DatabaseService;
  catalog: CatalogService;
  config: RootConfigService;
  auth: AuthService;
  userInfo: UserInfoService;
  logger?: LoggerService;
  /** Source of response plans for incidents; the plan index unless given. */
  plans?: PlanCatalog;
  /** The time of records; only tests and seeders set it. */
  clock?: () => Date;
  /** For seeded history: nothing fires and nobody is notified before this time. */
  quietUntil?: Date;
  /**
   * Notifies people of an escalation; without it escalations are recorded and wait. Returns why nobody was notified, if it
   * is not to be tried again.
   */
  notifyOfEscalation?: (
    notice: EscalationNotice,
  ) => Promise<string | undefined>;
  /** Notifies people of changes and due times, and says why not; without it nobody is notified of these. */
  sendNotice?: (notice: IncidentNotice) => Promise<string | undefined>;
  /** Whether the topic of escalations is switched on; then an escalation says that a clock is overdue. Default: true. */
  escalates?: boolean;
  /** What other modules added or replaced. */
  extensions?: Pick<Extensions, 'priorityPolicy' | 'transitionGuards'> &
    Partial<
      Pick<
        Extensions,
        'detectionSources' | 'evidenceStorage' | 'incidentImporters'
      >
    >;
  /** Receives each committed change. */
  listeners?: (dependencies: {
    deliveries: EscalationDeliveries;
    catalog: CatalogReader;
  }) => IncidentEventListener[];
  /** Counts records that the scheduled verification checked, by what it found. */
  countVerification?: (status: string) => void;
  /** Notifies people that a record does not verify. */
  notifyOfFinding?: (finding: Finding) => Promise<void>;
  /** Notifies the requester of a bundle when it ended. */
  notifyOfBundle?: (bundle: EndedBundle) => Promise<void>;
  /** Notifies who started an import when it ended. */
  notifyOfImport?: (ended: EndedImport) => Promise<void>;
  /** Signals to open pages that detections changed. */
  detectionsChanged?: () => void;
  /** Notifies people of detections that wait, and of a source that is silent. */
  notifyOfDetections?: (notification: NotificationSendOptions) => Promise<void>;
  /** Counts catalog calls that failed. */
  countCatalogFailure?: (reason: 'error' | 'timeout') => void;
  /** Receives errors that must not fail a response. They are logged unless given, or thrown where there is no logger. */
  onProblem?: (message: string, error: Error) => void;
}
