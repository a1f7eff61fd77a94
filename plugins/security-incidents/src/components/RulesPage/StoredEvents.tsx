import { useApi } from '@backstage/core-plugin-api';
import { Alert } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import {
  DETECTION_VIEWS,
  type DetectionDetails,
  type DetectionSourceStatus,
} from 'backstage-plugin-security-incidents-common';
import { detectionsApiRef } from '../../api';
import { useDetections } from '../../queries';
import { nearTime } from '../../time';
import { useTranslation } from '../../translation';
import { PanelEmpty, PanelFailed, PanelLoading, SeverityMark } from '../common';
import { problemOf, Sheet } from '../IncidentPage/fields';
import styles from './RulesPage.module.css';

const SHOWN = 20;
/** The list of the API begins with the oldest. */
const READ = 200;

/** Chooses an event of a source that was stored, for the tester. */
export function StoredEvents(props: {
  source: DetectionSourceStatus;
  onChoose(details: DetectionDetails & { payload: string }): void;
  onClose(): void;
}) {
  const { source, onChoose } = props;
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const { data, error, reload } = useDetections({
    view: [...DETECTION_VIEWS],
    source: [source.id],
    orderBy: 'age',
    limit: READ,
  });
  const chosen = useMutation({
    mutationFn: async (id: string) => {
      const details = await api.getDetection(id);
      const { payload } = details;
      if (payload === undefined) throw new Error(t('rules.try.storedGone'));
      onChoose({ ...details, payload });
    },
  });
  const now = Date.now();
  const newest = [...(data?.items ?? [])]
    .sort((a, b) => b.lastSeenAt.localeCompare(a.lastSeenAt))
    .slice(0, SHOWN);
  return (
    <Sheet
      title={t('rules.try.storedTitle', { source: source.title })}
      canSend={false}
      sending={chosen.isPending}
      onSend={() => {}}
      onClose={props.onClose}
    >
      {chosen.error && (
        <div role="alert">
          <Alert status="warning" title={problemOf(chosen.error).message} />
        </div>
      )}
      {error && (
        <PanelFailed
          title={t('rules.try.storedFailed')}
          subject={t('rules.try.storedSubject')}
          error={error}
          onRetry={reload}
        />
      )}
      {!error && !data && (
        <PanelLoading label={t('rules.try.storedSubject')} rows={6} />
      )}
      {data && data.items.length === 0 && (
        <PanelEmpty title={t('rules.try.storedNone')} />
      )}
      <ul className={styles.rows}>
        {newest.map(({ id, title, severity, lastSeenAt }) => (
          <li key={id} className={styles.stored}>
            <SeverityMark severity={severity} />
            <button
              type="button"
              className={styles.link}
              onClick={() => chosen.mutate(id)}
            >
              {title}
            </button>
            <span className={styles.quiet}>{nearTime(lastSeenAt, now)}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
