import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { detectionsApiRef } from '../../api';
import { useDetectionsChanged } from '../../queries';
import { useTranslation } from '../../translation';
import { DEFAULT_END_DAYS, EndField, toEnd } from '../detections';
import { problemOf, Sheet } from '../IncidentPage/fields';

/** Mutes the alarms of a source for a reason, until a time. */
export function MuteDialog(props: {
  source: { id: string; title: string };
  onClose(): void;
}) {
  const { source, onClose } = props;
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(DEFAULT_END_DAYS);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      api.muteDetectionSource(source.id, {
        until: toEnd(days, Date.now()),
        reason: reason.trim(),
      }),
    onSuccess: () => {
      changed();
      onClose();
    },
  });
  return (
    <Sheet
      title={t('sources.mute.title', { source: source.title })}
      sendLabel={t('sources.mute.send')}
      canSend={Boolean(reason.trim())}
      sending={isPending}
      problem={error ? problemOf(error) : undefined}
      onSend={() => mutate()}
      onClose={onClose}
    >
      <TextAreaField
        label={t('sources.mute.reason')}
        value={reason}
        onChange={setReason}
        rows={2}
        isRequired
      />
      <EndField days={days} onChange={setDays} />
    </Sheet>
  );
}
