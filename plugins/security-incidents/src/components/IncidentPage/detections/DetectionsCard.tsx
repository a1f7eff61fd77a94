import { Card, CardBody, CardHeader, VisuallyHidden } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { RiPulseLine } from '@remixicon/react';
import {
  detectionReadPermission,
  type IncidentDetections,
} from 'backstage-plugin-security-incidents-common';
import { useNow } from '../../../hooks';
import { useIncidentDetections } from '../../../queries';
import { nearTime, shortTime } from '../../../time';
import { useTranslation } from '../../../translation';
import { PanelFailed } from '../../common';
import {
  DeclinedNote,
  SourceMark,
  toStateText,
  useDeclineProposal,
  useMayTriage,
} from '../../detections';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord } from '../IncidentRecord';
import { DetectionRow } from './DetectionRow';
import laneStyles from './detections.module.css';
import { getLaneScale, type LaneScale } from './lanes';

/** The names of the milestones above their lines. Names that would touch take turns in two lines. */
function Milestones({ scale }: { scale: LaneScale }) {
  const { t } = useTranslation();
  const marks = [
    ...scale.milestones.map(({ name, at, percent }) => ({
      name,
      percent,
      text: t('incidentDetections.at', {
        milestone: t(`incidentDetections.milestone.${name}`),
        time: shortTime(at),
      }),
    })),
    {
      name: 'now',
      percent: scale.nowPercent,
      text: t('incidentDetections.milestone.now'),
    },
  ];
  return (
    <div className={laneStyles.names} aria-hidden="true">
      <span />
      <span />
      <div className={laneStyles.nameRow}>
        {marks.map(({ name, percent, text }, index) => (
          <span
            key={name}
            data-line={index % 2}
            data-end={percent > 60 || undefined}
            style={{ insetInlineStart: `${percent}%` }}
          >
            {text}
          </span>
        ))}
      </div>
      <span />
    </div>
  );
}

/** The lanes as a table, for who does not see them. */
function LanesTable({ value }: { value: IncidentDetections }) {
  const { t } = useTranslation();
  const now = Date.now();
  const rows = [...value.attached, ...value.proposed];
  return (
    <VisuallyHidden>
      <table>
        <caption>{t('incidentDetections.table.caption')}</caption>
        <thead>
          <tr>
            {(['detection', 'first', 'last', 'count', 'state'] as const).map(
              name => (
                <th key={name} scope="col">
                  {t(`incidentDetections.table.${name}`)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              <th scope="row">{row.title}</th>
              <td>{nearTime(row.firstSeenAt, now)}</td>
              <td>{nearTime(row.lastSeenAt, now)}</td>
              <td>{row.count}</td>
              <td>{t(`detection.sourceState.${row.sourceState}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </VisuallyHidden>
  );
}

function Sources({ value }: { value: IncidentDetections }) {
  const { t } = useTranslation();
  if (value.sources.length === 0) return null;
  return (
    <div className={laneStyles.sources}>
      <span className={styles.quiet}>{t('incidentDetections.watching')}</span>
      <ul className={laneStyles.sourceList}>
        {value.sources.map(source => (
          <li key={source.sourceId}>
            <SourceMark state={source.state} />
            {source.title}{' '}
            <span className={styles.quiet}>{toStateText(t, source)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Loaded(props: {
  value: IncidentDetections;
  decline: ReturnType<typeof useDeclineProposal>;
}) {
  const { value, decline } = props;
  const { t } = useTranslation();
  const { incident } = useIncidentRecord();
  const { allowed: mayTriage } = useMayTriage();
  const nowMs = useNow();
  const { attached, proposed, withheld, sourceTitles } = value;
  // A proposed one may be much older; it must not press the others together.
  const scale = getLaneScale(
    incident,
    attached.length > 0 ? attached : proposed,
    nowMs,
  );
  const firing = attached.filter(each => each.sourceState === 'firing').length;
  const sourceTitle = (id: string) => sourceTitles[id] ?? id;
  return (
    <Card aria-label={t('incidentDetections.title')} id="detections">
      <CardHeader>
        <div className={styles.row}>
          <h2 className={styles.cardTitle}>{t('incidentDetections.title')}</h2>
          <span className={styles.quiet}>
            {[
              t('incidentDetections.attached', { count: attached.length }),
              ...(proposed.length > 0
                ? [t('incidentDetections.proposed', { count: proposed.length })]
                : []),
            ].join(', ')}
          </span>
          {firing > 0 && (
            <span className={`${styles.chip} ${styles.warning}`}>
              <RiPulseLine aria-hidden />
              {t('incidentDetections.stillFires', { count: firing })}
            </span>
          )}
        </div>
      </CardHeader>
      <CardBody>
        <DeclinedNote decline={decline} />
        {attached.length + proposed.length > 0 && <Milestones scale={scale} />}
        <ul className={styles.list}>
          {attached.map(details => (
            <DetectionRow
              key={details.id}
              detection={details}
              details={details}
              sourceTitle={sourceTitle(details.sourceId)}
              scale={scale}
              mayTriage={mayTriage}
            />
          ))}
          {proposed.map(detection => (
            <DetectionRow
              key={detection.id}
              detection={detection}
              sourceTitle={sourceTitle(detection.sourceId)}
              scale={scale}
              mayTriage={mayTriage}
              onDecline={() =>
                decline.decline({ detection, incidentKey: incident.key })
              }
            />
          ))}
        </ul>
        <LanesTable value={value} />
        {withheld > 0 && (
          <p className={`${styles.well} ${styles.quiet}`}>
            {t('incidentDetections.withheld', { count: withheld })}
          </p>
        )}
        <Sources value={value} />
        <p className={`${styles.quiet} ${styles.note}`}>
          {t('incidentDetections.foot')}
        </p>
      </CardBody>
    </Card>
  );
}

function Detections() {
  const { t } = useTranslation();
  const { pageKey } = useIncidentRecord();
  const { data, error, reload } = useIncidentDetections(pageKey);
  const decline = useDeclineProposal();
  if (error) {
    return (
      <Card aria-label={t('incidentDetections.title')}>
        <CardBody>
          <PanelFailed
            title={t('incidentDetections.failed')}
            subject={t('incidentDetections.subject')}
            error={error}
            onRetry={reload}
          />
        </CardBody>
      </Card>
    );
  }
  const isEmpty =
    !data ||
    (data.attached.length + data.proposed.length + data.withheld === 0 &&
      !decline.declined);
  return isEmpty ? null : <Loaded value={data} decline={decline} />;
}

/**
 * The detections of the incident, held against the milestones of the response. Absent where there are none, and for who may
 * not see detections.
 */
export function DetectionsCard() {
  const { allowed } = usePermission({ permission: detectionReadPermission });
  return allowed ? <Detections /> : null;
}
