import { Link } from '@backstage/ui';
import { RiInboxLine } from '@remixicon/react';
import type { OverviewWatch } from 'backstage-plugin-security-incidents-common';
import { useEntityLinks, useNow } from '../../hooks';
import { useRouteRef } from '../../navigation';
import { inboxRouteRef } from '../../routes';
import { formatDuration } from '../../time';
import { useSharedTranslation } from '../../translation';
import { StateMark } from '../common';
import styles from './EntityCard.module.css';

function Waiting(props: {
  entityRef: string;
  waiting: NonNullable<OverviewWatch['waiting']>;
}) {
  const { total, oldestAt } = props.waiting;
  const { t } = useSharedTranslation();
  const nowMs = useNow();
  const inbox = useRouteRef(inboxRouteRef)();
  if (!oldestAt) return null;
  const duration = formatDuration(nowMs - Date.parse(oldestAt));
  return (
    <span className={styles.between}>
      <span className={styles.inline}>
        <RiInboxLine size={16} aria-hidden />
        {`${t('watch.waiting', { count: total })}, ${t('watch.oldest', {
          duration,
        })}`}
      </span>
      <Link
        variant="body-small"
        href={`${inbox}?service=${encodeURIComponent(props.entityRef)}`}
      >
        {t('watch.decide')}
      </Link>
    </span>
  );
}

/** What waits about the entity, and who watches it. */
export function WatchLines(props: { entityRef: string; watch: OverviewWatch }) {
  const { entityRef, watch } = props;
  const { sources, inTrouble, waiting } = watch;
  const { t } = useSharedTranslation();
  const linkTo = useEntityLinks();
  return (
    <div className={styles.row}>
      {waiting && <Waiting entityRef={entityRef} waiting={waiting} />}
      <span className={styles.between}>
        <span className={styles.inline}>
          <StateMark state={inTrouble > 0 || sources === 0 ? 'late' : 'good'} />
          {[
            t('watch.title', { count: sources }),
            ...(inTrouble > 0
              ? [t('watch.trouble', { count: inTrouble })]
              : []),
          ].join(', ')}
        </span>
        <Link variant="body-small" href={linkTo(entityRef)}>
          {t('watch.see')}
        </Link>
      </span>
    </div>
  );
}
