import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';

const KEY = 'securityIncidents.reviews';
const NEVER = 'none';
const MAX_DAYS = 365;

/** When reviews are required, and until when. */
export interface ReviewSettings {
  /** From which severity incidents need a review; undefined if none does for its severity. Majors always do. */
  fromSeverity?: Severity;
  /** Days from the resolution until a review is due. */
  dueDays: number;
  /** Days from the due time of an action until its effect is checked, unless the action says when. */
  checkDays: number;
  /** Whether the review of a major incident needs an approval by another person. */
  majorsNeedApproval: boolean;
}

/** What applies when the configuration sets nothing. */
export const DEFAULT_REVIEW_SETTINGS: ReviewSettings = {
  fromSeverity: 'high',
  dueDays: 5,
  checkDays: 30,
  majorsNeedApproval: true,
};

function readDays(
  config: RootConfigService,
  name: string,
  defaultDays: number,
): number {
  const key = `${KEY}.${name}`;
  const days = config.getOptionalNumber(key) ?? defaultDays;
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS) {
    throw new InputError(
      `${key}: must be a whole number of days from 1 to ${MAX_DAYS}`,
    );
  }
  return days;
}

function readSeverity(config: RootConfigService): Severity | undefined {
  const key = `${KEY}.fromSeverity`;
  const value = config.getOptionalString(key);
  if (value === undefined) return DEFAULT_REVIEW_SETTINGS.fromSeverity;
  if (value === NEVER) return undefined;
  const severity = SEVERITIES.find(each => each === value);
  if (severity) return severity;
  throw new InputError(
    `${key}: must be one of ${[...SEVERITIES, NEVER].join(', ')}`,
  );
}

/** Reads the settings of reviews, with defaults for those that are not set. */
export function readReviewSettings(config: RootConfigService): ReviewSettings {
  return {
    fromSeverity: readSeverity(config),
    dueDays: readDays(config, 'dueDays', DEFAULT_REVIEW_SETTINGS.dueDays),
    checkDays: readDays(config, 'checkDays', DEFAULT_REVIEW_SETTINGS.checkDays),
    majorsNeedApproval:
      config.getOptionalBoolean(`${KEY}.majorsNeedApproval`) ??
      DEFAULT_REVIEW_SETTINGS.majorsNeedApproval,
  };
}
