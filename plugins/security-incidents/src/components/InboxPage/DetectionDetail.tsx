import { Button, Card, CardBody, Skeleton } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowLeftLine,
  RiArrowUpSLine,
} from '@remixicon/react';
import type {
  DetectionDetails,
  DetectionSummary,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import { AppLink } from '../../navigation';
import { useDetection } from '../../queries';
import { useTranslation } from '../../translation';
import { PanelFailed, PanelLoading, SeverityMark } from '../common';
import { Decide } from './decide/Decide';
import { DecisionMade } from './DecisionMade';
import styles from './DetectionDetail.module.css';
import { DetectionFacts } from './DetectionFacts';
import { MapService } from './MapService';
import { RawEvent } from './RawEvent';
import { RuleHistory } from './RuleHistory';
import type { Inbox } from './useInbox';

/** The way back and to the neighbours, where list and decision are two routes. */
function Steps({ inbox }: { inbox: Inbox }) {
  const { address, rows, index } = inbox;
  const { t } = useTranslation();
  const [previous, next] = [rows[index - 1], rows[index + 1]];
  return (
    <div className={styles.steps}>
      <AppLink to={address.list} className={styles.back}>
        <RiArrowLeftLine size={18} aria-hidden />
        {t('inbox.back')}
      </AppLink>
      <span className={styles.quiet}>
        {index >= 0 &&
          t('inbox.position', { at: index + 1, total: rows.length })}
      </span>
      <Button
        variant="secondary"
        aria-label={t('inbox.previous')}
        isDisabled={!previous}
        onPress={() => previous && inbox.goTo(previous.id)}
      >
        <RiArrowUpSLine size={18} aria-hidden />
      </Button>
      <Button
        variant="secondary"
        aria-label={t('inbox.next')}
        isDisabled={!next}
        onPress={() => next && inbox.goTo(next.id)}
      >
        <RiArrowDownSLine size={18} aria-hidden />
      </Button>
    </div>
  );
}

function Head(props: {
  inbox: Inbox;
  summary: DetectionSummary;
  details?: DetectionDetails;
}) {
  const { inbox, summary, details } = props;
  const { t } = useTranslation();
  const [isRaw, setRaw] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { focusId } = inbox;
  useEffect(() => {
    // On a small screen the row that a decision went on to cannot take the focus.
    if (focusId === summary.id && document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true });
    }
  }, [focusId, summary.id]);
  return (
    <div className={styles.head}>
      <div className={styles.between}>
        <span className={styles.says}>
          <SeverityMark severity={summary.severity} decorative />
          {t(`term.severity.${summary.severity}`)}
          {details?.statedSeverity && (
            <span className={styles.quiet}>
              {t('inbox.detail.says', {
                source: inbox.sourceTitle(summary.sourceId),
                severity: details.statedSeverity,
              })}
            </span>
          )}
          {summary.isTest && (
            <span className={styles.chip}>{t('detection.test')}</span>
          )}
        </span>
        {details && (
          <span className={styles.links}>
            {details.url && (
              <a href={details.url} target="_blank" rel="noopener noreferrer">
                {t('inbox.detail.openAt')}
              </a>
            )}
            {details.payload && (
              <button type="button" onClick={() => setRaw(true)}>
                {t('inbox.detail.raw')}
              </button>
            )}
          </span>
        )}
      </div>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {summary.title}
      </h2>
      {(summary.ruleName ?? summary.ruleId) && (
        <code className={styles.rule}>
          {summary.ruleName ?? summary.ruleId}
        </code>
      )}
      {details?.description && (
        <p className={styles.description}>{details.description}</p>
      )}
      {isRaw && details && (
        <RawEvent details={details} onClose={() => setRaw(false)} />
      )}
    </div>
  );
}

function Loaded({
  inbox,
  details,
}: {
  inbox: Inbox;
  details: DetectionDetails;
}) {
  const isOpen = details.status === 'new';
  return (
    <>
      <DetectionFacts inbox={inbox} details={details} />
      {isOpen && !details.entityRef && (
        <MapService inbox={inbox} details={details} />
      )}
      {isOpen ? (
        <Decide key={details.id} inbox={inbox} details={details} />
      ) : (
        <DecisionMade inbox={inbox} details={details} />
      )}
    </>
  );
}

/** One detection: what is known of it, and what to decide. */
export function DetectionDetail({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation();
  const { current, currentId } = inbox;
  const { data: details, error, reload } = useDetection(currentId);
  const summary = details ?? current;
  if (currentId === undefined) return null;
  return (
    <>
      <Card className={styles.card} aria-label={t('inbox.detail.label')}>
        <CardBody className={styles.body}>
          <Steps inbox={inbox} />
          {summary && !error && (
            <Head inbox={inbox} summary={summary} details={details} />
          )}
          {error && (
            <PanelFailed
              title={t('inbox.failed.detail')}
              subject={t('detection.subject')}
              error={error}
              onRetry={reload}
            />
          )}
          {!error && !details && (
            <>
              <PanelLoading label={t('inbox.detail.loading')} rows={6} />
              <Skeleton width="100%" height={280} rounded />
            </>
          )}
          {!error && details && <Loaded inbox={inbox} details={details} />}
        </CardBody>
      </Card>
      {!error && details && details.ruleId && (
        <RuleHistory history={details.history} />
      )}
    </>
  );
}
