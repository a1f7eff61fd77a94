import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  ButtonLink,
  Card,
  CardBody,
  CardHeader,
} from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { RiAlertFill, RiEyeOffLine } from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import {
  detectionReadPermission,
  type DetectionSummary,
  type EntityWatch,
  type WatchingSource,
} from 'backstage-plugin-security-incidents-common';
import { detectionsApiRef } from '../../api';
import { useNow } from '../../hooks';
import { AppLink, useRouteRef } from '../../navigation';
import { useDetectionsChanged, useEntityWatch } from '../../queries';
import { detectionRouteRef, inboxRouteRef, sourceRouteRef } from '../../routes';
import { formatDuration, nearTime } from '../../time';
import { useTranslation } from '../../translation';
import { PanelFailed, PanelLoading, SeverityMark } from '../common';
import {
  DeclinedNote,
  SourceMark,
  toStateText,
  useDeclineProposal,
  useMayTriage,
} from '../detections';
import { problemOf } from '../IncidentPage/fields';
import styles from './EntityTab.module.css';
import watchStyles from './WatchCards.module.css';

/** States of sources that need somebody. */
export const isInTrouble = ({ state }: WatchingSource) =>
  state === 'silent' || state === 'rejecting' || state === 'off';

function SourceRow({ source }: { source: WatchingSource }) {
  const { t } = useTranslation();
  const link = useRouteRef(sourceRouteRef)({ id: source.sourceId });
  const { allowed: mayTriage } = useMayTriage();
  return (
    <tr>
      <th scope="row">
        {mayTriage ? (
          <AppLink to={link} className={styles.hit}>
            {source.title}
          </AppLink>
        ) : (
          source.title
        )}
      </th>
      <td data-label={t('watch.column.how')}>
        <span className={styles.quiet}>
          {t(`detection.foundBy.${source.way}`)}
        </span>{' '}
        <code className={watchStyles.code}>{source.value}</code>
      </td>
      <td data-label={t('watch.column.state')}>
        <span className={watchStyles.state} data-state={source.state}>
          <SourceMark state={source.state} decorative />
          {source.state === 'healthy'
            ? t('detection.state.healthy')
            : toStateText(t, source)}
        </span>
      </td>
      <td data-label={t('watch.column.last')}>
        {source.lastEventAt
          ? nearTime(source.lastEventAt, Date.now())
          : t('watch.never')}
      </td>
      <td
        className={watchStyles.number}
        data-label={t('watch.column.detections')}
      >
        {source.detections}{' '}
        <span className={styles.quiet}>
          {t('watch.real', { count: source.real })}
        </span>
      </td>
    </tr>
  );
}

function Missing({ missing }: Pick<EntityWatch, 'missing'>) {
  const { t } = useTranslation();
  if (missing.length === 0) return null;
  return (
    <div className={watchStyles.missing}>
      <RiEyeOffLine size={16} aria-hidden />
      <div className={watchStyles.stack}>
        <b>
          {t('watch.missing', {
            list: missing.map(({ title }) => title).join(', '),
          })}
        </b>
        <details>
          <summary>{t('watch.remedies')}</summary>
          <ul className={watchStyles.remedies}>
            {missing.map(({ sourceId, title, remedy }) => (
              <li key={sourceId}>{`${title}: ${remedy}`}</li>
            ))}
          </ul>
        </details>
      </div>
    </div>
  );
}

/** Which sources find a service, and how. */
function WatchCard(props: { watch: EntityWatch; name: string }) {
  const { watch, name } = props;
  const { t } = useTranslation();
  const trouble = watch.sources.filter(isInTrouble).length;
  const isBlind = watch.sources.length === 0;
  const title = isBlind
    ? t('watch.nobody', { name })
    : t('watch.title', { count: watch.sources.length });
  return (
    <Card className={styles.card} aria-label={title}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.cardTitle}>{title}</h2>
          {trouble > 0 && (
            <span className={watchStyles.trouble}>
              <RiAlertFill size={14} aria-hidden />
              {t('watch.trouble', { count: trouble })}
            </span>
          )}
          <span className={styles.quiet}>{t('watch.period')}</span>
        </div>
      </CardHeader>
      <CardBody>
        {isBlind ? (
          <p className={styles.quiet}>{t('watch.nobodyHint')}</p>
        ) : (
          <table className={watchStyles.table}>
            <thead>
              <tr>
                {(['source', 'how', 'state', 'last'] as const).map(column => (
                  <th key={column} scope="col">
                    {t(`watch.column.${column}`)}
                  </th>
                ))}
                <th scope="col" className={watchStyles.number}>
                  {t('watch.column.detections')}
                </th>
              </tr>
            </thead>
            <tbody>
              {watch.sources.map(source => (
                <SourceRow key={source.sourceId} source={source} />
              ))}
            </tbody>
          </table>
        )}
        <Missing missing={watch.missing} />
      </CardBody>
    </Card>
  );
}

function WaitingRow(props: {
  detection: DetectionSummary;
  sourceTitle: string;
  nowMs: number;
  onDecline(incidentKey: string): void;
}) {
  const { detection, sourceTitle, nowMs } = props;
  const { proposal } = detection;
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const { allowed: mayTriage } = useMayTriage();
  const link = useRouteRef(detectionRouteRef)({ id: detection.id });
  const { mutate, isPending, error } = useMutation({
    mutationFn: (incident: string) =>
      api.attachDetection(
        detection.id,
        { incident },
        { ifMatch: detection.version },
      ),
    onSettled: changed,
  });
  const waited = nowMs - Date.parse(detection.firstSeenAt);
  return (
    <li className={watchStyles.waiting} aria-label={detection.title}>
      <SeverityMark severity={detection.severity} />
      <div className={watchStyles.stack}>
        <b>{detection.title}</b>
        <span className={styles.quiet}>
          {`${sourceTitle}, ${t('detection.seen', {
            count: detection.count,
          })}, ${t('watch.waits', { duration: formatDuration(waited) })}`}
        </span>
        {error && (
          <div role="alert">
            <Alert status="danger" title={problemOf(error).message} />
          </div>
        )}
        {mayTriage && (
          <span className={styles.inline}>
            {proposal && (
              <Button
                variant="secondary"
                size="small"
                isPending={isPending}
                onPress={() => mutate(proposal.incident.key)}
              >
                {t('watch.attachTo', { key: proposal.incident.key })}
              </Button>
            )}
            {proposal && (
              <Button
                variant="tertiary"
                size="small"
                aria-label={t('detection.notThisLabel', {
                  title: detection.title,
                  key: proposal.incident.key,
                })}
                onPress={() => props.onDecline(proposal.incident.key)}
              >
                {t('detection.notThis')}
              </Button>
            )}
            <ButtonLink variant="tertiary" size="small" href={link}>
              {t('watch.open')}
            </ButtonLink>
          </span>
        )}
      </div>
    </li>
  );
}

/** What waits about a service, most severe first. */
function WaitingCard(props: {
  watch: EntityWatch;
  waiting: readonly DetectionSummary[];
  name: string;
}) {
  const { watch, waiting, name } = props;
  const { t } = useTranslation();
  const nowMs = useNow();
  const inbox = useRouteRef(inboxRouteRef)();
  const { allowed: mayTriage } = useMayTriage();
  const decline = useDeclineProposal();
  const title =
    waiting.length > 0
      ? t('watch.waiting', { count: waiting.length })
      : t('watch.noneWaits');
  return (
    <Card className={styles.card} aria-label={title}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.cardTitle}>
            {title}{' '}
            <span className={styles.quiet}>{t('watch.about', { name })}</span>
          </h2>
          {mayTriage && waiting.length > 0 && (
            <AppLink
              className={styles.hit}
              to={`${inbox}?service=${encodeURIComponent(watch.entityRef)}`}
            >
              {t('watch.inInbox')}
            </AppLink>
          )}
        </div>
      </CardHeader>
      {(waiting.length > 0 || decline.declined) && (
        <CardBody>
          <DeclinedNote decline={decline} />
          <ul className={watchStyles.list}>
            {waiting.map(detection => (
              <WaitingRow
                key={detection.id}
                detection={detection}
                sourceTitle={
                  [...watch.sources, ...watch.missing].find(
                    ({ sourceId }) => sourceId === detection.sourceId,
                  )?.title ?? detection.sourceId
                }
                nowMs={nowMs}
                onDecline={incidentKey =>
                  decline.decline({ detection, incidentKey })
                }
              />
            ))}
          </ul>
        </CardBody>
      )}
    </Card>
  );
}

function Watch(props: { entityRef: string; name: string }) {
  const { entityRef, name } = props;
  const { t } = useTranslation();
  const { data: watch, error, reload } = useEntityWatch(entityRef);
  if (watch) {
    return (
      <div className={watch.waiting ? styles.beside : undefined}>
        <WatchCard watch={watch} name={name} />
        {watch.waiting && (
          <WaitingCard watch={watch} waiting={watch.waiting} name={name} />
        )}
      </div>
    );
  }
  return (
    <Card className={styles.card}>
      <CardBody>
        {error ? (
          <PanelFailed
            title={t('watch.failed')}
            subject={t('watch.subject')}
            error={error}
            onRetry={reload}
          />
        ) : (
          <PanelLoading label={t('watch.subject')} rows={6} />
        )}
      </CardBody>
    </Card>
  );
}

/** Who would report a problem of a service, and what waits; absent for who may not see detections. */
export function WatchCards(props: { entityRef: string; name: string }) {
  const { allowed } = usePermission({ permission: detectionReadPermission });
  return allowed ? <Watch {...props} /> : null;
}
