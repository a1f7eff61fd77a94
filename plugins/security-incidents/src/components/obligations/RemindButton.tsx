import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import type { Obligation } from 'backstage-plugin-security-incidents-common';
import { obligationsApiRef } from '../../api';
import { useNow } from '../../hooks';
import { useObligationsChanged } from '../../queries';
import { nearTime } from '../../time';
import { useTranslation } from '../../translation';
import { problemOf } from '../IncidentPage/fields';
import styles from './obligations.module.css';
import { getRuleName } from './words';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Reminds whoever decides, and says when that was last done. The next reminder follows a day later. */
export function RemindButton(props: {
  obligation: Obligation;
  incidentKey: string;
}) {
  const { obligation, incidentKey } = props;
  const { t } = useTranslation();
  const now = useNow();
  const api = useApi(obligationsApiRef);
  const changed = useObligationsChanged();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.remindObligation(incidentKey, obligation.id),
    onSuccess: () => changed(incidentKey),
  });
  const { remindedAt } = obligation;
  if (remindedAt && now - Date.parse(remindedAt) < DAY_MS) {
    return (
      <span className={styles.quiet} role="status">
        {t('obligation.reminder.sent', { time: nearTime(remindedAt, now) })}
      </span>
    );
  }
  return (
    <>
      <Button
        size="small"
        variant="tertiary"
        isPending={isPending}
        aria-label={t('obligation.reminder.about', {
          rule: getRuleName(obligation.rule),
          incident: incidentKey,
        })}
        onPress={() => mutate()}
      >
        {t('obligation.reminder.send')}
      </Button>
      {error && (
        <span className={styles.quiet} role="alert">
          {problemOf(error).message}
        </span>
      )}
    </>
  );
}
