import { useApi } from '@backstage/core-plugin-api';
import { Alert, Button, ButtonLink } from '@backstage/ui';
import { RiPulseLine, RiRecordCircleLine } from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import type {
  DetectionDetails,
  DetectionSummary,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { detectionsApiRef } from '../../../api';
import { EntityLink, useRouteRef } from '../../../navigation';
import { useDetectionsChanged } from '../../../queries';
import { detectionRouteRef } from '../../../routes';
import { nearTime } from '../../../time';
import { useTranslation } from '../../../translation';
import { EntityName, SeverityMark } from '../../common';
import { problemOf } from '../fields';
import { useIncidentRecord } from '../IncidentRecord';
import styles from './detections.module.css';
import { Lane } from './Lane';
import type { LaneScale } from './lanes';

/** Whether the source still reports it, and how often it was seen. */
function State({ detection }: { detection: DetectionSummary }) {
  const { t } = useTranslation();
  const now = Date.now();
  return (
    <>
      {detection.sourceState === 'firing' && (
        <span className={styles.fires}>
          <RiPulseLine size={14} aria-hidden />
          {t('incidentDetections.fires')}
        </span>
      )}
      {detection.sourceState === 'resolved' && (
        <span className={styles.inline}>
          <RiRecordCircleLine size={14} aria-hidden />
          {t('incidentDetections.resolved')}
        </span>
      )}
      <span className={styles.quiet}>
        {t('incidentDetections.last', {
          seen: t('detection.seen', { count: detection.count }),
          time: nearTime(detection.lastSeenAt, now),
        })}
      </span>
    </>
  );
}

/** How it came to this incident. */
function Came(props: { detection: DetectionSummary; isProposed: boolean }) {
  const { detection, isProposed } = props;
  const { decision, status } = detection;
  const { t } = useTranslation();
  if (isProposed) {
    return (
      <span className={styles.proposed}>
        {t('incidentDetections.isProposed')}
      </span>
    );
  }
  const time = decision ? nearTime(decision.at, Date.now()) : '';
  return (
    <span className={styles.inline}>
      {status === 'promoted' && (
        <span className={styles.triggered}>
          {t('incidentDetections.triggered')}
        </span>
      )}
      {decision && (
        <span className={styles.quiet}>
          {decision.rule
            ? t('incidentDetections.byRule', {
                rule: decision.rule.name,
                time,
              })
            : t('incidentDetections.by', {
                name: decision.by ? (
                  <EntityName entityRef={decision.by} />
                ) : (
                  <>?</>
                ),
                time,
              })}
        </span>
      )}
    </span>
  );
}

function Details({ details }: { details: DetectionDetails }) {
  const { t } = useTranslation();
  const link = useRouteRef(detectionRouteRef);
  return (
    <dl className={styles.details}>
      <div>
        <dt>{t('incidentDetections.mapped')}</dt>
        <dd>
          {details.entityRef ? (
            <EntityLink entityRef={details.entityRef} />
          ) : (
            t('detection.noService')
          )}{' '}
          {details.mapping && t(`detection.foundBy.${details.mapping.way}`)}
        </dd>
      </div>
      <div>
        <dt>{t('incidentDetections.fingerprint')}</dt>
        <dd>
          {`${details.fingerprintBasis}, ${t('inbox.detail.episode', {
            episode: details.episode,
          })}`}
        </dd>
      </div>
      <div>
        <dt>{t('incidentDetections.trust')}</dt>
        <dd>{t('inbox.detail.verified', { proof: details.verifiedBy })}</dd>
      </div>
      <div>
        <ButtonLink
          variant="secondary"
          size="small"
          href={link({ id: details.id })}
        >
          {t('incidentDetections.open')}
        </ButtonLink>
      </div>
    </dl>
  );
}

/** Attaches a proposed detection, or leads to the inbox for another decision. */
function Proposed(props: { detection: DetectionSummary; onDecline?(): void }) {
  const { detection } = props;
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const { incident, reload } = useIncidentRecord();
  const link = useRouteRef(detectionRouteRef);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      await api.attachDetection(
        detection.id,
        { incident: incident.key },
        { ifMatch: detection.version },
      );
      await reload();
    },
    onSettled: changed,
  });
  const { title } = detection;
  return (
    <>
      {error && (
        <div role="alert">
          <Alert status="danger" title={problemOf(error).message} />
        </div>
      )}
      <span className={styles.buttons}>
        <ButtonLink
          variant="tertiary"
          size="small"
          href={link({ id: detection.id })}
        >
          {t('incidentDetections.decide')}
        </ButtonLink>
        <Button
          variant="tertiary"
          size="small"
          aria-label={t('detection.notThisLabel', {
            title,
            key: incident.key,
          })}
          onPress={props.onDecline}
        >
          {t('detection.notThis')}
        </Button>
        <Button
          variant="secondary"
          size="small"
          aria-label={t('incidentDetections.attachTitle', { title })}
          isPending={isPending}
          onPress={() => mutate()}
        >
          {t('incidentDetections.attach')}
        </Button>
      </span>
    </>
  );
}

/** One detection of an incident, with its lane. */
export function DetectionRow(props: {
  detection: DetectionSummary;
  /** Absent for a proposed one. */
  details?: DetectionDetails;
  sourceTitle: string;
  scale: LaneScale;
  mayTriage: boolean;
  /** Says that a proposed one does not belong here. */
  onDecline?(): void;
}) {
  const { detection, details, sourceTitle, scale } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const isProposed = details === undefined;
  return (
    <li className={styles.row} aria-label={detection.title}>
      <div className={styles.cells}>
        <SeverityMark severity={detection.severity} />
        <div className={styles.stack}>
          <b>{detection.title}</b>
          <span className={styles.quiet}>
            {[sourceTitle, detection.ruleName].filter(Boolean).join(', ')}
          </span>
          <Came detection={detection} isProposed={isProposed} />
        </div>
        <Lane
          detection={detection}
          scale={scale}
          isProposed={isProposed}
          resolvedAt={details?.resolvedAt}
        />
        <div className={styles.state}>
          <State detection={detection} />
          {isProposed && props.mayTriage && (
            <Proposed detection={detection} onDecline={props.onDecline} />
          )}
          {details && (
            <button
              type="button"
              className={styles.link}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {t(
                isOpen
                  ? 'incidentDetections.hide'
                  : 'incidentDetections.details',
              )}
            </button>
          )}
        </div>
      </div>
      {isOpen && details && <Details details={details} />}
    </li>
  );
}
