import { useApi } from '@backstage/core-plugin-api';
import { Button, Card, CardBody } from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import type { DetectionSourceDetails } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { detectionsApiRef } from '../../api';
import { errorStatus } from '../../api/errorStatus';
import { usePageTitle } from '../../hooks';
import { AppLink, useRouteRef } from '../../navigation';
import { useDetectionsChanged, useDetectionSource } from '../../queries';
import { sourcesRouteRef } from '../../routes';
import { nearTime } from '../../time';
import { useTranslation } from '../../translation';
import {
  EntityName,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  ZoneNote,
} from '../common';
import {
  DetectionsFrame,
  SourceMark,
  toStateDetail,
  useMayConfigure,
} from '../detections';
import { problemOf } from '../IncidentPage/fields';
import { ConnectSteps } from './ConnectSteps';
import { DayBars } from './DayBars';
import { Deliveries } from './Deliveries';
import { LikelyCause } from './LikelyCause';
import { MuteDialog } from './MuteDialog';
import { SourceFacts } from './SourceFacts';
import styles from './SourcesPage.module.css';
import { TestEvent } from './TestEvent';

function Head({ source }: { source: DetectionSourceDetails }) {
  const { t } = useTranslation();
  const sources = useRouteRef(sourcesRouteRef)();
  const facts = [
    [t('sourcePage.kind'), source.type],
    [t('sourcePage.id'), source.id],
  ];
  return (
    <div className={styles.head}>
      <AppLink to={sources} className={styles.link}>
        {t('sourcePage.back')}
      </AppLink>
      <div className={styles.buttons}>
        <h2 className={styles.title}>{source.title}</h2>
        <span className={styles.chip} data-state={source.state}>
          <SourceMark state={source.state} decorative />
          {`${t(`detection.state.${source.state}`)} ${toStateDetail(
            t,
            source,
          )}`}
        </span>
      </div>
      <p className={styles.meta}>
        {facts.map(([name, value]) => (
          <span key={name}>
            <span className={styles.quiet}>{name}</span> {value}
          </span>
        ))}
        <span>{t('sourcePage.watches', { count: source.services })}</span>
        <span>
          {source.lastEventAt
            ? t('sourcePage.lastGood', {
                time: nearTime(source.lastEventAt, Date.now()),
              })
            : t('sourcePage.never')}
        </span>
      </p>
    </div>
  );
}

/** The mute of the alarms, and how to begin or end it. */
function Mute({ source }: { source: DetectionSourceDetails }) {
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const [isOpen, setOpen] = useState(false);
  const { allowed } = useMayConfigure();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.muteDetectionSource(source.id, {}),
    onSettled: changed,
  });
  const { mute } = source;
  return (
    <div className={styles.stack}>
      {mute && (
        <span>
          {t('sources.mute.note', {
            name: <EntityName entityRef={mute.by} />,
            time: nearTime(mute.until, Date.now()),
            reason: mute.reason,
          })}
        </span>
      )}
      {error && <span role="alert">{problemOf(error).message}</span>}
      {allowed && (
        <div>
          <Button
            variant="secondary"
            size="small"
            isPending={isPending}
            onPress={() => (mute ? mutate() : setOpen(true))}
          >
            {t(mute ? 'sources.mute.end' : 'sources.alarm.mute')}
          </Button>
        </div>
      )}
      {isOpen && <MuteDialog source={source} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Loaded({ source }: { source: DetectionSourceDetails }) {
  const isUnfinished = source.state === 'waiting' || source.state === 'off';
  const [testId, setTestId] = useState(source.id);
  return (
    <>
      <Head source={source} />
      <div className={styles.beside}>
        <div className={styles.column}>
          <LikelyCause source={source} />
          {isUnfinished && <ConnectSteps id={source.id} title={source.title} />}
          <DayBars days={source.days} />
          <Deliveries deliveries={source.deliveries} />
        </div>
        <div className={styles.column}>
          <SourceFacts source={source} mute={<Mute source={source} />} />
          <TestEvent
            sources={[source]}
            sourceId={testId}
            onChoose={setTestId}
          />
        </div>
      </div>
      <ZoneNote />
    </>
  );
}

function Source({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: source, error, reload } = useDetectionSource(id);
  const sources = useRouteRef(sourcesRouteRef)();
  usePageTitle(source?.title ?? t('sources.title'));
  if (source) return <Loaded source={source} />;
  return (
    <Card>
      <CardBody>
        {error && errorStatus(error) === 404 && (
          <PanelEmpty
            title={t('sourcePage.notFound.title')}
            hint={t('sourcePage.notFound.hint')}
          >
            <AppLink to={sources} className={styles.link}>
              {t('sourcePage.back')}
            </AppLink>
          </PanelEmpty>
        )}
        {error && errorStatus(error) !== 404 && (
          <PanelFailed
            title={t('sources.failed.title')}
            hint={t('sources.failed.hint')}
            subject={t('sources.subject')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && <PanelLoading label={t('sources.subject')} rows={16} />}
      </CardBody>
    </Card>
  );
}

/**
 * One source: why it is in trouble, its deliveries, how it is connected and how good it was.
 *
 * @param props.framed - whether the app shows a header above the page
 */
export function SourcePage(props: { framed?: boolean }) {
  const { id = '' } = useParams();
  return (
    <DetectionsFrame framed={props.framed}>
      <Source key={id} id={id} />
    </DetectionsFrame>
  );
}
