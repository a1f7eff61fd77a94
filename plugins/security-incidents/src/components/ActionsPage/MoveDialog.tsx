import { useApi } from '@backstage/core-plugin-api';
import { TextField } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import type { ActionSummary } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { reviewsApiRef } from '../../api';
import { fromTimeInput } from '../../time';
import { useTranslation } from '../../translation';
import register from '../FollowUpRegister.module.css';
import { DateTimeField, problemOf, Sheet } from '../IncidentPage/fields';
import type { MoveOutcome } from './useBulk';

/** Moves the date of several actions: of open ones when they are due, of done ones when they are checked. Each is answered alone. */
export function MoveDialog(props: {
  actions: readonly ActionSummary[];
  onMoved(outcomes: MoveOutcome[]): void;
  onClose(): void;
}) {
  const { actions } = props;
  const { t } = useTranslation();
  const api = useApi(reviewsApiRef);
  const [due, setDue] = useState('');
  const [reason, setReason] = useState('');
  const dueAt = due ? fromTimeInput(due) : undefined;
  const { mutate, isPending } = useMutation({
    mutationFn: async (at: string) => {
      const outcomes: MoveOutcome[] = [];
      for (const action of actions) {
        const { id, incident, state, version } = action;
        try {
          await api.changeAction(
            incident.key,
            id,
            state === 'done'
              ? { check: { by: at }, reason: reason.trim() }
              : { dueAt: at, reason: reason.trim() },
            { ifMatch: version },
          );
          outcomes.push({ action });
        } catch (error) {
          outcomes.push({ action, problem: problemOf(error).message });
        }
      }
      return outcomes;
    },
    onSuccess: props.onMoved,
  });
  return (
    <Sheet
      title={t('reviews.actions.moveTitle', { count: actions.length })}
      sendLabel={t('reviews.actions.move')}
      canSend={dueAt !== undefined && Boolean(reason.trim())}
      sending={isPending}
      onSend={() => dueAt && mutate(dueAt)}
      onClose={props.onClose}
    >
      <DateTimeField
        label={t('reviews.check.newDate')}
        value={due}
        onChange={setDue}
      />
      <TextField
        label={t('reviews.action.moveReason')}
        value={reason}
        onChange={setReason}
        isRequired
      />
      <p className={register.below}>{t('reviews.actions.moveHint')}</p>
    </Sheet>
  );
}
