import { Button, Card, CardBody, Select } from '@backstage/ui';
import {
  SEVERITIES,
  type DetectionSummary,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef } from 'react';
import { useNow } from '../../hooks';
import { formatDuration } from '../../time';
import { useTranslation } from '../../translation';
import { NewRows, PanelFailed, PanelLoading, PanelStale } from '../common';
import styles from './InboxList.module.css';
import { InboxRow } from './InboxRow';
import { NoDetections } from './NoDetections';
import type { Inbox } from './useInbox';

/** Rows under the headings of their severities, in the order in which they come. */
function toGroups(rows: readonly DetectionSummary[], isGrouped: boolean) {
  if (!isGrouped) return [{ severity: undefined, rows }];
  return [...SEVERITIES]
    .reverse()
    .map(severity => ({
      severity,
      rows: rows.filter(row => row.severity === severity),
    }))
    .filter(group => group.rows.length > 0);
}

/** A box for all rows, half full while some are selected. */
function SelectAll({ inbox }: { inbox: Inbox }) {
  const { rows, selection } = inbox;
  const { t } = useTranslation();
  const box = useRef<HTMLInputElement>(null);
  const count = selection.selected.length;
  useEffect(() => {
    if (box.current) {
      box.current.indeterminate = count > 0 && count < rows.length;
    }
  }, [count, rows.length]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={styles.check}
      aria-label={t('inbox.head.selectAll')}
      checked={count > 0 && count === rows.length}
      onChange={event => selection.setAll(event.target.checked)}
    />
  );
}

function Head({ inbox, nowMs }: { inbox: Inbox; nowMs: number }) {
  const { rows, selection, address, panel } = inbox;
  const { filters, change } = address;
  const { t } = useTranslation();
  const oldest = rows.reduce(
    (first, { firstSeenAt }) => (firstSeenAt < first ? firstSeenAt : first),
    rows[0]?.firstSeenAt ?? '',
  );
  const count = selection.selected.length;
  return (
    <div className={styles.head} data-selecting={count > 0}>
      <SelectAll inbox={inbox} />
      <h2 className={styles.headTitle}>
        {count > 0
          ? t('inbox.head.selected', { selected: count, shown: rows.length })
          : t(`inbox.head.${filters.view}`, {
              count: panel.data?.totalItems ?? rows.length,
            })}
      </h2>
      {oldest && filters.view !== 'decided' && (
        <span className={styles.quiet}>
          {t('inbox.head.oldest', {
            duration: formatDuration(nowMs - Date.parse(oldest)),
          })}
        </span>
      )}
      <div className={count > 0 ? styles.clear : styles.order}>
        {count > 0 ? (
          <Button
            variant="tertiary"
            size="small"
            onPress={() => selection.setAll(false)}
          >
            {t('inbox.head.clear')}
          </Button>
        ) : (
          <Select
            aria-label={t('inbox.filter.order')}
            options={[
              { id: 'severity', label: t('inbox.filter.severityFirst') },
              { id: 'age', label: t('inbox.filter.ageFirst') },
            ]}
            selectedKey={filters.orderBy}
            onSelectionChange={key =>
              change({ orderBy: key === 'age' ? 'age' : undefined })
            }
          />
        )}
      </div>
    </div>
  );
}

function Rows({ inbox, nowMs }: { inbox: Inbox; nowMs: number }) {
  const { rows, address, selection, bulk, panel } = inbox;
  const { t } = useTranslation();
  const total = panel.data?.totalItems ?? 0;
  const isWhole = rows.length >= total;
  const groups = toGroups(rows, address.filters.orderBy === 'severity');
  return (
    <>
      {groups.map(({ severity, rows: inGroup }) => (
        <section
          key={severity ?? 'all'}
          aria-labelledby={severity && `inbox-${severity}`}
          aria-label={severity ? undefined : t('inbox.list')}
        >
          {severity && (
            <h3 id={`inbox-${severity}`} className={styles.group}>
              {t(`term.severity.${severity}`)}
              {isWhole && `, ${inGroup.length}`}
            </h3>
          )}
          <ul className={styles.list}>
            {inGroup.map(row => (
              <InboxRow
                key={row.id}
                detection={row}
                sourceTitle={inbox.sourceTitle(row.sourceId)}
                to={address.linkTo(row.id)}
                nowMs={nowMs}
                isCurrent={row.id === inbox.currentId}
                takesFocus={
                  row.id === inbox.focusId && row.id === inbox.currentId
                }
                isSelected={selection.ids.has(row.id)}
                outcome={bulk.run?.outcomes[row.id]}
                onSelect={isSelected => selection.set(row.id, isSelected)}
                onConfirm={() => inbox.confirm.current()}
                onUndo={() => bulk.undo(row.id)}
              />
            ))}
          </ul>
        </section>
      ))}
      <p className={styles.foot}>
        {!isWhole && (
          <span>{t('inbox.shown', { shown: rows.length, total })}</span>
        )}
        {inbox.showMore && (
          <Button variant="secondary" size="small" onPress={inbox.showMore}>
            {t('inbox.more')}
          </Button>
        )}
        <span>{t(bulk.run ? 'inbox.staysUntil' : 'inbox.foot')}</span>
      </p>
    </>
  );
}

/** The detections of a view, by severity and age. */
export function InboxList({ inbox }: { inbox: Inbox }) {
  const { panel, rows } = inbox;
  const { data, error, reload, staleSince } = panel;
  const { t } = useTranslation();
  const nowMs = useNow();
  return (
    <Card className={styles.card} aria-label={t('inbox.list')}>
      <CardBody className={styles.rows}>
        {rows.length > 0 && <Head inbox={inbox} nowMs={nowMs} />}
        <NewRows
          waiting={data?.waiting ? data.waiting : undefined}
          onShow={reload}
        />
        {error && (
          <div className={styles.state}>
            <PanelFailed
              title={t('inbox.failed.title')}
              hint={t('inbox.failed.hint')}
              subject={t('detection.subject')}
              error={error}
              onRetry={reload}
            />
          </div>
        )}
        {!error && !data && (
          <div className={styles.state}>
            <PanelLoading label={t('detection.subject')} rows={14} />
          </div>
        )}
        {!error && data && rows.length === 0 && (
          <div className={styles.state}>
            <NoDetections inbox={inbox} />
          </div>
        )}
        {rows.length > 0 && <Rows inbox={inbox} nowMs={nowMs} />}
        <PanelStale since={staleSince} what={t('inbox.rows')} />
      </CardBody>
    </Card>
  );
}
