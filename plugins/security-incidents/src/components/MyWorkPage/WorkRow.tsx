import { Button, ButtonLink, Link } from '@backstage/ui';
import {
  RiAlarmWarningLine,
  RiChat1Line,
  RiCheckboxCircleLine,
  RiFlaskLine,
  RiGroupLine,
  RiFileList3Line,
  RiLockLine,
  RiQuestionLine,
  RiSendPlane2Line,
  RiTimerLine,
  RiToolsLine,
} from '@remixicon/react';
import type {
  WorkItem,
  WorkKind,
} from 'backstage-plugin-security-incidents-common';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { utcTime } from '../../time';
import { useTranslation } from '../../translation';
import { classNames, EntityName, SeverityMark } from '../common';
import { toStateNow } from './groups';
import styles from './MyWorkPage.module.css';
import { useIncidentPlace } from './useIncidentPlace';
import { WorkForm } from './WorkForm';
import { toBecauseText, toDueText, toTitleText } from './workText';
import { WorkTitle } from './WorkTitle';

const ICONS: Record<WorkKind, ReactNode> = {
  task: <RiCheckboxCircleLine size={14} aria-hidden />,
  clock: <RiTimerLine size={14} aria-hidden />,
  decision: <RiQuestionLine size={14} aria-hidden />,
  update: <RiChat1Line size={14} aria-hidden />,
  review: <RiFileList3Line size={14} aria-hidden />,
  action: <RiToolsLine size={14} aria-hidden />,
  obligation: <RiSendPlane2Line size={14} aria-hidden />,
};

function Due(props: { item: WorkItem; now: number }) {
  const { item, now } = props;
  const { t } = useTranslation();
  const { main, detail } = toDueText(t, item, now);
  const state = toStateNow(item, now);
  return (
    <div className={styles.due} data-state={state}>
      <span className={styles.dueMain}>
        {state === 'overdue' && <RiAlarmWarningLine size={14} aria-hidden />}
        {state === 'at-risk' && <RiTimerLine size={14} aria-hidden />}
        {main}
      </span>
      {detail && item.due.at && (
        <time
          dateTime={item.due.at}
          title={utcTime(item.due.at)}
          className={styles.quiet}
        >
          {detail}
        </time>
      )}
    </div>
  );
}

function What({ item }: { item: WorkItem }) {
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const { incident } = item;
  return (
    <div className={styles.what}>
      <div className={styles.title}>
        <WorkTitle item={item} />
      </div>
      <div className={styles.about}>
        <span className={styles.kind}>
          {ICONS[item.kind]}
          {t(`myWork.kind.${item.kind}`)}
        </span>
        <SeverityMark severity={incident.severity} />
        <Link variant="body-small" href={link({ key: incident.key })}>
          {incident.key}
        </Link>
        {incident.visibility === 'restricted' && (
          <RiLockLine size={13} role="img" aria-label={t('term.restricted')} />
        )}
        {incident.mode === 'exercise' && (
          <span className={styles.kind}>
            <RiFlaskLine size={13} aria-hidden />
            {t('myWork.exercise')}
          </span>
        )}
        <span className={classNames(styles.quiet, styles.incidentTitle)}>
          {incident.title}
        </span>
      </div>
      {item.kind === 'task' && item.waitsFor.length > 0 && (
        <div className={styles.quiet}>
          {t('myWork.waitsFor', { tasks: item.waitsFor.join(', ') })}
        </div>
      )}
    </div>
  );
}

function Holder({ item }: { item: WorkItem }) {
  const { t } = useTranslation();
  const because = toBecauseText(t, item);
  return (
    <div className={styles.holder}>
      {item.mine ? (
        <span className={styles.you}>{t('myWork.you')}</span>
      ) : (
        <span className={styles.team}>
          <RiGroupLine size={14} aria-hidden />
          <EntityName entityRef={item.holder.ref} />
        </span>
      )}
      {because && <span className={styles.quiet}>{because}</span>}
    </div>
  );
}

/** What can be done about a row, for its buttons and keys alike. */
export interface RowActions {
  /** Does what the row asks. */
  act(item: WorkItem): void;
  select(id: string): void;
  close(): void;
  onDone(item: WorkItem): void;
}

function ActButton(props: {
  item: WorkItem;
  isSelected: boolean;
  isPending: boolean;
  onPress(): void;
}) {
  const { item, isSelected } = props;
  const { t } = useTranslation();
  const placeOf = useIncidentPlace();
  const act = t(`myWork.act.${item.action.name}`);
  const common = {
    variant: isSelected ? ('primary' as const) : ('secondary' as const),
    'aria-label': t('myWork.actOn', { act, title: toTitleText(t, item) }),
  };
  return item.action.name === 'open' ? (
    <ButtonLink {...common} href={placeOf(item)}>
      {act}
    </ButtonLink>
  ) : (
    <Button {...common} isPending={props.isPending} onPress={props.onPress}>
      {act}
    </Button>
  );
}

/** One thing to do: by when, what, whose, and its act. A text that the act needs opens below. */
export function WorkRow(props: {
  item: WorkItem;
  now: number;
  isSelected: boolean;
  /** Whether the selection was moved by a key, so that the focus follows. */
  takesFocus: boolean;
  isOpen: boolean;
  isPending: boolean;
  actions: RowActions;
}) {
  const { item, now, isSelected, isOpen, actions } = props;
  const { t } = useTranslation();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!props.takesFocus) return;
    row.current?.scrollIntoView?.({ block: 'nearest' });
    row.current?.focus({ preventScroll: true });
  }, [props.takesFocus]);
  const onKeyDown = (event: KeyboardEvent) => {
    // Buttons and links inside have an Enter of their own.
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    actions.act(item);
  };
  return (
    // The selected row is reached by Tab; Enter does what its button does.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={row}
      className={classNames(styles.row, isSelected && styles.selected)}
      aria-current={isSelected || undefined}
      aria-label={toTitleText(t, item)}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={isSelected ? 0 : -1}
      onFocusCapture={() => actions.select(item.id)}
      onKeyDown={onKeyDown}
    >
      <div className={styles.cells}>
        <Due item={item} now={now} />
        <What item={item} />
        <Holder item={item} />
        <div className={styles.act}>
          {!isOpen && (
            <ActButton
              item={item}
              isSelected={isSelected}
              isPending={props.isPending}
              onPress={() => actions.act(item)}
            />
          )}
        </div>
      </div>
      {isOpen && (
        <WorkForm item={item} onDone={actions.onDone} onClose={actions.close} />
      )}
    </li>
  );
}
