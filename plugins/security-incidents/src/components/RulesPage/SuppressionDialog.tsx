import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField, TextField } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import type { DetectionSuppression } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { detectionsApiRef } from '../../api';
import { useDetectionsChanged } from '../../queries';
import { useTranslation } from '../../translation';
import { DEFAULT_END_DAYS, EndField, toEnd } from '../detections';
import { problemOf, Sheet } from '../IncidentPage/fields';
import {
  ConditionFields,
  toCondition,
  toConditionDraft,
} from './ConditionFields';

/** Holds back detections for a reason until a time, or extends that. */
export function SuppressionDialog(props: {
  /** The one to extend; absent for a new one. */
  suppression?: DetectionSuppression;
  onClose(): void;
}) {
  const { suppression, onClose } = props;
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const [name, setName] = useState('');
  const [reason, setReason] = useState(suppression?.reason ?? '');
  const [days, setDays] = useState(DEFAULT_END_DAYS);
  const [draft, setDraft] = useState(() => toConditionDraft());
  const condition = toCondition(draft);
  const isComplete =
    reason.trim() && (suppression || (name.trim() && condition));
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const end = { reason: reason.trim(), endsAt: toEnd(days, Date.now()) };
      if (suppression) {
        await api.updateDetectionSuppression(suppression.id, end, {
          ifMatch: suppression.version,
        });
      } else if (condition) {
        await api.createDetectionSuppression({
          name: name.trim(),
          condition,
          ...end,
        });
      }
    },
    onSuccess: () => {
      changed();
      onClose();
    },
  });
  return (
    <Sheet
      title={t(
        suppression ? 'rules.form.extendTitle' : 'rules.form.suppressTitle',
      )}
      sendLabel={t(suppression ? 'rules.form.extend' : 'rules.form.suppress')}
      canSend={Boolean(isComplete)}
      sending={isPending}
      problem={error ? problemOf(error) : undefined}
      onSend={() => mutate()}
      onClose={onClose}
    >
      {!suppression && (
        <>
          <TextField
            label={t('rules.form.name')}
            value={name}
            onChange={setName}
            isRequired
          />
          <ConditionFields draft={draft} onChange={setDraft} />
        </>
      )}
      <TextAreaField
        label={t('rules.form.reason')}
        value={reason}
        onChange={setReason}
        rows={2}
        isRequired
      />
      <EndField days={days} onChange={setDays} />
    </Sheet>
  );
}
