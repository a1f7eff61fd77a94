import {
  type AuthService,
  type BackstageCredentials,
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import {
  type ChangeTaskRequest,
  type CreateIncidentRequest,
  type EntityOverview,
  type Incident,
  type IncidentQuery,
  type IncidentSummary,
  type Page,
  type PageRequest,
  type PlanRuns,
  type RecordStepRequest,
  type ResolutionStep,
  type ReviewsApi,
  ReviewsClient,
  type ReviewText,
  type SecurityIncidentsApi,
  SecurityIncidentsClient,
  type TransitionRequest,
} from 'backstage-plugin-security-incidents-common';

/**
 * Who calls, and what guards a change.
 *
 * @public
 */
export interface IncidentsServiceOptions {
  /** Decide what the call may read and change. Use the credentials of the user, if there is one. */
  credentials: BackstageCredentials;
  /** The version that the caller has seen; a stale one is a conflict. */
  ifMatch?: number;
  /** The same key with the same request is done once. */
  idempotencyKey?: string;
}

/**
 * Incidents for other backend plugins and modules, with the permissions of the caller. Requests are validated as those of the
 * HTTP API. Errors have the names of `@backstage/errors`: `InputError`, `NotAllowedError`, `NotFoundError` (also for an
 * incident that the caller may not read) and `ConflictError`.
 *
 * @public
 */
export interface IncidentsService {
  createIncident(
    request: CreateIncidentRequest,
    options: IncidentsServiceOptions,
  ): Promise<Incident>;
  listIncidents(
    query: IncidentQuery,
    options: IncidentsServiceOptions,
  ): Promise<Page<IncidentSummary>>;
  /** @param idOrKey - a uuid, or a key such as `SEC-2026-0001` */
  getIncident(
    idOrKey: string,
    options: IncidentsServiceOptions,
  ): Promise<Incident>;
  transitionIncident(
    idOrKey: string,
    request: TransitionRequest,
    options: IncidentsServiceOptions,
  ): Promise<Incident>;
  recordStep(
    idOrKey: string,
    request: RecordStepRequest,
    options: IncidentsServiceOptions,
  ): Promise<ResolutionStep>;
  getPlanRuns(
    idOrKey: string,
    options: IncidentsServiceOptions,
  ): Promise<PlanRuns>;
  changeTask(
    idOrKey: string,
    taskId: string,
    request: ChangeTaskRequest,
    options: IncidentsServiceOptions,
  ): Promise<Incident>;
  /**
   * What finished reviews say, in the order in which their incidents were recorded. Those of restricted and of TLP:RED incidents
   * are left out, whoever asks.
   */
  listReviewTexts(
    query: PageRequest,
    options: IncidentsServiceOptions,
  ): Promise<Page<ReviewText>>;
  getEntityOverview(
    entityRef: string,
    options: IncidentsServiceOptions,
  ): Promise<EntityOverview>;
}

/**
 * Connects the plugin with its callers in the same process.
 *
 * @public
 */
export interface IncidentsServiceRegistry {
  /** Called once by the plugin when it starts. */
  provide(service: IncidentsService): void;
  /** Undefined until the plugin has started, and where it runs in another process. */
  get(): IncidentsService | undefined;
}

/** @public */
export const incidentsServiceRegistryRef =
  createServiceRef<IncidentsServiceRegistry>({
    id: 'security-incidents.incidents-registry',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {},
        factory: () => {
          let provided: IncidentsService | undefined;
          return {
            provide(given) {
              provided = given;
            },
            get: () => provided,
          };
        },
      }),
  });

/** Calls the plugin over HTTP as the caller. */
function createHttpIncidentsService(
  client: SecurityIncidentsApi,
  reviews: ReviewsApi,
  auth: AuthService,
): IncidentsService {
  const toCall = async (options: IncidentsServiceOptions) => {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: 'security-incidents',
    });
    const { ifMatch, idempotencyKey } = options;
    return { token, ifMatch, idempotencyKey };
  };
  return {
    createIncident: async (request, options) =>
      client.createIncident(request, await toCall(options)),
    listIncidents: async (query, options) =>
      client.listIncidents(query, await toCall(options)),
    getIncident: async (idOrKey, options) =>
      client.getIncident(idOrKey, await toCall(options)),
    transitionIncident: async (idOrKey, request, options) =>
      client.transitionIncident(idOrKey, request, await toCall(options)),
    recordStep: async (idOrKey, request, options) =>
      client.recordStep(idOrKey, request, await toCall(options)),
    getPlanRuns: async (idOrKey, options) =>
      client.getPlanRuns(idOrKey, await toCall(options)),
    changeTask: async (idOrKey, taskId, request, options) =>
      client.changeTask(idOrKey, taskId, request, await toCall(options)),
    listReviewTexts: async (query, options) =>
      reviews.listReviewTexts(query, await toCall(options)),
    getEntityOverview: async (entityRef, options) =>
      client.getEntityOverview(entityRef, await toCall(options)),
  };
}

/**
 * Incidents for other backend plugins and modules. Calls stay in the process where the plugin runs in the same backend;
 * otherwise they go over HTTP. The permissions of the given credentials apply either way.
 *
 * @public
 */
export const incidentsServiceRef = createServiceRef<IncidentsService>({
  id: 'security-incidents.incidents',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        registry: incidentsServiceRegistryRef,
      },
      factory: ({ auth, discovery, registry }): IncidentsService => {
        const remote = createHttpIncidentsService(
          new SecurityIncidentsClient({ discoveryApi: discovery }),
          new ReviewsClient({ discoveryApi: discovery }),
          auth,
        );
        const current = () => registry.get() ?? remote;
        return {
          createIncident: (...args) => current().createIncident(...args),
          listIncidents: (...args) => current().listIncidents(...args),
          getIncident: (...args) => current().getIncident(...args),
          transitionIncident: (...args) =>
            current().transitionIncident(...args),
          recordStep: (...args) => current().recordStep(...args),
          getPlanRuns: (...args) => current().getPlanRuns(...args),
          changeTask: (...args) => current().changeTask(...args),
          listReviewTexts: (...args) => current().listReviewTexts(...args),
          getEntityOverview: (...args) => current().getEntityOverview(...args),
        };
      },
    }),
});
