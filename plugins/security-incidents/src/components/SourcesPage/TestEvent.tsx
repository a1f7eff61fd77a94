import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  Select,
} from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import type {
  DetectionSourceStatus,
  TestEventResult,
  TestEventStation,
} from 'backstage-plugin-security-incidents-common';
import { detectionsApiRef } from '../../api';
import { AppLink, useRouteRef } from '../../navigation';
import { useDetectionsChanged } from '../../queries';
import { detectionRouteRef } from '../../routes';
import { shortTime } from '../../time';
import { formatNumber, useTranslation } from '../../translation';
import { StateMark, TextWithNames } from '../common';
import { useMayConfigure } from '../detections';
import { problemOf } from '../IncidentPage/fields';
import styles from './SourcesPage.module.css';

const STATIONS = ['received', 'verified', 'mapped', 'inbox'] as const;

/** The stations of a test event, in order; those after a failed one were not reached. */
export function WayStations({ stations }: { stations: TestEventStation[] }) {
  const { t } = useTranslation();
  return (
    <ol className={styles.stations} aria-label={t('sources.test.result')}>
      {STATIONS.map(name => {
        const station = stations.find(each => each.station === name);
        let state: 'good' | 'failed' | 'none' = 'none';
        if (station) state = station.ok ? 'good' : 'failed';
        return (
          <li key={name} className={styles.station} data-state={state}>
            <StateMark state={state} />
            <b>{t(`sources.test.station.${name}`)}</b>
            {station?.at && (
              <span className={styles.quiet}>{shortTime(station.at)}</span>
            )}
            <span className={styles.stationText}>
              {station ? (
                <TextWithNames text={station.text} />
              ) : (
                t('sources.test.notReached')
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** Sends a test event of a source. */
export function useTestEvent() {
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: (id: string) => api.testDetectionSource(id),
    onSuccess: () => {
      changed();
    },
  });
  return {
    send: mutate,
    isPending,
    result: data,
    problem: error ? problemOf(error) : undefined,
    reset,
  };
}

/** Seconds are too coarse below a tenth of one. */
const toDuration = (ms: number) =>
  ms < 100 ? `${formatNumber(ms)} ms` : `${formatNumber(ms / 1000)} s`;

function Outcome({ result }: { result: TestEventResult }) {
  const { t } = useTranslation();
  const link = useRouteRef(detectionRouteRef);
  const isWhole = result.stations.every(({ ok }) => ok);
  return (
    <>
      <p className={styles.flush} role="status">
        <b>
          {isWhole
            ? t('sources.test.went', {
                duration: toDuration(result.durationMs),
              })
            : t('sources.test.stopped')}
        </b>{' '}
        {result.detection && (
          <AppLink
            className={styles.link}
            to={link({ id: result.detection.id })}
          >
            {t('sources.test.open')}
          </AppLink>
        )}
      </p>
      <WayStations stations={result.stations} />
    </>
  );
}

/** Sends a test event that goes the whole way, and shows how far it came. */
export function TestEvent(props: {
  sources: readonly DetectionSourceStatus[];
  sourceId: string | undefined;
  onChoose(id: string): void;
}) {
  const { sources, sourceId } = props;
  const { t } = useTranslation();
  const { allowed } = useMayConfigure();
  const { send, isPending, result, problem, reset } = useTestEvent();
  return (
    <Card aria-label={t('sources.test.title')} id="test-event">
      <CardHeader>
        <h2 className={styles.cardTitle}>{t('sources.test.title')}</h2>
      </CardHeader>
      <CardBody className={styles.stack}>
        <div className={styles.buttons}>
          <div className={styles.select}>
            <Select
              aria-label={t('sources.test.source')}
              placeholder={t('sources.test.source')}
              options={sources.map(({ id, title }) => ({ id, label: title }))}
              selectedKey={sourceId ?? null}
              onSelectionChange={key => {
                reset();
                props.onChoose(String(key));
              }}
            />
          </div>
          <Button
            variant="secondary"
            isDisabled={!sourceId || !allowed}
            isPending={isPending}
            onPress={() => sourceId && send(sourceId)}
          >
            {t(result ? 'sources.test.again' : 'sources.test.send')}
          </Button>
        </div>
        {!allowed && <p className={styles.quiet}>{t('sources.test.mayNot')}</p>}
        {problem && (
          <div role="alert">
            <Alert status="danger" title={problem.message} />
          </div>
        )}
        {result && <Outcome result={result} />}
        <p className={styles.quiet}>{t('sources.test.hint')}</p>
      </CardBody>
    </Card>
  );
}
