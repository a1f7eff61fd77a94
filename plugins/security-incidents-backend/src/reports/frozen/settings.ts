import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { DateTime, IANAZone } from 'luxon';

const KEY = 'securityIncidents.reports.schedule';
const PERIODS = ['month', 'quarter', 'year'] as const;

/** When reports are frozen without anybody asking. */
export interface FreezeSchedule {
  every: (typeof PERIODS)[number];
  zone: string;
  readers: string[];
}

/**
 * Reads the schedule; undefined when there is none.
 *
 * @throws InputError that names the invalid key
 */
export function readFreezeSchedule(
  config: RootConfigService,
): FreezeSchedule | undefined {
  const given = config.getOptionalConfig(KEY);
  if (!given) return undefined;
  const value = given.getString('every');
  const every = PERIODS.find(period => period === value);
  if (!every) {
    throw new InputError(`${KEY}.every: must be one of ${PERIODS.join(', ')}`);
  }
  const zone = given.getOptionalString('zone') ?? 'UTC';
  if (!IANAZone.isValidZone(zone)) {
    throw new InputError(
      `${KEY}.zone: must be the IANA name of a time zone, such as Europe/Berlin`,
    );
  }
  return {
    every,
    zone,
    readers: given.getOptionalStringArray('readers') ?? [],
  };
}

/** One run of the schedule. */
export interface ScheduledPeriod {
  key: string;
  name: string;
  from: string;
  to: string;
}

const LABELS: Record<FreezeSchedule['every'], string> = {
  month: 'LLLL yyyy',
  quarter: "'Quarter' q 'of' yyyy",
  year: "'Year' yyyy",
};

/** The last period that is complete. */
export function getLastPeriod(
  { every, zone }: FreezeSchedule,
  now: Date,
): ScheduledPeriod {
  const end = DateTime.fromJSDate(now, { zone }).startOf(every);
  const start = end.minus(
    every === 'quarter' ? { months: 3 } : { [`${every}s`]: 1 },
  );
  return {
    key: `${every} ${start.toISODate()} ${zone}`,
    name: start.toFormat(LABELS[every], { locale: 'en' }),
    from: start.toISODate()!,
    to: end.minus({ days: 1 }).toISODate()!,
  };
}

/** When the schedule makes the next report, and what it is about. */
export function getNextRun(
  schedule: FreezeSchedule,
  now: Date,
): { at: string; name: string; readers: string[] } {
  const { every, zone, readers } = schedule;
  const at = DateTime.fromJSDate(now, { zone })
    .startOf(every)
    .plus(every === 'quarter' ? { months: 3 } : { [`${every}s`]: 1 });
  return {
    at: at.toJSDate().toISOString(),
    name: getLastPeriod(schedule, at.toJSDate()).name,
    readers,
  };
}
