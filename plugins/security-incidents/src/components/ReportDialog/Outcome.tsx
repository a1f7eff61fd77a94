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
} from 'backstage-plugin-security-incidents-common';
import { useRouteRef } from '../../navigation';
import { securityIncidentsApiRef } from '../../api';
import { QueryProvider, queryKeys, usePanelQuery } from '../../queries';
import { incidentRouteRef } from '../../routes';
import type { Problem } from '../IncidentPage/fields';
import styles from './ReportDialog.module.css';

/** The latest open incident of the same service, which this may be another sight of. */
function Similar(props: { entityRef: string }) {
  const { entityRef } = props;
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
        Is it{' '}
        <Link href={incidentLink({ key: open.key })}>
          {`${open.key}, ${open.title}`}
        </Link>
        ? Then add to that one.
      </span>
    </li>
  );
}

/** What a report sets in motion, as far as it is true today. */
export function WhatHappensNext(props: { entityRef?: string }) {
  return (
    <div className={styles.next}>
      <p className={styles.label}>What happens next</p>
      <ul>
        <li>
          <RiShieldFlashLine size={16} aria-hidden />
          <span>
            The responders and the owner find it in their list, with you as its
            reporter.
          </span>
        </li>
        <li>
          <RiEyeLine size={16} aria-hidden />
          <span>
            You can follow it on its page. If it burns right now, call somebody
            as well.
          </span>
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

/** Stands where "What happens next" was, so that no field moves. */
export function NotSent(props: {
  problem: Problem;
  text: string;
  /** Whether this browser keeps what was typed. */
  kept: boolean;
}) {
  const { problem, text, kept } = props;
  return (
    <div className={`${styles.next} ${styles.failed}`} role="alert">
      <RiErrorWarningFill size={18} aria-hidden />
      <div>
        <p className={styles.label}>The report was not sent</p>
        <span>
          {`${problem.message.replace(
            /[^.!?]$/,
            '$&.',
          )} Everything you typed is still here${
            kept ? ' and kept in this browser until it is sent' : ''
          }. Sending again never makes a second report.`}
        </span>
      </div>
      {Boolean(navigator.clipboard) && (
        <Button
          size="small"
          variant="tertiary"
          iconStart={<RiFileCopyLine aria-hidden />}
          onPress={() => navigator.clipboard.writeText(text)}
        >
          Copy text
        </Button>
      )}
    </div>
  );
}

/** The receipt. */
export function Recorded(props: { incident: Incident }) {
  const { key, affected } = props.incident;
  const incidentLink = useRouteRef(incidentRouteRef);
  const waiting = getVisibleEntities(affected).filter(
    ({ snapshotState }) => snapshotState === 'pending',
  );
  return (
    <div className={styles.receipt} role="status">
      <RiCheckboxCircleFill size={22} aria-hidden />
      <div>
        <p className={styles.label}>{`Recorded as ${key}`}</p>
        <p className={styles.hint}>
          {waiting.length > 0
            ? `The catalog did not answer, so the owner of ${waiting
                .map(({ entityRef }) => entityRef.split('/').pop())
                .join(', ')} is looked up later. Nothing else is missing.`
            : 'You are its reporter and can follow it on its page.'}
        </p>
        <ButtonLink variant="secondary" href={incidentLink({ key })}>
          Open it
        </ButtonLink>
      </div>
    </div>
  );
}
