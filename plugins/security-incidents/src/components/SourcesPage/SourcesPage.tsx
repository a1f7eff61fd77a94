import { Card, CardBody, Select } from '@backstage/ui';
import type { DetectionSourceStatus } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useListAddress, usePageTitle } from '../../hooks';
import { AppLink, useRouteRef } from '../../navigation';
import { useDetectionSources } from '../../queries';
import { inboxRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import {
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  PanelStale,
  ZoneNote,
} from '../common';
import { DetectionsFrame, useMayConfigure } from '../detections';
import { Alarms } from './Alarms';
import { ConnectSteps } from './ConnectSteps';
import { MuteDialog } from './MuteDialog';
import styles from './SourcesPage.module.css';
import { SourcesTable } from './SourcesTable';
import { TestEvent } from './TestEvent';

/** Received = accepted + duplicate + rejected, to be checked by eye. */
function Equation({ sources }: { sources: readonly DetectionSourceStatus[] }) {
  const { t } = useTranslation();
  const sum = (name: keyof DetectionSourceStatus['counts']) =>
    sources.reduce((total, { counts }) => total + counts[name], 0);
  const parts = [
    ['received', '='],
    ['accepted', '+'],
    ['duplicate', '+'],
    ['rejected', ''],
    ['new', ''],
  ] as const;
  return (
    <dl className={styles.equation} aria-label={t('sources.sum.label')}>
      {parts.map(([name, sign]) => (
        <div key={name} data-sign={sign} data-name={name}>
          <dt>{t(`sources.sum.${name}`)}</dt>
          <dd data-alarm={name === 'rejected' && sum(name) > 0}>{sum(name)}</dd>
        </div>
      ))}
    </dl>
  );
}

const PLACES = [
  ['inbox', 'new'],
  ['unmapped', 'unmapped'],
  ['suppressed', 'suppressed'],
  ['byPeople', 'decided'],
  ['byRules', 'decided'],
] as const;

/** Where the new detections of the period are now, each with the way to them. */
function WhereTheyAre({
  sources,
}: {
  sources: readonly DetectionSourceStatus[];
}) {
  const { t } = useTranslation();
  const inbox = useRouteRef(inboxRouteRef)();
  const sum = (place: keyof DetectionSourceStatus['newDetections']) =>
    sources.reduce((total, source) => total + source.newDetections[place], 0);
  const shown = PLACES.filter(([place]) => sum(place) > 0);
  const total = PLACES.reduce((all, [place]) => all + sum(place), 0);
  if (total === 0) return null;
  return (
    <div className={styles.where}>
      <span className={styles.quiet}>
        {t('sources.where.title', { count: total })}
      </span>
      <ul aria-label={t('sources.where.title', { count: total })}>
        {shown.map(([place, view]) => (
          <li key={place}>
            <AppLink to={`${inbox}?view=${view}`} className={styles.link}>
              {t(`sources.where.${place}`, { count: sum(place) })}
            </AppLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Loaded(props: {
  sources: readonly DetectionSourceStatus[];
  hours: 24 | 168;
  onHours(hours: 24 | 168): void;
}) {
  const { sources } = props;
  const { t } = useTranslation();
  const { allowed: mayConfigure } = useMayConfigure();
  const [testId, setTestId] = useState<string>();
  const [connectId, setConnectId] = useState<string>();
  const [muted, setMuted] = useState<DetectionSourceStatus>();
  const unfinished = sources.find(({ id, state }) =>
    connectId ? id === connectId : state === 'waiting' || state === 'off',
  );
  const test = (id: string) => {
    setTestId(id);
    document
      .getElementById('test-event')
      ?.scrollIntoView?.({ block: 'center' });
  };
  return (
    <>
      <Alarms
        sources={sources}
        mayConfigure={mayConfigure}
        onTest={test}
        onMute={setMuted}
      />
      <Card aria-label={t('sources.title')}>
        <CardBody className={styles.body}>
          <div className={styles.between}>
            <h2 className={styles.cardTitle}>
              {t('sources.count', { count: sources.length })}{' '}
              <span className={styles.quiet}>{t('sources.order')}</span>
            </h2>
            <div className={styles.select}>
              <Select
                aria-label={t('sources.period.label')}
                options={[
                  { id: '24', label: t('sources.period.day') },
                  { id: '168', label: t('sources.period.week') },
                ]}
                selectedKey={String(props.hours)}
                onSelectionChange={key =>
                  props.onHours(key === '168' ? 168 : 24)
                }
              />
            </div>
          </div>
          <div className={styles.sums}>
            <Equation sources={sources} />
            <WhereTheyAre sources={sources} />
          </div>
          <SourcesTable sources={sources} onConnect={setConnectId} />
        </CardBody>
      </Card>
      <div className={styles.pair}>
        {unfinished && (
          <ConnectSteps
            key={unfinished.id}
            id={unfinished.id}
            title={unfinished.title}
          />
        )}
        <TestEvent
          sources={sources}
          sourceId={testId ?? unfinished?.id}
          onChoose={setTestId}
        />
      </div>
      {muted && (
        <MuteDialog source={muted} onClose={() => setMuted(undefined)} />
      )}
    </>
  );
}

function Sources() {
  const { t } = useTranslation();
  usePageTitle(t('sources.title'));
  const { params, change } = useListAddress();
  const hours = params.get('hours') === '168' ? 168 : 24;
  const { data, error, reload, staleSince } = useDetectionSources(hours);
  if (data && data.items.length > 0) {
    return (
      <>
        <Loaded
          sources={data.items}
          hours={hours}
          onHours={next => change({ hours: next === 168 ? '168' : undefined })}
        />
        <PanelStale since={staleSince} what={t('sources.subject')} />
        <ZoneNote />
      </>
    );
  }
  return (
    <Card>
      <CardBody>
        {error && (
          <PanelFailed
            title={t('sources.failed.title')}
            hint={t('sources.failed.hint')}
            subject={t('sources.subject')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !data && (
          <PanelLoading label={t('sources.subject')} rows={16} />
        )}
        {!error && data && (
          <PanelEmpty
            title={t('sources.empty.title')}
            hint={t('sources.empty.hint')}
          />
        )}
      </CardBody>
    </Card>
  );
}

/**
 * The sources of detections: what is wrong, what came, how good it was, and how to connect one.
 *
 * @param props.framed - whether the app shows a header above the page
 */
export function SourcesPage(props: { framed?: boolean }) {
  return (
    <DetectionsFrame framed={props.framed}>
      <Sources />
    </DetectionsFrame>
  );
}
