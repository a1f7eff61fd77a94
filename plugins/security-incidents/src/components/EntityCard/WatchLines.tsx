import { Link } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { RiInboxLine } from '@remixicon/react';
import { detectionReadPermission } from 'backstage-plugin-security-incidents-common';
import { useEntityLinks, useNow } from '../../hooks';
import { useRouteRef } from '../../navigation';
import { useEntityWatch } from '../../queries';
import { inboxRouteRef } from '../../routes';
import { formatDuration } from '../../time';
import { useTranslation } from '../../translation';
import { StateMark } from '../common';
import { useMayTriage } from '../detections';
import { isInTrouble } from '../EntityTab/WatchCards';
import styles from './EntityCard.module.css';

function Lines({ entityRef }: { entityRef: string }) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const linkTo = useEntityLinks();
  const inbox = useRouteRef(inboxRouteRef)();
  const { allowed: mayTriage } = useMayTriage();
  // A source that does not answer must not hide what is open, so that a failure shows nothing here.
  const { data: watch } = useEntityWatch(entityRef);
  if (!watch) return null;
  const waiting = watch.waiting ?? [];
  const oldest = Math.min(
    ...waiting.map(({ firstSeenAt }) => Date.parse(firstSeenAt)),
  );
  const trouble = watch.sources.filter(isInTrouble).length;
  return (
    <div className={styles.row}>
      {waiting.length > 0 && (
        <span className={styles.between}>
          <span className={styles.inline}>
            <RiInboxLine size={16} aria-hidden />
            {`${t('watch.waiting', { count: waiting.length })}, ${t(
              'watch.oldest',
              { duration: formatDuration(nowMs - oldest) },
            )}`}
          </span>
          {mayTriage && (
            <Link
              variant="body-small"
              href={`${inbox}?service=${encodeURIComponent(entityRef)}`}
            >
              {t('watch.decide')}
            </Link>
          )}
        </span>
      )}
      <span className={styles.between}>
        <span className={styles.inline}>
          <StateMark
            state={trouble > 0 || watch.sources.length === 0 ? 'late' : 'good'}
          />
          {[
            t('watch.title', { count: watch.sources.length }),
            ...(trouble > 0 ? [t('watch.trouble', { count: trouble })] : []),
          ].join(', ')}
        </span>
        <Link variant="body-small" href={linkTo(entityRef)}>
          {t('watch.see')}
        </Link>
      </span>
    </div>
  );
}

/** What waits about the entity, and who watches it; absent for who may not see detections. */
export function WatchLines(props: { entityRef: string }) {
  const { allowed } = usePermission({ permission: detectionReadPermission });
  return allowed ? <Lines {...props} /> : null;
}
