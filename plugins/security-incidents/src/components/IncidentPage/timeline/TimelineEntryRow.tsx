import { clockTime, utcTime } from '../../../time';
import { classNames } from '../../common';
import page from '../IncidentPage.module.css';
import { ChangeBody } from './ChangeBody';
import { EntrySign } from './EntrySign';
import { type TimelineItem, timeOf } from './order';
import { StepBody } from './StepBody';
import styles from './timeline.module.css';
import type { TimelineContext } from './TimelineLines';

/** One entry of the timeline. */
export function TimelineEntryRow(props: {
  item: TimelineItem;
  context: TimelineContext;
}) {
  const { item, context } = props;
  const { entry, step, automatic } = item;
  const time = timeOf(item, context.order);
  return (
    <li
      className={classNames(styles.entry, automatic && page.quiet)}
      id={`entry-${entry.seq}`}
      tabIndex={-1}
    >
      <time
        dateTime={time}
        title={utcTime(time)}
        className={`${page.quiet} ${page.time}`}
      >
        {clockTime(time)}
      </time>
      <EntrySign item={item} />
      <div className={styles.body}>
        {step ? (
          <StepBody step={step} context={context} />
        ) : (
          <ChangeBody entry={entry} context={context} />
        )}
      </div>
      <span className={`${page.quiet} ${page.time}`}>#{entry.seq}</span>
    </li>
  );
}
