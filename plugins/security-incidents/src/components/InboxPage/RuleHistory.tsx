import { Card, CardBody, CardHeader } from '@backstage/ui';
import type { DetectionSummary } from 'backstage-plugin-security-incidents-common';
import { EntityLink } from '../../navigation';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import { toDecisionText } from '../detections';
import styles from './DetectionDetail.module.css';

/** What was decided about detections of the same rule. */
export function RuleHistory({ history }: { history: DetectionSummary[] }) {
  const { t } = useTranslation();
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.cardTitle}>
          {t('inbox.detail.history.title')}{' '}
          <span className={styles.quiet}>{t('inbox.detail.history.hint')}</span>
        </h2>
      </CardHeader>
      <CardBody>
        {history.length === 0 && (
          <p className={styles.quiet}>{t('inbox.detail.history.none')}</p>
        )}
        <ul className={styles.history}>
          {history.map(past => (
            <li key={past.id}>
              <span>{dayOf(past.decision?.at ?? past.lastSeenAt)}</span>
              <span>
                {past.entityRef && <EntityLink entityRef={past.entityRef} />}
              </span>
              <span>{toDecisionText(t, past)}</span>
              <span className={styles.quiet}>
                {past.decision?.by && (
                  <EntityName entityRef={past.decision.by} />
                )}
                {past.decision?.rule &&
                  t('detection.decided.byRule', {
                    rule: past.decision.rule.name,
                  })}
              </span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
