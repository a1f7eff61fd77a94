import { Alert } from '@backstage/ui';
import { useTranslation } from '../../translation';
import page from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';
import { SEAL_ID, useVerification } from './timeline';

/** Says at the top of the page that the record does not verify, because the seal stands further down. */
export function RecordNotice() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const { data: found } = useVerification();
  if (!incident.rights.verify || !found || found.status === 'ok') return null;
  return (
    <Alert
      status="danger"
      icon
      title={t('incidentPage.header.notVerified')}
      customActions={
        <a className={page.linkButton} href={`#${SEAL_ID}`}>
          {t('incidentPage.header.showSeal')}
        </a>
      }
    />
  );
}
