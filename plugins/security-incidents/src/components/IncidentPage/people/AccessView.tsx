import { Card, CardBody, CardHeader } from '@backstage/ui';
import { useTranslation } from '../../../translation';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { MembersCard } from './MembersCard';

/** Who may read an incident that is not restricted. */
function OpenCard() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  return (
    <Card aria-label={t('incidentPage.members.title')}>
      <CardHeader>
        <h2 className={styles.cardTitle}>{t('incidentPage.members.title')}</h2>
      </CardHeader>
      <CardBody>
        <p className={styles.flush}>{t('incidentPage.members.open')}</p>
        <p className={`${styles.quiet} ${styles.flush}`}>
          {incident.rights.restrict
            ? t('incidentPage.members.restrict')
            : t('incidentPage.members.askToRestrict')}
        </p>
      </CardBody>
    </Card>
  );
}

/** The view of who may read the incident, why, and who did. */
export function AccessView() {
  const { incident } = useIncidentRecord();
  return incident.visibility === 'restricted' ? <MembersCard /> : <OpenCard />;
}
