import {
  type Attention,
  type AttentionKind,
  REQUIREMENT_IDS,
} from 'backstage-plugin-security-incidents-common';
import type { ClauseCounter } from './ClauseCounter';
import { Counter } from './counted';
import type { IncidentFacts } from './facts';
import type { Outcome } from './requirements';

interface Item {
  what?: string;
  ownerRef?: string;
  at?: string;
}

/** Things of one kind that need attention. */
class KindCounter {
  readonly #incidents = new Counter();
  #count = 0;
  #first: Attention['first'] | undefined;

  add({ key, title }: { key: string; title: string }, items: readonly Item[]) {
    if (items.length === 0) return;
    this.#incidents.add(key);
    this.#count += items.length;
    for (const item of items) {
      const isFirst =
        this.#first === undefined ||
        (item.at ?? '9999') < (this.#first.at ?? '9999');
      if (isFirst) this.#first = { key, title, ...item };
    }
  }

  toAttention(kind: AttentionKind): Attention[] {
    return this.#first
      ? [
          {
            kind,
            count: this.#count,
            incidents: this.#incidents.counted,
            first: this.#first,
          },
        ]
      : [];
  }
}

/** Collects what needs attention: clocks, what is overdue, and gaps that nobody explained. */
export class AttentionCounter {
  readonly #toSend = new KindCounter();
  readonly #toAssess = new KindCounter();
  readonly #actions = new KindCounter();
  readonly #checks = new KindCounter();
  readonly #updates = new KindCounter();
  readonly #openUpdates = new Set<string>();

  constructor(private readonly now: string) {}

  add(facts: IncidentFacts, reported: Outcome) {
    const { incident, obligations, actions } = facts;
    const inState = (...states: string[]) =>
      obligations
        .filter(({ state }) => states.includes(state))
        .map(({ title, dueAt }) => ({ what: title, at: dueAt }));
    this.#toSend.add(incident, inState('pending', 'missed'));
    this.#toAssess.add(incident, inState('to-assess'));
    this.#actions.add(
      incident,
      actions
        .filter(
          ({ state, dueAt }) =>
            state === 'open' && dueAt !== undefined && dueAt < this.now,
        )
        .map(({ title, ownerRef, dueAt, firstDueAt }) => ({
          what: title,
          ownerRef,
          // A date that moved does not make it less late.
          at: firstDueAt ?? dueAt,
        })),
    );
    this.#checks.add(
      incident,
      actions
        .filter(
          ({ state, checkBy }) =>
            state === 'done' && checkBy !== undefined && checkBy < this.now,
        )
        .map(({ title, ownerRef, checkBy }) => ({
          what: title,
          ownerRef,
          at: checkBy,
        })),
    );
    const isOverdue = reported.missing.some(
      ({ overMs }) => overMs !== undefined,
    );
    if (isOverdue && !facts.explanations.reported) {
      this.#openUpdates.add(incident.key);
      this.#updates.add(incident, [{ at: reported.since }]);
    }
  }

  /** Clocks first, then what is overdue, then gaps by requirement. */
  toAttention(clause: ClauseCounter): Attention[] {
    return [
      ...this.#toSend.toAttention('obligationsToSend'),
      ...this.#toAssess.toAttention('obligationsToAssess'),
      ...this.#actions.toAttention('overdueActions'),
      ...this.#checks.toAttention('overdueEffectChecks'),
      ...this.#updates.toAttention('overdueUpdates'),
      ...REQUIREMENT_IDS.flatMap(requirement => {
        const counter = new KindCounter();
        for (const gap of clause.getOpenGaps(requirement)) {
          const isListed =
            requirement === 'reported' && this.#openUpdates.has(gap.key);
          if (!isListed) counter.add(gap, [{ at: gap.since }]);
        }
        return counter
          .toAttention('gaps')
          .map(attention => ({ ...attention, requirement }));
      }),
    ];
  }
}
