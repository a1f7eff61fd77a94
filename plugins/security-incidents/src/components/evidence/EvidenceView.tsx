import { Card, CardBody, CardHeader } from '@backstage/ui';
import { useEvidence } from '../../queries';
import { useTranslation } from '../../translation';
import { PanelFailed, PanelLoading } from '../common';
import page from '../IncidentPage/IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentPage/IncidentRecord';
import { AskedForCard } from './AskedForCard';
import { formatBytes } from '../../formatBytes';
import { EvidenceProvider } from './context';
import { EvidenceCard } from './EvidenceCard';
import { EvidenceDialogs } from './EvidenceDialogs';
import { CustodyNoteCard, KeepingCard } from './KeepingCard';

/** How many files there are, beside the link to the view. */
export function EvidenceCount() {
  const { incident, pageKey } = useIncidentRecord();
  const { data } = useEvidence(pageKey, incident.key);
  return data && data.totalItems > 0 ? <> {data.totalItems}</> : null;
}

/** The view of an incident with its files, who had them, and how they are kept. */
export function EvidenceView() {
  const { t } = useTranslation();
  const { incident, pageKey } = useIncidentRecord();
  const { data, error, reload } = useEvidence(pageKey, incident.key);
  if (!data) {
    return (
      <Card aria-label={t('evidence.title')}>
        <CardHeader>
          <h2 className={page.cardTitle}>{t('evidence.title')}</h2>
        </CardHeader>
        <CardBody>
          {error ? (
            <PanelFailed
              error={error}
              title={t('evidence.failed')}
              subject={t('evidence.panel')}
              onRetry={reload}
            />
          ) : (
            <PanelLoading label={t('evidence.panel')} rows={5} />
          )}
        </CardBody>
      </Card>
    );
  }
  return (
    <EvidenceProvider list={data} sizeText={formatBytes}>
      <div className={page.grid}>
        <div className={`${page.column} ${page.doing}`}>
          <EvidenceCard />
        </div>
        <div className={`${page.column} ${page.knowing}`}>
          <AskedForCard />
          <KeepingCard />
          <CustodyNoteCard />
        </div>
      </div>
      <EvidenceDialogs />
    </EvidenceProvider>
  );
}
