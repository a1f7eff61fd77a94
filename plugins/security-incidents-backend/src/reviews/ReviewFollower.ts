import {
  type ReviewReason,
  SEVERITIES,
} from 'backstage-plugin-security-incidents-common';
import type {
  ChangeFollower,
  IncidentChange,
} from '../incidents/IncidentChange';
import type { IncidentRecord } from '../kernel/records';
import type { ReviewSettings } from './settings';
import { isFinished, isWritten } from './standing';
import type { ReviewRecord } from './store/records';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A review that nobody has written yet. */
export function createReview(given: Partial<ReviewRecord> = {}): ReviewRecord {
  return {
    required: false,
    state: 'not-started',
    needsApproval: false,
    fields: {},
    changes: {},
    version: 0,
    ...given,
  };
}

/** Requires reviews of resolved incidents, and moves their due times when incidents are re-opened. */
export class ReviewFollower implements ChangeFollower {
  constructor(private readonly settings: ReviewSettings) {}

  async followChange(change: IncidentChange) {
    const { actions, entries } = change;
    if (actions.includes('status.changed')) {
      const moves = entries.filter(({ action }) => action === 'status.changed');
      const { from, to } = moves[moves.length - 1].data;
      if (to === 'resolved') await this.#followResolution(change);
      else if (from === 'resolved' && to !== 'closed') {
        await this.#followReopening(change);
      }
    } else if (
      actions.some(action =>
        ['incident.updated', 'major.declared'].includes(action),
      )
    ) {
      await this.#followFacts(change);
    }
  }

  /** Why the incident needs a review; undefined if it needs none. */
  async #findReason({
    incident,
    tx,
  }: IncidentChange): Promise<ReviewReason | undefined> {
    const { fromSeverity } = this.settings;
    const { severity, isMajor, seq } = incident;
    if (isMajor) return 'major';
    if (
      severity &&
      fromSeverity &&
      SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(fromSeverity)
    ) {
      return 'severity';
    }
    const run = await tx.plans.getPrimaryRun(seq);
    return run?.content.spec.closure?.review === 'required'
      ? 'plan'
      : undefined;
  }

  #needsApproval({ isMajor }: IncidentRecord, review?: ReviewRecord): boolean {
    return (
      (isMajor && this.settings.majorsNeedApproval) ||
      (review?.needsApproval ?? false)
    );
  }

  #getDueAt(from: string): string {
    const ms = Date.parse(from) + this.settings.dueDays * DAY_MS;
    return new Date(ms).toISOString();
  }

  async #followResolution(change: IncidentChange) {
    const { incident, tx, at } = change;
    const reason = await this.#findReason(change);
    const review = await tx.reviews.getReview(incident.seq);
    if (!reason && !review?.required) return;
    // A review from before the incident was re-opened can need an approval by now.
    const needsApproval = this.#needsApproval(incident, review);
    if (review && isFinished({ ...review, needsApproval })) return;
    await this.#require(change, review, {
      reason: reason ?? review?.requiredBecause,
      dueAt: this.#getDueAt(at),
    });
  }

  /** A resolved incident that became more severe, or major, needs a review from then on. */
  async #followFacts(change: IncidentChange) {
    const { incident, tx, at } = change;
    if (incident.status !== 'resolved' && incident.status !== 'closed') return;
    const review = await tx.reviews.getReview(incident.seq);
    const reason = await this.#findReason(change);
    if (!reason) return;
    const needsApproval = this.#needsApproval(incident, review);
    if (review?.required && review.needsApproval === needsApproval) return;
    await this.#require(change, review, {
      reason,
      dueAt: review?.dueAt ?? this.#getDueAt(at),
    });
  }

  async #followReopening({ incident, tx }: IncidentChange) {
    const review = await tx.reviews.getReview(incident.seq);
    if (!review?.required || isFinished(review)) return;
    // The response continues; the review is due again after the next resolution.
    await tx.reviews.updateReview(incident.seq, { dueAt: undefined });
  }

  async #require(
    change: IncidentChange,
    review: ReviewRecord | undefined,
    { reason, dueAt }: { reason?: ReviewReason; dueAt: string },
  ) {
    const { incident, tx } = change;
    const required = {
      required: true,
      requiredBecause: reason,
      dueAt,
      needsApproval: this.#needsApproval(incident, review),
    };
    if (review) await tx.reviews.updateReview(incident.seq, required);
    else await tx.reviews.insertReview(incident.seq, createReview(required));
    await change.log('review.required', {
      because: reason,
      dueAt,
      isWritten: review !== undefined && isWritten(review),
    });
  }
}
