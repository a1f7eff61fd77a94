import { Card, CardBody, CardHeader } from '@backstage/ui';
import { getLabels, useTranslation } from '../../translation';
import styles from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';

/** What happened and how it ended; only for a closed record. */
export function RecordSummary() {
  const { status, title, summary, resolution } = useIncidentRecord().incident;
  const { t } = useTranslation();
  if (status !== 'closed' || !resolution) return null;
  return (
    <Card
      aria-label={t('incidentPage.summary.title')}
      className={styles.summaryCard}
    >
      <CardHeader>
        <h2 className={styles.cardTitle}>{t('incidentPage.summary.title')}</h2>
      </CardHeader>
      <CardBody>
        {summary && summary !== title && (
          <p className={styles.entryText}>{summary}</p>
        )}
        <div className={styles.strong}>
          {getLabels(t, 'resolutionCode')[resolution.code]}
        </div>
        <p className={styles.entryText}>{resolution.summary}</p>
        {resolution.rootCause && (
          <p className={styles.entryText}>
            {t('incidentPage.summary.rootCause', {
              text: resolution.rootCause,
            })}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
