import type { DetectionSummary } from 'backstage-plugin-security-incidents-common';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { AppLink } from '../../navigation';
import { formatDuration, shortTime } from '../../time';
import { useTranslation } from '../../translation';
import { classNames, EntityName, SeverityMark } from '../common';
import { toDecisionText } from '../detections';
import { type BulkOutcome, BulkOutcomeText } from './bulk/BulkOutcome';
import styles from './InboxList.module.css';

/** From when on a row is shown as late, in milliseconds. */
const LATE_MS = 24 * 60 * 60_000;

/** Source and service of a detection, and the incident that it fits. */
function About(props: { detection: DetectionSummary; sourceTitle: string }) {
  const { detection, sourceTitle } = props;
  const { entityRef, mapping, proposal, status } = detection;
  const { t } = useTranslation();
  return (
    <span className={styles.about}>
      {`${sourceTitle}, `}
      {entityRef ? (
        <>
          <EntityName entityRef={entityRef} />
          {mapping && !proposal && ` ${t(`detection.foundBy.${mapping.way}`)}`}
        </>
      ) : (
        t('detection.noService')
      )}
      {proposal && status === 'new' && (
        <>
          {', '}
          <b className={styles.fits}>
            {t('detection.fits', { key: proposal.incident.key })}
          </b>
        </>
      )}
      {status !== 'new' && (
        <>
          {', '}
          <b>{toDecisionText(t, detection)}</b>
        </>
      )}
    </span>
  );
}

/** One detection of the list. Its title opens it; Enter on the open one does what is chosen. */
export function InboxRow(props: {
  detection: DetectionSummary;
  sourceTitle: string;
  to: string;
  nowMs: number;
  isCurrent: boolean;
  /** Whether a key moved the selection here, so that the focus follows. */
  takesFocus: boolean;
  isSelected: boolean;
  outcome?: BulkOutcome;
  onSelect(isSelected: boolean): void;
  onConfirm(): void;
  onUndo(): void;
}) {
  const { detection, isCurrent, outcome, nowMs, takesFocus } = props;
  const { t } = useTranslation();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    link.current?.scrollIntoView?.({ block: 'nearest' });
    link.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  const ageMs = nowMs - Date.parse(detection.firstSeenAt);
  const isDecided = detection.status !== 'new';
  const onKeyDown = (event: KeyboardEvent) => {
    // Another row is opened by its link.
    if (event.key !== 'Enter' || !isCurrent) return;
    event.preventDefault();
    props.onConfirm();
  };
  const age = formatDuration(ageMs);
  return (
    <li
      className={classNames(styles.row, isCurrent && styles.current)}
      data-key={detection.id}
      data-outcome={outcome?.state}
    >
      <input
        type="checkbox"
        className={styles.check}
        aria-label={t('inbox.row.select', { title: detection.title })}
        checked={props.isSelected}
        onChange={event => props.onSelect(event.target.checked)}
      />
      <span className={styles.mark}>
        <SeverityMark severity={detection.severity} />
      </span>
      <div className={styles.what}>
        <AppLink
          ref={link}
          to={props.to}
          className={styles.title}
          aria-current={isCurrent || undefined}
          onKeyDown={onKeyDown}
        >
          {detection.title}
        </AppLink>
        {outcome ? (
          <BulkOutcomeText outcome={outcome} onUndo={props.onUndo} />
        ) : (
          <About detection={detection} sourceTitle={props.sourceTitle} />
        )}
      </div>
      <div className={styles.when}>
        {isDecided && detection.decision ? (
          <time dateTime={detection.decision.at}>
            {shortTime(detection.decision.at)}
          </time>
        ) : (
          <span
            className={ageMs > LATE_MS ? styles.late : undefined}
            title={t('inbox.row.age', { duration: age })}
          >
            {age}
          </span>
        )}
        <span className={styles.quiet}>
          {detection.isTest
            ? t('detection.test')
            : t('detection.seen', { count: detection.count })}
        </span>
      </div>
    </li>
  );
}
