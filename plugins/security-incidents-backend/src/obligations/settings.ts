import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  type BusinessCalendar,
  OBLIGATION_MOMENTS,
  OBLIGATION_RULES,
  OBLIGATION_TRIGGERS,
  OBLIGATION_UNITS,
  type ObligationRule,
  SHIPPED_CALENDARS,
} from 'backstage-plugin-security-incidents-common';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { ObligationRuleBook } from './ObligationRuleBook';

const KEY = 'securityIncidents.obligations';
const NOT_CHOSEN = 'The configuration does not choose this regime';

const id = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and "-"');
const name = z.string().trim().min(1).max(300);
const day = z.iso.date();
const zone = z
  .string()
  .refine(
    value => IANAZone.isValidZone(value),
    'must be a time zone such as UTC or Europe/Berlin',
  );
const offset = z.int().min(1).max(10_000);

/** What an override can change of a rule. */
const changeable = z.strictObject({
  offset: offset.optional(),
  unit: z.enum(OBLIGATION_UNITS).optional(),
  calendar: id.optional(),
  rollsOver: z.boolean().optional(),
  effectiveFrom: day.optional(),
  effectiveTo: day.optional(),
  trigger: z.enum(OBLIGATION_TRIGGERS).optional(),
  note: name.optional(),
});

const ownRule = changeable.extend({
  id,
  regime: id,
  regimeTitle: name,
  stage: name,
  title: name,
  target: name,
  anchor: z.enum(OBLIGATION_MOMENTS),
  after: id.optional(),
  trigger: z.enum(OBLIGATION_TRIGGERS),
  effectiveFrom: day,
  source: name,
});

const settingsSchema = z.strictObject({
  regimes: z.array(id).max(100).default([]),
  timeZone: zone.default('UTC'),
  rules: z.array(ownRule).max(200).default([]),
  overrides: z
    .array(changeable.extend({ rule: id }))
    .max(200)
    .default([]),
  off: z
    .array(
      z
        .strictObject({
          regime: id.optional(),
          rule: id.optional(),
          reason: name,
        })
        .refine(
          ({ regime, rule }) => (regime === undefined) !== (rule === undefined),
          'must name either a regime or a rule',
        ),
    )
    .max(200)
    .default([]),
  calendars: z
    .array(
      z.strictObject({
        id,
        title: name,
        timeZone: zone.default('UTC'),
        endOfDay: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 17:30')
          .default('23:59'),
        holidays: z.array(day).max(2_000),
      }),
    )
    .max(50)
    .default([]),
});

type Parsed = z.output<typeof settingsSchema>;

function parse(config: RootConfigService): Parsed {
  const parsed = settingsSchema.safeParse(config.getOptional(KEY) ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue.path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  throw new InputError(`${KEY}${path}: ${issue.message}`);
}

function toCalendars({ calendars }: Parsed): BusinessCalendar[] {
  return [
    ...SHIPPED_CALENDARS,
    ...calendars.map(({ holidays, timeZone, ...calendar }) => {
      const days = new Set(holidays);
      return {
        ...calendar,
        zone: timeZone,
        isHoliday: (date: string) => days.has(date),
      };
    }),
  ];
}

/** Rules of regimes that nobody chose are off, and so are those that the configuration switches off. */
function toState(rule: ObligationRule, { regimes, off }: Parsed) {
  const isChosen = regimes.includes(rule.regime);
  const reason = off.find(
    entry => entry.rule === rule.id || entry.regime === rule.regime,
  )?.reason;
  if (rule.state === 'draft') return {};
  if (reason !== undefined)
    return { state: 'off', stateReason: reason } as const;
  return isChosen ? {} : ({ state: 'off', stateReason: NOT_CHOSEN } as const);
}

function toRules(parsed: Parsed): ObligationRule[] {
  const own = parsed.rules.map(
    (rule): ObligationRule => ({ state: 'enabled', ...rule }),
  );
  return [...OBLIGATION_RULES, ...own].map(rule => {
    const { rule: _rule, ...changes } =
      parsed.overrides.find(override => override.rule === rule.id) ?? {};
    return { ...rule, ...changes, ...toState(rule, parsed) };
  });
}

/** @throws InputError that names what does not fit together */
function assertConsistent(
  parsed: Parsed,
  rules: readonly ObligationRule[],
  calendars: readonly BusinessCalendar[],
) {
  const fail = (path: string, message: string) => {
    throw new InputError(`${KEY}.${path}: ${message}`);
  };
  const ids = new Set<string>();
  for (const rule of rules) {
    if (ids.has(rule.id)) fail('rules', `has the rule ${rule.id} twice`);
    ids.add(rule.id);
  }
  const regimes = new Set(rules.map(({ regime }) => regime));
  for (const regime of parsed.regimes) {
    if (!regimes.has(regime)) {
      fail('regimes', `${regime} is no regime; use ${[...regimes].join(', ')}`);
    }
  }
  for (const { rule } of parsed.overrides) {
    if (!ids.has(rule)) fail('overrides', `there is no rule ${rule}`);
  }
  for (const { rule, regime } of parsed.off) {
    if (rule !== undefined && !ids.has(rule)) {
      fail('off', `there is no rule ${rule}`);
    }
    if (regime !== undefined && !regimes.has(regime)) {
      fail('off', `${regime} is no regime`);
    }
  }
  for (const rule of rules) assertRule(rule, ids, calendars, fail);
}

function assertRule(
  {
    id: ruleId,
    after,
    anchor,
    trigger,
    calendar,
    unit,
    offset: number,
  }: ObligationRule,
  ids: ReadonlySet<string>,
  calendars: readonly BusinessCalendar[],
  fail: (path: string, message: string) => void,
) {
  const needsAfter =
    anchor === 'submission' ||
    trigger === 'applicable' ||
    trigger === 'submission';
  if (needsAfter && after === undefined) {
    fail('rules', `${ruleId} must name the rule that it follows in after`);
  }
  if (after !== undefined && !ids.has(after)) {
    fail('rules', `${ruleId} follows ${after}, which does not exist`);
  }
  if (number !== undefined && unit === undefined) {
    fail('rules', `${ruleId} must have a unit for its offset`);
  }
  if (
    calendar !== undefined &&
    !calendars.some(known => known.id === calendar)
  ) {
    fail(
      'calendars',
      `there is no calendar ${calendar}, which ${ruleId} names`,
    );
  }
}

/**
 * Reads the rules of obligations with what the organisation chose and changed.
 *
 * @throws InputError that names the invalid key
 */
export function readObligationRules(
  config: RootConfigService,
): ObligationRuleBook {
  const parsed = parse(config);
  const rules = toRules(parsed);
  const calendars = toCalendars(parsed);
  assertConsistent(parsed, rules, calendars);
  return new ObligationRuleBook({
    rules,
    regimes: parsed.regimes,
    zone: parsed.timeZone,
    calendars,
  });
}
