import type {
  AuthService,
  BackstageCredentials,
  DatabaseService,
  LoggerService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ForwardedError, InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EntityOverview } from 'backstage-plugin-security-incidents-common';
import { EntityLookup } from './catalog/EntityLookup';
import { EntityVisibility } from './authorization/EntityVisibility';
import { DefaultPlanCatalog } from './responsePlans/DefaultPlanCatalog';
import { PartsReadiness } from './responsePlans/PartsReadiness';
import type { PlanCatalog } from './responsePlans/PlanCatalog';
import { PrincipalsCache } from './authorization/CallerDecisions';
import { defaultIncidentsService } from './incidents/defaultIncidentsService';
import type { IncidentChanged } from './kernel/IncidentEventPublisher';
import type { InnerIncidentsService } from './incidents/IncidentsService';
import type { EscalationTold } from './serviceLevels/EscalationDeliveries';
import { EscalationRecipients } from './serviceLevels/recipients';
import { AccessLogWriter } from './incidents/AccessLogWriter';
import { readSettings } from './settings';
import { DatabaseIncidentsStore } from './incidents/store/DatabaseIncidentsStore';
import { DatabasePlansStore } from './responsePlans/store/DatabasePlansStore';
import type { AuthorizedContext } from './kernel/contexts';

/** @internal */
export interface IncidentsServiceOptions {
  database: DatabaseService;
  catalog: CatalogService;
  config: RootConfigService;
  auth: AuthService;
  userInfo: UserInfoService;
  logger?: LoggerService;
  /** Where response plans come from; the catalog unless given. */
  plans?: PlanCatalog;
  /** The time that records get; the system's unless given, which only tests and demo data have a reason to do. */
  clock?: () => Date;
  /** What overviews of entities say of response plans; without it they say nothing. */
  plansOf?: (
    entityRef: string,
    context: AuthorizedContext,
  ) => Promise<
    Pick<
      EntityOverview,
      'plansState' | 'readiness' | 'plans' | 'planKinds' | 'planRoles'
    >
  >;
  /** Told of each change after it is committed; returns at once and never throws. */
  afterChange?: (event: IncidentChanged) => void;
  /** For history that is written down with another clock: nothing of it fires, and nobody is told, before. */
  quietUntil?: Date;
  /** Tells people of an escalation; without it escalations are recorded, and wait for whoever can. */
  tellOfEscalation?: (told: EscalationTold) => Promise<void>;
  /** Told of what went wrong beside an answer and could not fail it; an unhandled rejection unless given. */
  onProblem?: (message: string, error: Error) => void;
}

/** Who a record names: the person, or the service when nobody is behind the call. */
function actorOf(auth: AuthService, credentials: BackstageCredentials): string {
  if (auth.isPrincipal(credentials, 'user')) {
    return credentials.principal.userEntityRef;
  }
  if (auth.isPrincipal(credentials, 'service')) {
    return credentials.principal.subject;
  }
  throw new InputError('The caller is neither a user nor a service');
}

/** The rules over Backstage's database, without authorization. Runs the migrations. */
export async function createIncidentsService(
  options: IncidentsServiceOptions,
): Promise<InnerIncidentsService> {
  const clock = options.clock ?? (() => new Date());
  const principals = new PrincipalsCache(options.auth, options.userInfo, clock);
  const store = await DatabaseIncidentsStore.create(options.database);
  const lookup = new EntityLookup(options.catalog);
  const plans = options.plans ?? new DefaultPlanCatalog({ ...options, lookup });
  const onProblem =
    options.onProblem ??
    ((message: string, error: Error) => {
      throw new ForwardedError(message, error);
    });
  const partsReadiness =
    options.plansOf &&
    new PartsReadiness({
      store: await DatabasePlansStore.create(options.database),
      clock,
    });
  return defaultIncidentsService({
    store,
    lookup,
    hidden: new EntityVisibility({
      ...options,
      personOf: credentials =>
        principals.isPerson(credentials)
          ? principals.nameOf(credentials)
          : undefined,
      clock,
    }),
    plans,
    recipients: new EscalationRecipients({ ...options, lookup, plans }),
    tellOfEscalation: options.tellOfEscalation,
    quietUntil: options.quietUntil,
    onProblem,
    settings: readSettings(options.config),
    actorOf: credentials => actorOf(options.auth, credentials),
    principalsOf: credentials => principals.get(credentials),
    clock,
    plansOf: options.plansOf ?? (async () => ({})),
    checksOf: async entityRefs =>
      partsReadiness ? partsReadiness.of(entityRefs) : new Map(),
    afterChange: options.afterChange ?? (() => {}),
    views: new AccessLogWriter({
      views: store.views,
      clock,
      onProblem,
    }),
  });
}
