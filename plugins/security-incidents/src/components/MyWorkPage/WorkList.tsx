import { Alert, Button, Card, CardBody, VisuallyHidden } from '@backstage/ui';
import type {
  WorkItem,
  WorkPage,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useKeys, useKeysSetting } from '../../hooks';
import { useAppNavigate } from '../../navigation';
import { useTranslation } from '../../translation';
import { PanelStale } from '../common';
import { groupWork } from './groups';
import { toTitleText } from './workText';
import styles from './MyWorkPage.module.css';
import { useIncidentPlace } from './useIncidentPlace';
import { useTake } from './useTake';
import { type RowActions, WorkRow } from './WorkRow';

/** Which row is selected; when it leaves, the one that took its place. */
function useSelection(items: readonly WorkItem[]) {
  const [selected, setSelected] = useState<{
    id?: string;
    index: number;
    byKey: boolean;
  }>({ index: 0, byKey: false });
  const found = items.findIndex(({ id }) => id === selected.id);
  const index = found >= 0 ? found : Math.min(selected.index, items.length - 1);
  const select = (id: string, byKey = false) => {
    const at = items.findIndex(item => item.id === id);
    setSelected(before =>
      before.id === id && before.byKey === byKey
        ? before
        : { id, index: at, byKey },
    );
  };
  return {
    current: items[index] as WorkItem | undefined,
    byKey: selected.byKey,
    select,
    move(by: 1 | -1) {
      // The first key shows where the selection is; the next ones move it.
      const next = selected.byKey ? items[index + by] : items[index];
      if (next) select(next.id, true);
    },
    /** Keeps the place of a row that is about to leave, and moves the focus to what follows. */
    leave(id: string) {
      const at = items.findIndex(item => item.id === id);
      const next = items[at + 1] ?? items[at - 1];
      setSelected({ id: next?.id, index: Math.max(0, at), byKey: true });
    },
  };
}

/** The rows under their headings, with their keys and the text that is open. */
export function WorkList(props: {
  page: WorkPage;
  now: number;
  staleSince?: number;
  showMore?(): void;
}) {
  const { page, now } = props;
  const { t } = useTranslation();
  const navigate = useAppNavigate();
  const placeOf = useIncidentPlace();
  const [keysOn] = useKeysSetting();
  const groups = groupWork(page.items, now);
  const items = groups.flatMap(group => group.items);
  const { current, byKey, select, move, leave } = useSelection(items);
  const [openId, setOpenId] = useState<string>();
  const [said, setSaid] = useState('');
  const { take, takingId, problem } = useTake(item =>
    setSaid(t('myWork.taken', { title: toTitleText(t, item) })),
  );

  const actions: RowActions = {
    select: id => select(id, byKey && id === current?.id),
    close: () => {
      setOpenId(undefined);
      if (current) select(current.id, true);
    },
    act: item => {
      if (item.action.name === 'open') navigate(placeOf(item));
      else if (item.action.name === 'take') take(item);
      else setOpenId(item.id);
    },
    onDone: item => {
      setOpenId(undefined);
      leave(item.id);
      const left = Math.max(0, page.totalItems - 1);
      setSaid(
        t('myWork.done', { title: toTitleText(t, item), left: String(left) }),
      );
    },
  };
  useKeys(
    keysOn
      ? {
          j: () => move(1),
          k: () => move(-1),
          t: () => {
            if (current?.action.name === 'take') take(current);
          },
        }
      : {},
  );

  return (
    <Card className={styles.card}>
      <CardBody className={styles.rows}>
        <VisuallyHidden>
          <span role="status">{said}</span>
        </VisuallyHidden>
        {problem && (
          <div role="alert">
            <Alert status="warning" title={problem.message} />
          </div>
        )}
        <PanelStale since={props.staleSince} what={t('myWork.rows')} />
        {groups.map(({ group, items: rows }) => (
          <section key={group} aria-labelledby={`work-${group}`}>
            <h2
              id={`work-${group}`}
              className={styles.heading}
              data-state={group === 'overdue' ? 'overdue' : undefined}
            >
              {t(`myWork.group.${group}`)}{' '}
              <span className={styles.quiet}>{rows.length}</span>
            </h2>
            <ul className={styles.list}>
              {rows.map(item => (
                <WorkRow
                  key={item.id}
                  item={item}
                  now={now}
                  isSelected={item.id === current?.id}
                  takesFocus={byKey && item.id === current?.id && !openId}
                  isOpen={item.id === openId}
                  isPending={item.id === takingId}
                  actions={actions}
                />
              ))}
            </ul>
          </section>
        ))}
        <p className={styles.foot}>
          {page.items.length < page.totalItems && (
            <span>
              {t('myWork.shown', {
                shown: String(page.items.length),
                total: String(page.totalItems),
              })}
            </span>
          )}
          {props.showMore && (
            <Button variant="secondary" size="small" onPress={props.showMore}>
              {t('myWork.more')}
            </Button>
          )}
          <span>
            {page.truncated ? t('myWork.truncated') : t('myWork.foot')}
          </span>
        </p>
      </CardBody>
    </Card>
  );
}
