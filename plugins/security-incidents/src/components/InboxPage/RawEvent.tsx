import type { DetectionDetails } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import { Sheet } from '../IncidentPage/fields';
import styles from './DetectionDetail.module.css';

function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), undefined, 2);
  } catch {
    // It was cut at the most that is kept.
    return payload;
  }
}

/** The kept payload of a detection. */
export function RawEvent(props: {
  details: DetectionDetails;
  onClose(): void;
}) {
  const { payload = '', payloadSha256, redactions } = props.details;
  const { t } = useTranslation();
  return (
    <Sheet
      title={t('inbox.detail.rawTitle')}
      canSend={false}
      sending={false}
      onSend={() => {}}
      onClose={props.onClose}
    >
      {redactions > 0 && (
        <p className={styles.flush}>
          {t('inbox.detail.redactions', { count: redactions })}
        </p>
      )}
      <pre
        className={styles.raw}
        // Long lines are scrolled with the keyboard too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={t('inbox.detail.rawTitle')}
      >
        {pretty(payload)}
      </pre>
      <p className={styles.quiet}>
        {t('inbox.detail.rawHint', { sha256: payloadSha256 })}
      </p>
    </Sheet>
  );
}
