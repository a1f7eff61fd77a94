import { useApi } from '@backstage/core-plugin-api';
import { Button, ButtonLink, Link } from '@backstage/ui';
import {
  RiCheckboxCircleFill,
  RiErrorWarningFill,
  RiEyeLine,
  RiFileCopyLine,
  RiGitMergeLine,
  RiShieldFlashLine,
} from '@remixicon/react';
import {
  getVisibleEntities,
  type Incident,
  type IncidentSummary,
  type Page,
  type ReportRecipients,
  type Severity,
} from 'backstage-plugin-security-incidents-common';
import { Fragment } from 'react';
import { useRouteRef } from '../../navigation';
import { securityIncidentsApiRef } from '../../api';
import { QueryProvider, queryKeys, usePanelQuery } from '../../queries';
import { incidentRouteRef, myReportRouteRef } from '../../routes';
import { formatDuration } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import type { Problem } from '../IncidentPage/fields';
import styles from './ReportDialog.module.css';

/** The newest open incident of the same service, which the report may be about. */
function Similar(props: { entityRef: string }) {
  const { entityRef } = props;
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const incidentLink = useRouteRef(incidentRouteRef);
  // A report needs no list: without an answer, nothing is shown.
  const { data } = usePanelQuery<Page<IncidentSummary>>({
    queryKey: queryKeys.entityPart(entityRef, 'newest-open'),
    queryFn: ({ signal }) =>
      api.listIncidents(
        { entityRef: [entityRef], open: true, limit: 1 },
        { signal },
      ),
  });
  const [open] = data?.items ?? [];
  if (!open) return null;
  return (
    <li>
      <RiGitMergeLine size={16} aria-hidden />
      <span>
        {t('reportDialog.next.similarBefore')}{' '}
        <Link href={incidentLink({ key: open.key })}>
          {t('reportDialog.next.similar', { key: open.key, title: open.title })}
        </Link>
        {t('reportDialog.next.similarAfter')}
      </span>
    </li>
  );
}

/** What the recipients of a report depend on. */
interface RecipientsOf {
  entityRef?: string;
  severity?: Severity;
  isSensitive: boolean;
}

/** Names the people on duty and the owner, and says by when they answer. */
function Notified(props: RecipientsOf) {
  const { entityRef, severity, isSensitive } = props;
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  // A report needs no names: without an answer, the sentence names nobody.
  const { data } = usePanelQuery<ReportRecipients>({
    queryKey: queryKeys.report(
      'recipients',
      entityRef ?? '',
      severity ?? '',
      isSensitive,
    ),
    queryFn: ({ signal }) =>
      api.getReportRecipients({ entityRef, severity, isSensitive }, { signal }),
    keepWhile: queryKeys.report('recipients'),
  });
  const names = data && data.notified.length > 0 && (
    <>
      {data.notified.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ', '}
          <EntityName entityRef={ref} />
        </Fragment>
      ))}
    </>
  );
  const within = data?.firstAnswerWithinMs;
  return (
    <span>
      {names
        ? t(
            isSensitive
              ? 'reportDialog.next.notifiedSensitive'
              : 'reportDialog.next.notified',
            { names },
          )
        : t(
            isSensitive
              ? 'reportDialog.next.foundSensitive'
              : 'reportDialog.next.found',
          )}
      {within !== undefined && (
        <> {t('reportDialog.next.answer', { time: formatDuration(within) })}</>
      )}
    </span>
  );
}

/** What happens after the report is sent. */
export function WhatHappensNext(props: RecipientsOf) {
  const { t } = useTranslation();
  return (
    <div className={styles.next}>
      <p className={styles.label}>{t('reportDialog.next.title')}</p>
      <ul>
        <li>
          <RiShieldFlashLine size={16} aria-hidden />
          <QueryProvider>
            <Notified {...props} />
          </QueryProvider>
        </li>
        <li>
          <RiEyeLine size={16} aria-hidden />
          <span>{t('reportDialog.next.follow')}</span>
        </li>
        {props.entityRef && (
          <QueryProvider>
            <Similar entityRef={props.entityRef} />
          </QueryProvider>
        )}
      </ul>
    </div>
  );
}

/** Sending failed. It takes the place of "What happens next", so that no field moves. */
export function NotSent(props: {
  problem: Problem;
  text: string;
  /** Whether this browser keeps what was typed. */
  kept: boolean;
}) {
  const { problem, text, kept } = props;
  const { t } = useTranslation();
  return (
    <div className={`${styles.next} ${styles.failed}`} role="alert">
      <RiErrorWarningFill size={18} aria-hidden />
      <div>
        <p className={styles.label}>{t('reportDialog.failed.title')}</p>
        <span>
          {`${problem.message.replace(/[^.!?]$/, '$&.')} ${t(
            kept ? 'reportDialog.failed.hintKept' : 'reportDialog.failed.hint',
          )}`}
        </span>
      </div>
      {Boolean(navigator.clipboard) && (
        <Button
          size="small"
          variant="tertiary"
          iconStart={<RiFileCopyLine aria-hidden />}
          onPress={() => navigator.clipboard.writeText(text)}
        >
          {t('reportDialog.failed.copy')}
        </Button>
      )}
    </div>
  );
}

/** The receipt. */
export function Recorded(props: { incident: Incident }) {
  const { key, affected } = props.incident;
  const { t } = useTranslation();
  const incidentLink = useRouteRef(incidentRouteRef);
  const myReportLink = useRouteRef(myReportRouteRef);
  const waiting = getVisibleEntities(affected).filter(
    ({ snapshotState }) => snapshotState === 'pending',
  );
  return (
    <div className={styles.receipt} role="status">
      <RiCheckboxCircleFill size={22} aria-hidden />
      <div>
        <p className={styles.label}>
          {t('reportDialog.recorded.title', { key })}
        </p>
        <p className={styles.hint}>
          {waiting.length > 0
            ? t('reportDialog.recorded.pending', {
                services: (
                  <>
                    {waiting.map(({ entityRef }, index) => (
                      <Fragment key={entityRef}>
                        {index > 0 && ', '}
                        <EntityName entityRef={entityRef} />
                      </Fragment>
                    ))}
                  </>
                ),
              })
            : t('reportDialog.recorded.hint')}
        </p>
        <ButtonLink variant="secondary" href={incidentLink({ key })}>
          {t('reportDialog.recorded.open')}
        </ButtonLink>
        <p className={styles.hint}>
          <Link href={myReportLink({ key })}>
            {t('reportDialog.recorded.follow')}
          </Link>
        </p>
      </div>
    </div>
  );
}
