import { Button } from '@backstage/ui';
import { RiArrowUpLine } from '@remixicon/react';
import type { ResolutionStep } from 'backstage-plugin-security-incidents-common';
import type { RefObject } from 'react';
import { useTranslation } from '../../../translation';
import page from '../IncidentPage.module.css';
import {
  belongsTo,
  linesOf,
  ordered,
  type TimelineFilter,
  type TimelineItem,
  type TimelineOrder,
} from './order';
import styles from './timeline.module.css';
import { TimelineLines } from './TimelineLines';

/** How many entries are shown before somebody asks for more. */
export const ENTRIES_AT_FIRST = 10;

/** The entries that match a filter, and buttons for those that are not shown. */
export function TimelineList(props: {
  list: RefObject<HTMLDivElement>;
  items: readonly TimelineItem[];
  steps: ReadonlyMap<string, ResolutionStep>;
  erased: ReadonlySet<number>;
  filter: TimelineFilter;
  order: TimelineOrder;
  /** How many entries wait for the reader. */
  waiting: number;
  limit: number;
  wanted?: number;
  onAmend?(step: ResolutionStep): void;
  onShow(seq: number): void;
  onShowWaiting(): void;
  onShowAll(): void;
}) {
  const { items, filter, order, waiting, limit } = props;
  const { t } = useTranslation();
  const matching = ordered(
    items.filter(item => belongsTo(item, filter)),
    order,
  );
  const hidden = matching.length - limit;
  return (
    <>
      <div ref={props.list}>
        {waiting > 0 && (
          <div className={styles.waiting}>
            <Button
              variant="primary"
              size="small"
              iconStart={<RiArrowUpLine aria-hidden />}
              onPress={() => {
                props.onShowWaiting();
                document
                  .querySelector('#timeline h2')
                  ?.scrollIntoView?.({ block: 'start' });
              }}
            >
              {t('incidentPage.timeline.waiting', { count: waiting })}
            </Button>
          </div>
        )}
        {matching.length === 0 && (
          <p className={page.quiet}>{t('incidentPage.timeline.empty')}</p>
        )}
        <TimelineLines
          lines={linesOf(matching.slice(0, limit), filter !== 'automatic')}
          order={order}
          steps={props.steps}
          erased={props.erased}
          wanted={props.wanted}
          onAmend={props.onAmend}
          onShow={props.onShow}
        />
      </div>
      {hidden > 0 && (
        <Button variant="secondary" onPress={props.onShowAll}>
          {t('incidentPage.timeline.showAll', {
            total: String(matching.length),
          })}
        </Button>
      )}
    </>
  );
}
