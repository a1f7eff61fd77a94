import {
  type BusinessCalendar,
  evaluateObligation,
  isRuleInForce,
  type ObligationClock,
  type ObligationFacts,
  type ObligationRule,
} from 'backstage-plugin-security-incidents-common';

/** The rules of the organisation, and how their due times are computed. */
export class ObligationRuleBook {
  readonly rules: readonly ObligationRule[];
  readonly regimes: readonly string[];
  readonly zone: string;
  readonly calendars: readonly BusinessCalendar[];

  constructor(options: {
    rules: readonly ObligationRule[];
    regimes: readonly string[];
    zone: string;
    calendars: readonly BusinessCalendar[];
  }) {
    this.rules = options.rules;
    this.regimes = options.regimes;
    this.zone = options.zone;
    this.calendars = options.calendars;
  }

  /** The rules that bind at a time. */
  getRulesInForce(at: string): ObligationRule[] {
    return this.rules.filter(rule => isRuleInForce(rule, at));
  }

  /** The clock of a rule, also of one that was kept from an earlier configuration. */
  evaluate(rule: ObligationRule, facts: ObligationFacts): ObligationClock {
    const hasCalendar = this.calendars.some(({ id }) => id === rule.calendar);
    const { calendar, ...withoutCalendar } = rule;
    return evaluateObligation(
      hasCalendar ? { ...withoutCalendar, calendar } : withoutCalendar,
      facts,
      this,
    );
  }
}
