import {
  Button,
  Card,
  CardBody,
  CardHeader,
  Select,
  Skeleton,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { RiArrowUpLine, RiErrorWarningLine } from '@remixicon/react';
import type { ResolutionStep } from 'backstage-plugin-security-incidents-common';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { KeyCap, PanelStale } from '../../common';
import { problemOf } from '../fields';
import page from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { NewEntries } from './NewEntries';
import {
  belongsTo,
  itemsOf,
  linesOf,
  ordered,
  type TimelineFilter,
  type TimelineOrder,
} from './order';
import styles from './timeline.module.css';
import { TimelineLines } from './TimelineLines';
import { useTimeline } from './useTimeline';
import { VerificationSeal } from './VerificationSeal';

const FILTERS: Array<{ id: TimelineFilter; label: string }> = [
  { id: 'all', label: 'All' },
  { id: 'steps', label: 'Steps' },
  { id: 'status', label: 'Status' },
  { id: 'tasks', label: 'Tasks' },
  { id: 'changes', label: 'Changes' },
  { id: 'automatic', label: 'Automatic' },
];

const ORDERS: Array<{ id: TimelineOrder; label: string }> = [
  { id: 'recorded', label: 'As recorded, newest first' },
  { id: 'happened', label: 'As happened, newest first' },
];

const PAGE = 30;

function Failed(props: { error: Error; retry(): void }) {
  const { status, message } = problemOf(props.error);
  const forbidden = status === 403;
  return (
    <div className={page.message} role="alert">
      <RiErrorWarningLine className={page.alarm} aria-hidden />
      <div>
        <div className={page.strong}>
          {forbidden
            ? 'You may not read this timeline'
            : 'The timeline did not load'}
        </div>
        <p className={page.quiet}>
          {forbidden
            ? message
            : `Everything else on this page is current. ${message}`}
        </p>
        {!forbidden && (
          <Button variant="secondary" onPress={props.retry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the timeline">
      {[70, 90, 50].map(width => (
        <div key={width} className={styles.entry}>
          <Skeleton width={36} height={12} />
          <Skeleton width={22} height={22} rounded />
          <Skeleton width={`${width}%`} height={14} />
        </div>
      ))}
    </div>
  );
}

/** Everything that was done, newest first, as it was recorded or as it happened. */
export function TimelineCard() {
  const { incident, compose, wantedStep } = useIncidentRecord();
  const list = useRef<HTMLDivElement>(null);
  const { known, error, staleSince, reload, showAll } = useTimeline(list);
  const [filter, setFilter] = useState<TimelineFilter>('all');
  const [order, setOrder] = useState<TimelineOrder>('recorded');
  const [limit, setLimit] = useState(PAGE);
  const [wanted, setWanted] = useState<number>();
  const { rights } = incident;

  const items = useMemo(
    () => (known ? itemsOf(known.entries, known.steps) : []),
    [known],
  );
  const shown = items.filter(
    ({ entry }) => entry.seq <= (known?.shownSeq ?? 0),
  );
  const waiting = items.length - shown.length;
  const matching = ordered(
    shown.filter(item => belongsTo(item, filter)),
    order,
  );
  const lines = linesOf(matching.slice(0, limit), filter !== 'automatic');

  // An entry that another one points at may be hidden by a tab, by the page or by a fold.
  const showEntry = useCallback((seq: number) => {
    setFilter('all');
    setLimit(Infinity);
    setWanted(seq);
  }, []);
  // Another panel may ask before the timeline has come.
  const wantedSeq = wantedStep && known?.steps.get(wantedStep.id)?.seq;
  useEffect(() => {
    if (wantedSeq === undefined) return;
    showAll();
    showEntry(wantedSeq);
  }, [wantedStep, wantedSeq, showAll, showEntry]);
  useEffect(() => {
    if (wanted === undefined) return;
    const row = document.getElementById(`entry-${wanted}`);
    row?.scrollIntoView?.({ block: 'center' });
    row?.focus({ preventScroll: true });
    setWanted(undefined);
  }, [wanted]);

  const onCorrect =
    rights.recordStep && !isFrozen(incident)
      ? (step: ResolutionStep) => compose({ corrects: step })
      : undefined;

  return (
    <Card aria-label="Timeline" id="timeline">
      <CardHeader>
        <div className={page.between}>
          <h2 className={page.cardTitle} tabIndex={-1}>
            Timeline <KeyCap>L</KeyCap>
          </h2>
          <VerificationSeal />
        </div>
      </CardHeader>
      <CardBody>
        <NewEntries arrived={known?.arrived} />
        {error && <Failed error={error} retry={reload} />}
        {!known && !error && <Loading />}
        <PanelStale since={staleSince} what="the last answer" />
        {known && (
          <>
            <div className={styles.tools}>
              <div className={page.scroller}>
                <ToggleButtonGroup
                  aria-label="Show"
                  selectionMode="single"
                  disallowEmptySelection
                  selectedKeys={[filter]}
                  onSelectionChange={keys => {
                    const [next] = keys;
                    const chosen = FILTERS.find(({ id }) => id === next);
                    if (chosen) setFilter(chosen.id);
                  }}
                >
                  {FILTERS.map(({ id, label }) => ({
                    id,
                    label,
                    count: shown.filter(item => belongsTo(item, id)).length,
                  }))
                    .filter(
                      ({ id, count }) =>
                        (id !== 'automatic' && id !== 'tasks') || count > 0,
                    )
                    .map(({ id, label, count }) => (
                      <ToggleButton key={id} id={id}>
                        {`${label} ${count}`}
                      </ToggleButton>
                    ))}
                </ToggleButtonGroup>
              </div>
              <div className={styles.order}>
                <Select
                  aria-label="Order"
                  size="small"
                  options={ORDERS}
                  selectedKey={order}
                  onSelectionChange={key => {
                    const chosen = ORDERS.find(({ id }) => id === key);
                    if (chosen) setOrder(chosen.id);
                  }}
                />
              </div>
            </div>
            <div ref={list}>
              {waiting > 0 && (
                <div className={styles.waiting}>
                  <Button
                    variant="primary"
                    size="small"
                    iconStart={<RiArrowUpLine aria-hidden />}
                    onPress={() => {
                      showAll();
                      document
                        .querySelector('#timeline h2')
                        ?.scrollIntoView?.({ block: 'start' });
                    }}
                  >
                    {`${waiting} new ${waiting === 1 ? 'entry' : 'entries'}`}
                  </Button>
                </div>
              )}
              {matching.length === 0 && (
                <p className={page.quiet}>Nothing of this kind yet.</p>
              )}
              <TimelineLines
                lines={lines}
                order={order}
                steps={known.steps}
                wanted={wanted}
                onCorrect={onCorrect}
                onShow={showEntry}
              />
            </div>
            {matching.length > limit && (
              <Button
                variant="secondary"
                onPress={() => setLimit(count => count + PAGE)}
              >
                {`Show ${Math.min(PAGE, matching.length - limit)} more entries`}
              </Button>
            )}
          </>
        )}
      </CardBody>
    </Card>
  );
}
