import { Card, CardBody, CardHeader } from '@backstage/ui';
import type { ResolutionStep } from 'backstage-plugin-security-incidents-common';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { usePrinting } from '../../../hooks';
import { useAppLocation } from '../../../navigation';
import { useTranslation } from '../../../translation';
import { KeyCap, PanelStale } from '../../common';
import page from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { EraseContent } from './EraseContent';
import { NewEntries } from './NewEntries';
import { itemsOf, type TimelineFilter, type TimelineOrder } from './order';
import { ENTRIES_AT_FIRST, TimelineList } from './TimelineList';
import { TimelineFailed, TimelineLoading } from './TimelineStates';
import { TimelineTools } from './TimelineTools';
import { useTimeline } from './useTimeline';
import { VerificationSeal } from './VerificationSeal';

/** Everything that was done, newest first, as it was recorded or as it happened. */
export function TimelineCard() {
  const { incident, compose, wantedStep } = useIncidentRecord();
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const { known, error, staleSince, reload, showAll } = useTimeline(list);
  const [filter, setFilter] = useState<TimelineFilter>('all');
  const [order, setOrder] = useState<TimelineOrder>('recorded');
  const [limit, setLimit] = useState(ENTRIES_AT_FIRST);
  const [wanted, setWanted] = useState<number>();
  const printing = usePrinting();

  const items = useMemo(
    () => (known ? itemsOf(known.entries, known.steps) : []),
    [known],
  );
  const erased = useMemo(
    () =>
      new Set(
        items
          .filter(({ entry }) => entry.data === undefined && !entry.withheld)
          .map(({ entry }) => entry.seq),
      ),
    [items],
  );
  const shown = items.filter(
    ({ entry }) => entry.seq <= (known?.shownSeq ?? 0),
  );

  // An entry that another one points at may be hidden by a filter, by the limit or by a fold.
  const showEntry = useCallback((seq: number) => {
    setFilter('all');
    setLimit(Infinity);
    setWanted(seq);
  }, []);
  // Another card may ask before the timeline was read.
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

  const { hash } = useAppLocation();
  const linkedSeq = known && /^#entry-(\d{1,9})$/.exec(hash)?.[1];
  useEffect(() => {
    if (linkedSeq) showEntry(Number(linkedSeq));
  }, [linkedSeq, showEntry]);

  const mayAmend = incident.rights.recordStep && !isFrozen(incident);
  const amend = (step: ResolutionStep) => compose({ corrects: step });

  return (
    <Card aria-label={t('incidentPage.timeline.title')} id="timeline">
      <CardHeader>
        <div className={page.between}>
          <h2 className={page.cardTitle} tabIndex={-1}>
            {t('incidentPage.timeline.title')} <KeyCap>L</KeyCap>
          </h2>
          <VerificationSeal />
        </div>
      </CardHeader>
      <CardBody>
        <NewEntries arrived={known?.arrived} />
        {error && <TimelineFailed error={error} onRetry={reload} />}
        {!known && !error && <TimelineLoading />}
        <PanelStale
          since={staleSince}
          what={t('incidentPage.timeline.stale')}
        />
        {known && (
          <>
            <TimelineTools
              items={shown}
              filter={filter}
              order={order}
              onFilter={setFilter}
              onOrder={setOrder}
            />
            <TimelineList
              list={list}
              items={shown}
              steps={known.steps}
              erased={erased}
              filter={printing ? 'all' : filter}
              order={order}
              waiting={items.length - shown.length}
              limit={printing ? Infinity : limit}
              wanted={wanted}
              onAmend={mayAmend ? amend : undefined}
              onShow={showEntry}
              onShowWaiting={showAll}
              onShowAll={() => setLimit(Infinity)}
            />
            {incident.rights.eraseEntries && (
              <EraseContent
                entries={known.entries}
                erased={erased}
                onShow={showEntry}
              />
            )}
          </>
        )}
      </CardBody>
    </Card>
  );
}
