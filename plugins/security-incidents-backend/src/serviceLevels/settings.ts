import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  PLAN_CLOCKS,
  type PlanClock,
  type PlanClockDurations,
  PRIORITIES,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import { Duration } from 'luxon';
import { z } from 'zod';

const LEVELS_KEY = 'securityIncidents.serviceLevels';
const MAJOR_KEY = 'securityIncidents.majorIncident';
/** Switches off a default duration. */
const NONE = 'none';

/** Used when neither the plan nor the configuration sets a duration. */
const DEFAULT_LEVELS: Record<Severity, PlanClockDurations> = {
  critical: {
    acknowledge: 'PT15M',
    contain: 'PT4H',
    resolve: 'P2D',
    updateEvery: 'PT2H',
  },
  high: {
    acknowledge: 'PT1H',
    contain: 'P1D',
    resolve: 'P7D',
    updateEvery: 'P1D',
  },
  medium: { acknowledge: 'P1D', contain: 'P5D', resolve: 'P30D' },
  low: { acknowledge: 'P3D', resolve: 'P90D' },
  informational: {},
};

const criterionSchema = z
  .strictObject({
    severities: z.array(z.enum(SEVERITIES)).min(1).optional(),
    priorities: z.array(z.enum(PRIORITIES)).min(1).optional(),
    /** Annotation `security-incidents/tier` of an affected service; YAML reads `1` as a number. */
    tiers: z
      .array(z.union([z.string().min(1), z.number()]).transform(String))
      .min(1)
      .optional(),
    affectedAtLeast: z.int().min(1).optional(),
    personalData: z.literal(true).optional(),
  })
  .refine(
    criterion => Object.keys(criterion).length > 0,
    'must have at least one condition',
  );

/** Conditions that must all hold. */
export type MajorCriterion = z.output<typeof criterionSchema>;

const DEFAULT_CRITERIA: MajorCriterion[] = [
  { severities: ['critical'] },
  { priorities: ['P1'] },
];
const DEFAULT_MAJOR_UPDATES = 'PT2H';

/** Default service levels and the criteria that propose a major incident. */
export interface ServiceLevelSettings {
  levels: Record<Severity, PlanClockDurations>;
  criteria: readonly MajorCriterion[];
  /** Applies to major incidents without an `updateEvery` of their own. */
  majorUpdateEvery: string;
}

/** What applies when the configuration sets nothing. */
export const DEFAULT_SERVICE_LEVELS: ServiceLevelSettings = {
  levels: DEFAULT_LEVELS,
  criteria: DEFAULT_CRITERIA,
  majorUpdateEvery: DEFAULT_MAJOR_UPDATES,
};

function readDuration(config: RootConfigService, key: string): string {
  const duration = Duration.fromObject(
    readDurationFromConfig(config, { key }),
  ).toISO();
  // Plan durations are whole numbers.
  if (
    !duration ||
    !/^P[\dYMWDTHS]+$/.test(duration) ||
    !/[1-9]/.test(duration)
  ) {
    throw new InputError(
      `${key}: must be a positive duration in whole units of seconds or more`,
    );
  }
  return duration;
}

function assertKeys(
  config: RootConfigService,
  key: string,
  known: readonly string[],
) {
  if (!config.has(key)) return;
  const unknown = config
    .getConfig(key)
    .keys()
    .find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new InputError(
      `${key}.${unknown}: is not a known key; use one of ${known.join(', ')}`,
    );
  }
}

function readLevel(
  config: RootConfigService,
  severity: Severity,
): PlanClockDurations {
  const key = `${LEVELS_KEY}.${severity}`;
  const clocks = PLAN_CLOCKS.map(({ clock }) => clock);
  assertKeys(config, key, clocks);
  const durations = clocks.map((clock): [PlanClock, string | undefined] => {
    const own = `${key}.${clock}`;
    if (!config.has(own)) return [clock, DEFAULT_LEVELS[severity][clock]];
    return [
      clock,
      config.getOptional(own) === NONE ? undefined : readDuration(config, own),
    ];
  });
  return Object.fromEntries(durations.filter(([, duration]) => duration));
}

function readCriteria(config: RootConfigService): readonly MajorCriterion[] {
  const key = `${MAJOR_KEY}.criteria`;
  const given = config.getOptional(key);
  if (given === undefined) return DEFAULT_CRITERIA;
  const parsed = z.array(criterionSchema).safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue.path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  throw new InputError(`${key}${path}: ${issue.message}`);
}

/**
 * Reads the service levels and the criteria for major incidents.
 *
 * @throws InputError that names the invalid key
 */
export function readServiceLevelSettings(
  config: RootConfigService,
): ServiceLevelSettings {
  assertKeys(config, LEVELS_KEY, SEVERITIES);
  assertKeys(config, MAJOR_KEY, ['criteria', 'updateEvery']);
  const updates = `${MAJOR_KEY}.updateEvery`;
  return {
    levels: Object.fromEntries(
      SEVERITIES.map(severity => [severity, readLevel(config, severity)]),
    ) as Record<Severity, PlanClockDurations>,
    criteria: readCriteria(config),
    majorUpdateEvery: config.has(updates)
      ? readDuration(config, updates)
      : DEFAULT_MAJOR_UPDATES,
  };
}
