import {
  getObligationAtRiskAt,
  type ObligationClock,
  type ObligationFacts,
} from 'backstage-plugin-security-incidents-common';
import type { IncidentRecord } from '../kernel/records';
import type { ObligationRuleBook } from './ObligationRuleBook';
import type { ObligationRecord } from './store/ObligationsStore';

type Clock = Pick<
  ObligationRecord,
  'startsAt' | 'atRiskAt' | 'dueAt' | 'dueBasis'
>;

/** What is known of the moments that start the clock of an obligation. */
export function getFacts(
  obligation: Pick<ObligationRecord, 'rule' | 'anchorAt'>,
  incident: IncidentRecord,
  all: readonly ObligationRecord[],
): ObligationFacts {
  const before = all.find(({ ruleId }) => ruleId === obligation.rule.after);
  return {
    recordedAt: incident.recordedAt,
    detectedAt: incident.detectedAt,
    declaredAt: incident.declaredAt,
    awareAt: incident.awareAt,
    majorAt: incident.isMajor ? incident.majorAt : undefined,
    anchorAt: obligation.anchorAt,
    submittedAt: before?.state === 'submitted' ? before.submittedAt : undefined,
  };
}

function toClock(clock: ObligationClock): Clock {
  const { basis: dueBasis } = clock;
  if (clock.dueAt === undefined) {
    return {
      startsAt: undefined,
      atRiskAt: undefined,
      dueAt: undefined,
      dueBasis,
    };
  }
  const { startsAt, dueAt } = clock;
  return {
    startsAt,
    dueAt,
    dueBasis,
    atRiskAt: getObligationAtRiskAt({ startsAt, dueAt }),
  };
}

/** The clock of an obligation by its rule. What does not apply has none. */
export function readClock(
  obligation: Pick<ObligationRecord, 'rule' | 'anchorAt' | 'state'>,
  incident: IncidentRecord,
  all: readonly ObligationRecord[],
  book: ObligationRuleBook,
): Clock {
  const { rule, state } = obligation;
  if (state === 'not-applicable') {
    return toClock({
      basis: rule.offset === undefined ? 'no-number' : 'waiting',
    });
  }
  return toClock(book.evaluate(rule, getFacts(obligation, incident, all)));
}

export function isSameClock(a: Clock, b: Clock): boolean {
  return (
    a.startsAt === b.startsAt &&
    a.dueAt === b.dueAt &&
    a.dueBasis === b.dueBasis
  );
}

/** Names an obligation in messages and entries, such as `GDPR 33(1)`. */
export function getRuleName({
  regimeTitle,
  stage,
}: ObligationRecord['rule']): string {
  return `${regimeTitle} ${stage}`;
}
