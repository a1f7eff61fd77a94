import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  Skeleton,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  FROZEN_STATUSES,
  type ResolutionStep,
  type TimelineEntry,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useMemo, useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { type Problem, problemOf } from './fields';
import { dayOf } from '../../time';
import styles from './IncidentPage.module.css';
import { useIncidentRecord } from './IncidentRecord';
import { TimelineEntryRow } from './TimelineEntryRow';
import { belongsTo, type TimelineFilter } from './timelineText';
import { VerificationSeal } from './VerificationSeal';

const FILTERS: Array<{ id: TimelineFilter; label: string }> = [
  { id: 'all', label: 'All' },
  { id: 'steps', label: 'Steps' },
  { id: 'status', label: 'Status' },
  { id: 'changes', label: 'Changes' },
];

const PAGE = 30;

/** Everything that was done, newest first, as it was recorded. */
export function TimelineCard() {
  const { incident, revision, compose } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const [entries, setEntries] = useState<TimelineEntry[]>();
  const [steps, setSteps] = useState<ResolutionStep[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const [attempt, setAttempt] = useState(0);
  const [filter, setFilter] = useState<TimelineFilter>('all');
  const [limit, setLimit] = useState(PAGE);
  const { key, rights, status } = incident;

  useEffect(() => {
    const controller = new AbortController();
    const options = { signal: controller.signal };
    Promise.all([
      api.getTimeline(key, options),
      api.listSteps(key, options),
    ]).then(
      ([timeline, stepPage]) => {
        if (controller.signal.aborted) return;
        setProblem(undefined);
        setEntries([...timeline.items].reverse());
        setSteps(stepPage.items);
      },
      error => {
        if (!controller.signal.aborted) setProblem(problemOf(error));
      },
    );
    return () => controller.abort();
  }, [api, key, revision, attempt]);

  const stepsById = useMemo(
    () => new Map(steps.map(step => [step.id, step])),
    [steps],
  );
  const frozen = (FROZEN_STATUSES as readonly string[]).includes(status);
  const shown = (entries ?? []).filter(entry => belongsTo(entry, filter));
  const onCorrect =
    rights.recordStep && !frozen
      ? (step: ResolutionStep) => compose({ corrects: step })
      : undefined;

  return (
    <Card aria-label="Timeline">
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>Timeline</h2>
          <VerificationSeal />
        </div>
      </CardHeader>
      <CardBody>
        {problem && (
          <div role="alert">
            <Alert
              status={problem.status === 403 ? 'warning' : 'danger'}
              title={
                problem.status === 403
                  ? 'You have no right to read this timeline.'
                  : 'The timeline could not be loaded.'
              }
              description={problem.message}
              customActions={
                <Button
                  variant="secondary"
                  onPress={() => setAttempt(count => count + 1)}
                >
                  Try again
                </Button>
              }
            />
          </div>
        )}
        {!entries && !problem && (
          <div role="status" aria-label="Loading the timeline">
            <Skeleton width="100%" height={40} />
          </div>
        )}
        {entries && (
          <>
            <div className={styles.scroller}>
              <ToggleButtonGroup
                aria-label="Show"
                selectionMode="single"
                disallowEmptySelection
                selectedKeys={[filter]}
                onSelectionChange={keys => {
                  const [next] = keys;
                  if (next) setFilter(next as TimelineFilter);
                }}
              >
                {FILTERS.map(({ id, label }) => (
                  <ToggleButton key={id} id={id}>
                    {`${label} ${
                      entries.filter(entry => belongsTo(entry, id)).length
                    }`}
                  </ToggleButton>
                ))}
              </ToggleButtonGroup>
            </div>
            {shown.length === 0 && (
              <p className={styles.quiet}>Nothing of this kind yet.</p>
            )}
            <ol className={styles.list} reversed>
              {shown.slice(0, limit).map((entry, index, list) => {
                const day = dayOf(entry.at);
                const first = !index || dayOf(list[index - 1].at) !== day;
                return [
                  first && (
                    <li
                      key={`day-${day}`}
                      className={`${styles.quiet} ${styles.item}`}
                    >
                      {day}, UTC
                    </li>
                  ),
                  <TimelineEntryRow
                    key={entry.seq}
                    entry={entry}
                    steps={stepsById}
                    onCorrect={onCorrect}
                  />,
                ];
              })}
            </ol>
            {shown.length > limit && (
              <Button
                variant="secondary"
                onPress={() => setLimit(count => count + PAGE)}
              >
                {`Show ${Math.min(PAGE, shown.length - limit)} more entries`}
              </Button>
            )}
          </>
        )}
      </CardBody>
    </Card>
  );
}
