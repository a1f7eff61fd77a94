import { usePermission } from '@backstage/plugin-permission-react';
import { RiPulseLine } from '@remixicon/react';
import { detectionReadPermission } from 'backstage-plugin-security-incidents-common';
import { useIncidentDetections } from '../../../queries';
import { nearTime } from '../../../time';
import { useTranslation } from '../../../translation';
import { useIncidentRecord } from '../IncidentRecord';
import styles from './next.module.css';

function Caution() {
  const { t } = useTranslation();
  const { incident, pageKey } = useIncidentRecord();
  const { data } = useIncidentDetections(pageKey);
  const { declaredAt } = incident;
  // Before the response began, a detection that fires is what the incident is about.
  const firing =
    data?.attached.filter(
      ({ sourceState, lastSeenAt, seenAt }) =>
        sourceState === 'firing' &&
        declaredAt !== undefined &&
        (seenAt.at(-1) ?? lastSeenAt) > declaredAt,
    ) ?? [];
  const [last] = [...firing].sort((a, b) =>
    b.lastSeenAt.localeCompare(a.lastSeenAt),
  );
  if (!last) return null;
  const source = data?.sourceTitles[last.sourceId] ?? last.sourceId;
  return (
    <p className={styles.caution}>
      <RiPulseLine size={16} aria-hidden />
      <span>
        <b>{t('incidentPage.nextStep.stillFires.title')}</b>{' '}
        {t('incidentPage.nextStep.stillFires.text', {
          source,
          title: last.title,
          time: nearTime(last.lastSeenAt, Date.now()),
        })}
      </span>
      <a href="#detections">{t('incidentPage.nextStep.stillFires.see')}</a>
    </p>
  );
}

/** Says that a source still sees what the incident is about. It blocks nothing. */
export function StillFires() {
  const { allowed } = usePermission({ permission: detectionReadPermission });
  return allowed ? <Caution /> : null;
}
