import { useApi } from '@backstage/core-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../../api';
import { allPages } from '../../../api/allPages';
import { queryKeys, usePanelQuery } from '../../../queries';
import { nearTime } from '../../../time';
import { useTranslation } from '../../../translation';
import { EntityName, PanelFailed, PanelLoading } from '../../common';
import page from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { isHeadline, toObligationLines, toSentence } from '../timeline';
import styles from './obligationsView.module.css';

/** Whether an entry is about obligations, or about a moment that starts clocks. */
function isAboutObligations({ action }: TimelineEntry): boolean {
  return /^(obligation|major)\./.test(action);
}

/** Why somebody decided so. */
function Reason({ entry }: { entry: TimelineEntry }) {
  const { reason } = (entry.data ?? {}) as { reason?: string };
  return reason ? <div className={page.quiet}>{reason}</div> : null;
}

/** What was decided and which moments moved, from the timeline, the newest first. */
export function HistoryCard() {
  const { incident, pageKey } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { key } = incident;
  const { data, error, reload } = usePanelQuery<TimelineEntry[]>({
    queryKey: queryKeys.incidentPart(pageKey, 'obligation-entries'),
    queryFn: async ({ signal }) =>
      (
        await allPages(paging => api.getTimeline(key, { signal, ...paging }))
      ).filter(isAboutObligations),
  });
  const entries = [...(data ?? [])].reverse();
  return (
    <Card>
      <CardBody>
        <h2 className={page.cardTitle}>
          {t('obligation.view.history')}{' '}
          <span className={page.quiet}>{t('obligation.view.historyHint')}</span>
        </h2>
        {error && (
          <PanelFailed
            title={t('obligation.view.failed')}
            error={error}
            onRetry={reload}
          />
        )}
        {!data && !error && (
          <PanelLoading label={t('obligation.subject')} rows={4} />
        )}
        {data && entries.length === 0 && (
          <p className={page.quiet}>{t('obligation.view.historyNone')}</p>
        )}
        <ul className={styles.entries}>
          {entries.map(entry => (
            <li key={entry.seq}>
              <span className={page.quiet}>
                {nearTime(entry.at, Date.now())}
              </span>
              <div>
                {isHeadline(entry) ? (
                  <>
                    <b>{toSentence(t, entry)}</b>{' '}
                    <span className={page.quiet}>
                      <EntityName entityRef={entry.actor} />
                    </span>
                  </>
                ) : (
                  <>
                    <b>
                      <EntityName entityRef={entry.actor} />
                    </b>{' '}
                    {toSentence(t, entry)}
                  </>
                )}
                {toObligationLines(t, entry).map(line => (
                  <div key={line} className={page.quiet}>
                    {line}
                  </div>
                ))}
                <Reason entry={entry} />
              </div>
              <span className={page.quiet}>#{entry.seq}</span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
