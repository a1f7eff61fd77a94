import { randomUUID } from 'node:crypto';
import type {
  IncidentStatus,
  ObligationEnding,
  ObligationRule,
  TimelineAction,
} from 'backstage-plugin-security-incidents-common';
import type {
  ChangeFollower,
  IncidentChange,
} from '../incidents/IncidentChange';
import { toMajorStatus } from '../serviceLevels/major';
import { getRuleName, isSameClock, readClock } from './clocks';
import type { ObligationRuleBook } from './ObligationRuleBook';
import type { ObligationRecord } from './store/ObligationsStore';

/** Whether an action can raise an obligation, end one or move its clock. */
function movesObligations(action: TimelineAction): boolean {
  return (
    /^(incident|status|major|obligation)\./.test(action) ||
    action === 'detection.promoted'
  );
}

const MERGED = 'Merged into another incident, whose obligations count instead';

const ENDINGS: Partial<Record<IncidentStatus, ObligationEnding>> = {
  dismissed: 'dismissal',
  merged: 'merge',
};

function isRaised(
  { trigger, after }: ObligationRule,
  { incident }: IncidentChange,
  all: readonly ObligationRecord[],
): boolean {
  const before = all.find(({ ruleId }) => ruleId === after)?.state;
  switch (trigger) {
    case 'incident':
      return true;
    case 'major':
      return incident.isMajor || toMajorStatus(incident).state === 'proposed';
    case 'applicable':
      return before === 'pending' || before === 'submitted';
    case 'submission':
      return before === 'submitted';
    default:
      return false;
  }
}

/** Makes an obligation that nobody has assessed. */
export function createObligation(
  rule: ObligationRule,
  { incident, at }: IncidentChange,
  all: readonly ObligationRecord[],
  book: ObligationRuleBook,
): ObligationRecord {
  const draft = { rule, state: 'to-assess' as const };
  return {
    ...draft,
    id: randomUUID(),
    ruleId: rule.id,
    regime: rule.regime,
    raisedAt: at,
    version: 1,
    ...readClock(draft, incident, all, book),
  };
}

export function toRaisedData(obligation: ObligationRecord) {
  const { id, ruleId, rule, dueAt, dueBasis } = obligation;
  return {
    obligationId: id,
    ruleId,
    name: getRuleName(rule),
    dueAt,
    dueBasis,
  };
}

/**
 * Raises the obligations of an incident, ends them with it, and recomputes their clocks when a moment moved. Each is an
 * entry of the timeline.
 */
export class ObligationFollower implements ChangeFollower {
  constructor(private readonly book: ObligationRuleBook) {}

  async followRecording(change: IncidentChange) {
    await this.#follow(change);
  }

  async followChange(change: IncidentChange) {
    if (change.actions.some(movesObligations)) await this.#follow(change);
  }

  async #follow(change: IncidentChange) {
    const { tx, incident } = change;
    // Exercises and tests oblige nobody.
    if (incident.mode !== 'real') return;
    const before = await tx.obligations.list(incident.seq);
    const ending = ENDINGS[incident.status];
    if (ending) {
      await this.#end(change, before, ending);
      return;
    }
    const restored = await this.#restore(change, before);
    const known = await this.#recalculate(change, restored);
    await this.#raise(change, known);
  }

  /** Raises what is missing. One obligation can raise the next. */
  async #raise(change: IncidentChange, known: readonly ObligationRecord[]) {
    const { tx, incident, at } = change;
    const all = [...known];
    const rules = this.book.getRulesInForce(at);
    const raised = rules.flatMap(rule => {
      const isKnown = all.some(({ ruleId }) => ruleId === rule.id);
      if (isKnown || !isRaised(rule, change, all)) return [];
      const obligation = createObligation(rule, change, all, this.book);
      all.push(obligation);
      return [obligation];
    });
    if (raised.length === 0) return;
    await tx.obligations.insert(incident.seq, raised);
    await change.log('obligation.raised', {
      obligations: raised.map(toRaisedData),
    });
  }

  /** What nobody has assessed ends with the incident. The reason of a dismissal is that of the obligation too. */
  async #end(
    change: IncidentChange,
    obligations: readonly ObligationRecord[],
    decidedWith: ObligationEnding,
  ) {
    const { tx, incident, actor, at, entries } = change;
    const open = obligations.filter(({ state }) => state === 'to-assess');
    if (open.length === 0) return;
    const moved = entries.find(({ action }) => action === 'status.changed');
    // The reason of a merge can name the other incident, which not every reader may know.
    const reason =
      decidedWith === 'merge' ? MERGED : String(moved?.data.reason ?? '');
    for (const obligation of open) {
      const decided = { ...obligation, state: 'not-applicable' as const };
      await tx.obligations.update(incident.seq, obligation.id, {
        state: decided.state,
        decidedAt: at,
        decidedBy: actor,
        decidedWith,
        reason,
        version: obligation.version + 1,
        ...readClock(decided, incident, obligations, this.book),
      });
    }
    await change.log('obligation.decided', {
      decision: 'not-applicable',
      with: decidedWith,
      reason,
      obligations: open.map(toRaisedData),
    });
  }

  /** What ended with the incident is to be assessed again once it continues. */
  async #restore(
    change: IncidentChange,
    obligations: readonly ObligationRecord[],
  ): Promise<ObligationRecord[]> {
    const { tx, incident } = change;
    const ended = obligations.filter(({ decidedWith }) => decidedWith);
    if (ended.length === 0) return [...obligations];
    const restored: ObligationRecord[] = [];
    for (const obligation of ended) {
      const draft = { ...obligation, state: 'to-assess' as const };
      const changes = {
        state: draft.state,
        decidedAt: undefined,
        decidedBy: undefined,
        decidedWith: undefined,
        reason: undefined,
        version: obligation.version + 1,
        ...readClock(draft, incident, obligations, this.book),
      };
      await tx.obligations.update(incident.seq, obligation.id, changes);
      restored.push({ ...obligation, ...changes });
    }
    await change.log('obligation.decided', {
      decision: 'to-assess',
      with: 'restored',
      obligations: restored.map(toRaisedData),
    });
    return obligations.map(
      obligation =>
        restored.find(({ id }) => id === obligation.id) ?? obligation,
    );
  }

  async #recalculate(
    change: IncidentChange,
    obligations: readonly ObligationRecord[],
  ): Promise<ObligationRecord[]> {
    const { tx, incident, at } = change;
    const moved = obligations.flatMap(obligation => {
      const clock = readClock(obligation, incident, obligations, this.book);
      return isSameClock(clock, obligation) ? [] : [{ obligation, clock }];
    });
    if (moved.length === 0) return [...obligations];
    for (const { obligation, clock } of moved) {
      await tx.obligations.update(incident.seq, obligation.id, clock);
    }
    await change.log('obligation.recalculated', {
      obligations: moved.map(({ obligation, clock }) => ({
        obligationId: obligation.id,
        ruleId: obligation.ruleId,
        name: getRuleName(obligation.rule),
        from: obligation.dueAt ?? null,
        fromBasis: obligation.dueBasis,
        to: clock.dueAt ?? null,
        toBasis: clock.dueBasis,
        isMissed:
          obligation.state === 'pending' &&
          clock.dueAt !== undefined &&
          clock.dueAt < at,
      })),
    });
    return obligations.map(obligation => ({
      ...obligation,
      ...moved.find(found => found.obligation === obligation)?.clock,
    }));
  }
}
