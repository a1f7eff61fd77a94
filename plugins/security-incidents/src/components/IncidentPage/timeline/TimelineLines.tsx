import { RiRobot2Line } from '@remixicon/react';
import type { ResolutionStep } from 'backstage-plugin-security-incidents-common';
import { Fragment, useState } from 'react';
import { usePrinting } from '../../../hooks';
import { clockTime, getZoneName, longDay, utcTime } from '../../../time';
import { useTranslation } from '../../../translation';
import page from '../IncidentPage.module.css';
import {
  type TimelineItem,
  type TimelineLine,
  type TimelineOrder,
  timeOf,
} from './order';
import { Sentence } from './Sentence';
import styles from './timeline.module.css';
import { TimelineEntryRow } from './TimelineEntryRow';

/** What the rows need besides their entries. */
export interface TimelineContext {
  order: TimelineOrder;
  steps: ReadonlyMap<string, ResolutionStep>;
  /** The numbers of the entries whose content was erased. */
  erased: ReadonlySet<number>;
  /** Absent where no step can be amended. */
  onAmend?: (step: ResolutionStep) => void;
  /** Goes to another entry. */
  onShow(seq: number): void;
}

function Folded(props: {
  items: TimelineItem[];
  context: TimelineContext;
  /** Whether the reader was sent to one of them. */
  open: boolean;
}) {
  const { items, context } = props;
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const printing = usePrinting();
  if (opened || props.open || printing) {
    return (
      <>
        {items.map(item => (
          <TimelineEntryRow
            key={item.entry.seq}
            item={item}
            context={context}
          />
        ))}
      </>
    );
  }
  const [newest] = items;
  return (
    <li className={`${styles.entry} ${page.quiet}`}>
      <time
        dateTime={newest.entry.at}
        title={utcTime(timeOf(newest, context.order))}
        className={page.time}
      >
        {clockTime(timeOf(newest, context.order))}
      </time>
      <span className={styles.robot} aria-hidden>
        <RiRobot2Line size={14} />
      </span>
      <span>
        <Sentence entry={newest.entry} alone />{' '}
        <button
          type="button"
          className={page.linkButton}
          onClick={() => setOpened(true)}
        >
          {t('incidentPage.timeline.automatic', { count: items.length })}
        </button>
      </span>
      <span className={page.time}>
        {t('incidentPage.timeline.range', {
          from: String(items[items.length - 1].entry.seq),
          to: String(newest.entry.seq),
        })}
      </span>
    </li>
  );
}

/** The lines of the timeline under the days they belong to. */
export function TimelineLines(
  props: TimelineContext & { lines: TimelineLine[]; wanted?: number },
) {
  const { lines, wanted, ...context } = props;
  const { t } = useTranslation();
  let day = '';
  return (
    <ol className={page.list}>
      {lines.map(line => {
        const first = line.kind === 'entry' ? line.item : line.items[0];
        const before = day;
        day = longDay(timeOf(first, context.order));
        return (
          <Fragment key={first.entry.seq}>
            {day !== before && (
              <li className={styles.day}>
                {before
                  ? day
                  : t('incidentPage.timeline.dayIn', {
                      day,
                      zone: getZoneName(),
                    })}
              </li>
            )}
            {line.kind === 'entry' ? (
              <TimelineEntryRow item={line.item} context={context} />
            ) : (
              <Folded
                items={line.items}
                context={context}
                open={line.items.some(({ entry }) => entry.seq === wanted)}
              />
            )}
          </Fragment>
        );
      })}
    </ol>
  );
}
