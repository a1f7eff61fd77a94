import { useApi } from '@backstage/core-plugin-api';
import { Flex, Skeleton } from '@backstage/ui';
import type { Incident } from 'backstage-plugin-security-incidents-common';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router-dom';
import { securityIncidentsApiRef } from '../../api';
import { AffectedCard } from './AffectedCard';
import { ComposerCard } from './ComposerCard';
import { FactsCard } from './FactsCard';
import { type Problem, problemOf } from './fields';
import { IncidentHeader } from './IncidentHeader';
import styles from './IncidentPage.module.css';
import { IncidentRecordProvider } from './IncidentRecord';
import { LifecycleCard } from './LifecycleCard';
import { MembersCard } from './MembersCard';
import { NextStepCard } from './NextStepCard';
import { IncidentNotShown } from './NotShown';
import { PeopleCard } from './PeopleCard';
import { TimelineCard } from './TimelineCard';

type Loaded =
  | { state: 'loading' }
  | { state: 'ready'; incident: Incident }
  | { state: 'failed'; problem: Problem };

function LoadedIncident(props: { incidentKey: string }) {
  const api = useApi(securityIncidentsApiRef);
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    api.getIncident(props.incidentKey, { signal: controller.signal }).then(
      incident => {
        if (!controller.signal.aborted) setLoaded({ state: 'ready', incident });
      },
      error => {
        if (controller.signal.aborted) return;
        setLoaded({ state: 'failed', problem: problemOf(error) });
      },
    );
    return () => controller.abort();
  }, [api, props.incidentKey, attempt]);

  if (loaded.state === 'loading') {
    return (
      <Flex direction="column" gap="4" role="status" aria-label="Loading">
        <Skeleton width="60%" height={32} />
        <Skeleton width="100%" height={120} />
        <Skeleton width="100%" height={260} />
      </Flex>
    );
  }
  if (loaded.state === 'failed') {
    return (
      <IncidentNotShown
        problem={loaded.problem}
        onRetry={() => {
          setLoaded({ state: 'loading' });
          setAttempt(count => count + 1);
        }}
      />
    );
  }
  return (
    <IncidentRecordProvider initial={loaded.incident}>
      <IncidentHeader />
      <div className={styles.grid}>
        <div className={styles.wide}>
          <LifecycleCard />
        </div>
        <div className={`${styles.column} ${styles.doing}`}>
          <NextStepCard />
          <ComposerCard />
        </div>
        <div className={`${styles.column} ${styles.knowing}`}>
          <FactsCard />
          <AffectedCard />
          <PeopleCard />
          <MembersCard />
        </div>
        <div className={`${styles.column} ${styles.history}`}>
          <TimelineCard />
        </div>
      </div>
    </IncidentRecordProvider>
  );
}

/** The page of one incident: what it is, what to do next, and everything that was done. */
export function IncidentPage() {
  const { key = '' } = useParams();
  return (
    <div className={styles.page}>
      <LoadedIncident key={key} incidentKey={key} />
    </div>
  );
}
