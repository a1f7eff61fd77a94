import { Button } from '@backstage/ui';
import type { DetectionDetails } from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { nearTime } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import { toDecisionText } from '../detections';
import styles from './DetectionDetail.module.css';
import type { Inbox } from './useInbox';

/** What was decided about a detection, by whom and why, and the way back to the inbox. */
export function DecisionMade(props: {
  inbox: Inbox;
  details: DetectionDetails;
}) {
  const { inbox, details } = props;
  const { decision, incident } = details;
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  return (
    <section className={styles.made} aria-label={t('inbox.detail.decision')}>
      <span className={styles.strong}>{toDecisionText(t, details)}</span>
      {incident && (
        <AppLink to={link({ key: incident.key })} className={styles.key}>
          {`${incident.key} ${incident.title}`}
        </AppLink>
      )}
      {decision && (
        <span className={styles.quiet}>
          {decision.by && (
            <>
              <EntityName entityRef={decision.by} />{' '}
            </>
          )}
          {decision.rule &&
            `${t('detection.decided.byRule', { rule: decision.rule.name })} `}
          {nearTime(decision.at, Date.now())}
        </span>
      )}
      {decision?.reason && <p className={styles.flush}>{decision.reason}</p>}
      {details.status === 'promoted' && (
        <p className={styles.quiet}>{t('inbox.detail.incidentStays')}</p>
      )}
      <div>
        <Button
          variant="secondary"
          onPress={() => inbox.decisions.bringBack(details)}
        >
          {t('inbox.detail.bringBack')}
        </Button>
      </div>
    </section>
  );
}
