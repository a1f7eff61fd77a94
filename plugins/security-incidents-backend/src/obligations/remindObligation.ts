import { ConflictError } from '@backstage/errors';
import type { IncidentChange } from '../incidents/IncidentChange';
import { describeHoldBack, isHeldBack } from '../kernel/reminders';
import { getRuleName } from './clocks';
import { getObligationDeciders } from './deciders';
import { findObligation } from './decide';

/**
 * Reminds whoever decides about an obligation, and the leads or else the owners.
 *
 * @throws ConflictError when nothing is left to do, or when the last reminder is less than a day old
 */
export async function remindObligation(change: IncidentChange, id: string) {
  const { tx, incident, at } = change;
  const obligation = findObligation(
    await tx.obligations.list(incident.seq),
    id,
  );
  const { state, ruleId, rule, dueAt, remindedAt } = obligation;
  if (state !== 'to-assess' && state !== 'pending') {
    throw new ConflictError(
      `state: the obligation is ${state}, nothing is left to do`,
    );
  }
  if (isHeldBack(remindedAt, at)) {
    throw new ConflictError(`remindedAt: ${describeHoldBack(remindedAt)}`);
  }
  const { roles } = await tx.getDetails(incident);
  await tx.obligations.update(incident.seq, id, { remindedAt: at });
  await change.log('obligation.reminded', {
    obligationId: id,
    ruleId,
    name: getRuleName(rule),
    to: getObligationDeciders(roles),
    dueAt,
  });
}
