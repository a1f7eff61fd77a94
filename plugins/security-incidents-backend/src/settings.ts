import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { IANAZone } from 'luxon';
import {
  DEFAULT_TRANSACTION_LIMITS,
  type TransactionLimits,
} from './database/transactionLimits';
import { NOTICE_TOPICS, type NoticeTopic } from './notices/topics';
import { readReviewSettings, type ReviewSettings } from './reviews/settings';
import {
  readServiceLevelSettings,
  type ServiceLevelSettings,
} from './serviceLevels/settings';

const DEFAULT_REOPEN_DAYS = 30;
const MAX_READ_DECISION_TTL_MS = 60_000;
const DEFAULT_CATALOG_TIMEOUT_MS = 3_000;
const MAX_CATALOG_TIMEOUT_MS = 60_000;
const DEFAULT_SERVICE_TIMEOUT_MS = 3_000;
const MAX_SERVICE_TIMEOUT_MS = 60_000;
const DEFAULT_FIRST_READS_MS = 3_000;
const MOST_FIRST_READS_MS = 5_000;

export interface Settings {
  /** First part of incident keys. */
  keyPrefix: string;
  /** For how many days a closed incident can be re-opened. */
  reopenWithinDays: number;
  serviceLevels: ServiceLevelSettings;
  reviews: ReviewSettings;
  /** People and groups on duty, as full entity refs. */
  responders: string[];
}

/** Reads the settings, with defaults for those that are not set. */
export function readSettings(config: RootConfigService): Settings {
  const own = config.getOptionalConfig('securityIncidents');
  const keyPrefix = own?.getOptionalString('keyPrefix') ?? 'SEC';
  if (!/^[A-Z]{2,10}$/.test(keyPrefix)) {
    throw new InputError(
      'securityIncidents.keyPrefix: must be 2 to 10 capital letters',
    );
  }
  const reopenWithinDays =
    own?.getOptionalNumber('reopenWithinDays') ?? DEFAULT_REOPEN_DAYS;
  if (!Number.isInteger(reopenWithinDays) || reopenWithinDays < 0) {
    throw new InputError(
      'securityIncidents.reopenWithinDays: must be a whole number of days',
    );
  }
  checkTimeZone(own?.getOptionalString('timeZone'));
  return {
    keyPrefix,
    reopenWithinDays,
    serviceLevels: readServiceLevelSettings(config),
    reviews: readReviewSettings(config),
    responders: readResponders(config),
  };
}

/** Only pages use the zone; checking it here names a typo at the start and not on a page. */
function checkTimeZone(timeZone: string | undefined): void {
  if (timeZone === undefined || timeZone === 'local') return;
  if (!IANAZone.isValidZone(timeZone)) {
    throw new InputError(
      'securityIncidents.timeZone: must be local or a time zone such as UTC or Europe/Berlin',
    );
  }
}

/** A duration that is set, in milliseconds. */
function readMs(
  config: RootConfigService,
  key: string,
  defaultMs: number,
): number {
  if (!config.has(key)) return defaultMs;
  return durationToMilliseconds(readDurationFromConfig(config, { key }));
}

/** How long decisions about reading are cached, in milliseconds; 0 unless set. */
export function readReadDecisionTtlMs(config: RootConfigService): number {
  const key = 'securityIncidents.readDecisionCacheTtl';
  const ms = readMs(config, key, 0);
  if (ms < 0 || ms > MAX_READ_DECISION_TTL_MS) {
    throw new InputError(
      `${key}: must be between 0 seconds and one minute, since callers keep a revoked permission to read for that long`,
    );
  }
  return ms;
}

/** The time limit of catalog calls, and whether services are hidden while the catalog does not answer. */
export function readCatalogSettings(config: RootConfigService): {
  timeoutMs: number;
  hidesWhenDown: boolean;
} {
  const timeoutKey = 'securityIncidents.catalogTimeout';
  const timeoutMs = readMs(config, timeoutKey, DEFAULT_CATALOG_TIMEOUT_MS);
  if (timeoutMs <= 0 || timeoutMs > MAX_CATALOG_TIMEOUT_MS) {
    throw new InputError(
      `${timeoutKey}: must be longer than 0 and at most one minute`,
    );
  }
  const downKey = 'securityIncidents.whenCatalogIsDown';
  const whenDown = config.getOptionalString(downKey) ?? 'show';
  if (whenDown !== 'show' && whenDown !== 'hide') {
    throw new InputError(`${downKey}: must be show or hide`);
  }
  return { timeoutMs, hidesWhenDown: whenDown === 'hide' };
}

/** The time limit of calls to other Backstage services, in milliseconds. */
export function readServiceTimeoutMs(config: RootConfigService): number {
  const key = 'securityIncidents.serviceTimeout';
  const ms = readMs(config, key, DEFAULT_SERVICE_TIMEOUT_MS);
  if (ms <= 0 || ms > MAX_SERVICE_TIMEOUT_MS) {
    throw new InputError(
      `${key}: must be longer than 0 and at most one minute`,
    );
  }
  return ms;
}

const MIN_LOCK_TIMEOUT_MS = 100;
const MAX_STATEMENT_TIMEOUT_MS = 5 * 60_000;

/** The time limits of changes on PostgreSQL. */
export function readTransactionLimits(
  config: RootConfigService,
): TransactionLimits {
  const lockKey = 'securityIncidents.database.lockTimeout';
  const statementKey = 'securityIncidents.database.statementTimeout';
  const limits = {
    lockTimeoutMs: readMs(
      config,
      lockKey,
      DEFAULT_TRANSACTION_LIMITS.lockTimeoutMs,
    ),
    statementTimeoutMs: readMs(
      config,
      statementKey,
      DEFAULT_TRANSACTION_LIMITS.statementTimeoutMs,
    ),
  };
  if (limits.lockTimeoutMs < MIN_LOCK_TIMEOUT_MS) {
    throw new InputError(`${lockKey}: must be at least 100 milliseconds`);
  }
  if (
    limits.statementTimeoutMs < limits.lockTimeoutMs ||
    limits.statementTimeoutMs > MAX_STATEMENT_TIMEOUT_MS
  ) {
    throw new InputError(
      `${statementKey}: must be between ${lockKey} and five minutes`,
    );
  }
  return limits;
}

/** How long to wait between two readings of the catalog at a first start, in milliseconds. */
export function readFirstReadsEveryMs(config: RootConfigService): number {
  const key = 'securityIncidents.firstCatalogReadsEvery';
  const ms = readMs(config, key, DEFAULT_FIRST_READS_MS);
  if (ms < 0 || ms > MOST_FIRST_READS_MS) {
    throw new InputError(`${key}: must be between 0 and 5 seconds`);
  }
  return ms;
}

/** The people and groups whom the scheduled verification notifies, as full entity refs. */
export function readVerificationRecipients(
  config: RootConfigService,
): string[] {
  return readEntityRefs(config, 'securityIncidents.verification.notify');
}

/** The people and groups on duty, as full entity refs. */
export function readResponders(config: RootConfigService): string[] {
  return readEntityRefs(config, 'securityIncidents.responders');
}

/** Whether changes of incidents are published to the platform's events service. */
export function readPublishesEvents(config: RootConfigService): boolean {
  return config.getOptionalBoolean('securityIncidents.events.publish') ?? true;
}

/** The topics that nobody is notified of. */
export function readDisabledTopics(
  config: RootConfigService,
): ReadonlySet<NoticeTopic> {
  const key = 'securityIncidents.notifications.disabledTopics';
  const names = config.getOptionalStringArray(key) ?? [];
  return new Set(
    names.map((name, index) => {
      const topic = NOTICE_TOPICS.find(each => each === name);
      if (topic) return topic;
      throw new InputError(
        `${key}[${index}]: must be one of ${NOTICE_TOPICS.join(', ')}`,
      );
    }),
  );
}

function readEntityRefs(config: RootConfigService, key: string): string[] {
  const refs = config.getOptionalStringArray(key) ?? [];
  return refs.map((ref, index) => {
    try {
      return stringifyEntityRef(parseEntityRef(ref));
    } catch (error) {
      throw new InputError(
        `${key}[${index}]: must be a full entity ref`,
        error,
      );
    }
  });
}
