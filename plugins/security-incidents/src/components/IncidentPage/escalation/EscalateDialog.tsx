import { useApi } from '@backstage/core-plugin-api';
import { TextAreaField } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import type {
  EscalateRequest,
  Escalation,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { useTranslation } from '../../../translation';
import { problemOf, Sheet, useIdempotencyKey } from '../fields';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import styles from './escalation.module.css';
import { toDelivery, toNotifiedSentence } from './escalationText';
import { ChosenRecipients, DefaultRecipients } from './Recipients';

/** Who was notified and who was not, and why. */
function Result({ escalation }: { escalation: Escalation }) {
  const { t } = useTranslation();
  const delivery = toDelivery(escalation);
  return (
    <div role="status">
      <p className={`${page.strong} ${page.flush}`}>
        {toNotifiedSentence(t, escalation.to)}
      </p>
      <p className={`${page.quiet} ${page.flush}`}>
        {delivery === 'failed'
          ? t('incidentPage.escalation.deliveryLine.failed', {
              reason: escalation.failedBecause ?? '',
            })
          : t('incidentPage.escalation.dialog.entry', {
              seq: String(escalation.seq),
            })}{' '}
        {delivery === 'onItsWay' &&
          t('incidentPage.escalation.dialog.onItsWay')}
      </p>
    </div>
  );
}

/** Notifies people now, for a reason that they read. */
export function EscalateDialog(props: { onClose(): void }) {
  const { incident, reload } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { keyFor, done } = useIdempotencyKey();
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<string[]>();
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: (request: EscalateRequest) =>
      api.escalate(incident.key, request, { idempotencyKey: keyFor(request) }),
    onSuccess: () => {
      done();
      // The escalation is made; when reading the page again fails, it catches up later.
      reload().catch(() => undefined);
    },
  });

  if (data) {
    return (
      <Sheet
        title={t('incidentPage.escalation.dialog.done')}
        canSend={false}
        sending={false}
        onSend={props.onClose}
        onClose={props.onClose}
      >
        <Result escalation={data} />
      </Sheet>
    );
  }
  return (
    <Sheet
      title={t('incidentPage.escalation.dialog.title')}
      sendLabel={t('incidentPage.escalation.escalate')}
      canSend={Boolean(reason.trim()) && chosen?.length !== 0}
      sending={isPending}
      problem={error ? problemOf(error) : undefined}
      onSend={() =>
        mutate({ reason: reason.trim(), ...(chosen && { to: chosen }) })
      }
      onClose={props.onClose}
    >
      <TextAreaField
        label={t('incidentPage.escalation.dialog.reason')}
        description={t('incidentPage.escalation.dialog.reasonHint')}
        value={reason}
        onChange={setReason}
        rows={3}
        isRequired
      />
      <fieldset className={styles.group}>
        <legend>{t('incidentPage.escalation.dialog.who')}</legend>
        {chosen ? (
          <ChosenRecipients refs={chosen} onChange={setChosen} />
        ) : (
          <DefaultRecipients onChoose={setChosen} />
        )}
      </fieldset>
    </Sheet>
  );
}
