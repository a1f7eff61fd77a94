import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ForwardedError, InputError } from '@backstage/errors';
import { explainPriority } from 'backstage-plugin-security-incidents-common';
import { PrincipalsCache } from './authorization/CallerDecisions';
import { EntityVisibility } from './authorization/EntityVisibility';
import { IncidentRedaction } from './authorization/IncidentRedaction';
import { DirectoryReader } from './catalog/DirectoryReader';
import { EntityLookup } from './catalog/EntityLookup';
import { ObservedCatalog } from './catalog/ObservedCatalog';
import { withoutStatement } from './database/databaseErrors';
import { DatabaseIncidentsStore } from './incidents/store/DatabaseIncidentsStore';
import { createDueRules } from './serviceLevels/nextDue';
import type { ServicesOptions } from './ServicesOptions';
import {
  readCatalogSettings,
  readServiceTimeoutMs,
  readSettings,
  readTransactionLimits,
} from './settings';

/** The name that a record keeps of a caller: the person, or the service. */
function toActor(auth: AuthService, credentials: BackstageCredentials): string {
  if (auth.isPrincipal(credentials, 'user')) {
    return credentials.principal.userEntityRef;
  }
  if (auth.isPrincipal(credentials, 'service')) {
    return credentials.principal.subject;
  }
  throw new InputError('The caller is neither a user nor a service');
}

function getProblemHandler({ onProblem, logger }: ServicesOptions) {
  return (message: string, cause: unknown) => {
    const error = withoutStatement(cause);
    if (onProblem) onProblem(message, error);
    else if (logger) logger.error(message, error);
    else throw new ForwardedError(message, error);
  };
}

/** Builds what several features need: the store, the catalog as callers see it, and who they are. Runs the migrations. */
export async function createCommon(given: ServicesOptions) {
  const { auth, config, database, logger, quietUntil } = given;
  const { timeoutMs, hidesWhenDown } = readCatalogSettings(config);
  const catalog = new ObservedCatalog({
    catalog: given.catalog,
    timeoutMs,
    logger,
    countFailure: given.countCatalogFailure,
  });
  const clock = given.clock ?? (() => new Date());
  const settings = readSettings(config);
  const limits = readTransactionLimits(config);
  const dueRules = createDueRules(settings.serviceLevels);
  const store = await DatabaseIncidentsStore.create(database, {
    limits,
    dueRules,
    clock,
  });
  const principals = new PrincipalsCache(
    auth,
    given.userInfo,
    readServiceTimeoutMs(config),
  );
  const callers = {
    actorOf: (credentials: BackstageCredentials) => toActor(auth, credentials),
    principalsOf: (credentials: BackstageCredentials) =>
      principals.get(credentials),
    isPerson: (credentials: BackstageCredentials) =>
      principals.isPerson(credentials),
    personOf: (credentials: BackstageCredentials) =>
      principals.isPerson(credentials)
        ? principals.nameOf(credentials)
        : undefined,
  };
  return {
    ...callers,
    auth,
    catalog,
    clock,
    config,
    database,
    directory: new DirectoryReader({ auth, catalog }),
    dueRules,
    limits,
    logger,
    lookup: new EntityLookup(catalog),
    onProblem: getProblemHandler(given),
    principals,
    priorityPolicy: given.extensions?.priorityPolicy ?? { explainPriority },
    quietUntil,
    redaction: new IncidentRedaction({
      ...callers,
      store,
      hidden: new EntityVisibility({
        ...callers,
        auth,
        catalog,
        hidesWhenDown,
      }),
    }),
    settings,
    store,
  };
}

/** What several features need. */
export type Common = Awaited<ReturnType<typeof createCommon>>;
