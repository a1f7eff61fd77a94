import { Button, Checkbox } from '@backstage/ui';
import {
  RiAlarmWarningLine,
  RiCheckDoubleLine,
  RiFlaskLine,
  RiLockLine,
  RiLoopLeftLine,
} from '@remixicon/react';
import type {
  ActionGroup,
  ActionSummary,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useState } from 'react';
import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef, incidentViewRouteRef } from '../../routes';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName, PanelFailed, PanelLoading } from '../common';
import { PersonMark } from '../IncidentPage/people/PersonMark';
import { ActionMenu, CheckDialog } from '../reviews';
import { toDaysText } from '../reviews/daysWords';
import register from '../FollowUpRegister.module.css';
import styles from './ActionsPage.module.css';
import { type ActionFilters, useActionGroup } from './useActions';
import { toKey } from '../../translation/toKey';

/** How many more rows `Show more` asks for. */
const MORE = 50;

function When({ action, now }: { action: ActionSummary; now: number }) {
  const { t } = useTranslation();
  const { group, dueAt, firstDueAt, check } = action;
  if (group === 'proven' && check.checkedAt) {
    return (
      <div>
        <span className={register.works}>
          <RiCheckDoubleLine size={14} aria-hidden />
          {t('reviews.group.works')}
        </span>
        <span className={register.below}>
          {dayOf(check.checkedAt)}
          {check.checkedBy && (
            <>
              {', '}
              <EntityName entityRef={check.checkedBy} />
            </>
          )}
        </span>
      </div>
    );
  }
  const isCheck = action.state === 'done';
  // A date that moved stays late from the first one on.
  const at = isCheck ? check.by : (group === 'overdue' && firstDueAt) || dueAt;
  if (!at)
    return <span className={register.warn}>{t('reviews.action.noDate')}</span>;
  const isOver = group === 'overdue' || group === 'check-overdue';
  return (
    <div>
      <span className={isOver ? register.over : register.when}>
        {isOver && <RiAlarmWarningLine size={14} aria-hidden />}
        {toDaysText(t, at, now)}
      </span>
      <span className={register.below}>
        {t(isCheck ? 'reviews.action.checkOn' : 'reviews.action.dueOn', {
          day: dayOf(at),
        })}
      </span>
    </div>
  );
}

/** The latest first, from the first date on. */
function sortByLateness(actions: readonly ActionSummary[]): ActionSummary[] {
  const since = ({ firstDueAt, dueAt }: ActionSummary) =>
    firstDueAt ?? dueAt ?? '';
  return [...actions].sort((a, b) => since(a).localeCompare(since(b)));
}

function What({ action }: { action: ActionSummary }) {
  const { t } = useTranslation();
  const link = useRouteRef(incidentViewRouteRef);
  const incidentLink = useRouteRef(incidentRouteRef);
  const { incident, cameBackAs } = action;
  const [service] = incident.entityRefs;
  return (
    <div className={register.what}>
      <AppLink
        to={`${link({ key: incident.key, view: 'review' })}#action-${
          action.id
        }`}
        className={register.title}
      >
        {action.title}
      </AppLink>
      <span className={register.below}>
        {t('reviews.action.from', {
          type: t(`reviews.actionType.${toKey(action.type)}`),
          incident: incident.key,
        })}
        {service && (
          <>
            {', '}
            <EntityName entityRef={service} />
          </>
        )}
        {incident.visibility === 'restricted' && (
          <>
            {' '}
            <RiLockLine
              size={13}
              role="img"
              aria-label={t('term.restricted')}
            />
          </>
        )}
      </span>
      {cameBackAs && (
        <span className={styles.cameBack}>
          <RiLoopLeftLine size={13} aria-hidden />
          {t('reviews.action.cameBackAs', {
            incident: (
              <AppLink
                to={incidentLink({ key: cameBackAs.key })}
                className={styles.cameBackLink}
              >
                {cameBackAs.key}
              </AppLink>
            ),
          })}
        </span>
      )}
      {incident.mode === 'exercise' && (
        <span className={styles.exercise}>
          <RiFlaskLine size={13} aria-hidden />
          {t('reviews.action.fromExercise')}
        </span>
      )}
    </div>
  );
}

function Works({ action }: { action: ActionSummary }) {
  const { t } = useTranslation();
  const { check, note, moves } = action;
  return (
    <div className={register.what}>
      <span>{check.text ?? check.worksIf ?? ''}</span>
      {note && action.state !== 'proven' && (
        <span className={register.below}>
          {t('reviews.action.said', { text: note.text, day: dayOf(note.at) })}
        </span>
      )}
      {moves > 0 && (
        <span className={register.below}>
          {t('reviews.action.moved', { count: moves })}
        </span>
      )}
    </div>
  );
}

/** What rows need of the page around them. */
export interface RowProps {
  now: number;
  selected: ReadonlySet<string>;
  onSelect(action: ActionSummary, isSelected: boolean): void;
  /** Says which rows a group shows. */
  onShown(group: ActionGroup, actions: readonly ActionSummary[]): void;
  onRemind(actions: readonly ActionSummary[]): void;
  isReminding: boolean;
}

function Row(props: RowProps & { action: ActionSummary }) {
  const { action, now, selected, onSelect } = props;
  const { t } = useTranslation();
  const [isChecking, setChecking] = useState(false);
  const { group, incident, ownerRef } = action;
  const isEnded = group === 'proven' || group === 'dropped';
  return (
    <li className={register.row} data-row={action.id} tabIndex={-1}>
      <div className={styles.select}>
        {!isEnded && (
          <Checkbox
            aria-label={t('reviews.action.select', { title: action.title })}
            isSelected={selected.has(action.id)}
            onChange={isSelected => onSelect(action, isSelected)}
          />
        )}
      </div>
      <When action={action} now={now} />
      <What action={action} />
      <div className={register.owner}>
        {ownerRef ? (
          <>
            <PersonMark principalRef={ownerRef} />
            <EntityName entityRef={ownerRef} />
          </>
        ) : (
          <span className={register.warn}>{t('reviews.action.nobody')}</span>
        )}
      </div>
      <Works action={action} />
      <div className={register.act}>
        {group === 'overdue' && (
          <Button
            variant="secondary"
            size="small"
            isDisabled={props.isReminding}
            aria-label={t('reviews.action.remindOne', { title: action.title })}
            onPress={() => props.onRemind([action])}
          >
            {t('reviews.remind')}
          </Button>
        )}
        {group === 'check-overdue' && (
          <Button
            variant="secondary"
            size="small"
            aria-label={t('reviews.check.openOne', { title: action.title })}
            onPress={() => setChecking(true)}
          >
            {t('reviews.check.open')}
          </Button>
        )}
        <ActionMenu
          action={action}
          incidentKey={incident.key}
          pageKey={incident.key}
        />
      </div>
      {isChecking && (
        <CheckDialog
          action={action}
          incidentKey={incident.key}
          pageKey={incident.key}
          onClose={() => setChecking(false)}
        />
      )}
    </li>
  );
}

/** The actions of one group, the most urgent first; nothing when there are none. */
export function ActionGroupList(
  props: RowProps & {
    group: ActionGroup;
    first: number;
    query: ActionFilters['query'];
  },
) {
  const { group, first, query } = props;
  const { t } = useTranslation();
  const [limit, setLimit] = useState(first);
  const { data, error, reload } = useActionGroup(query, group, limit);
  const { onShown } = props;
  useEffect(() => onShown(group, data?.items ?? []), [onShown, group, data]);
  const title = t(`reviews.group.${toKey(group)}`);
  if (!data) {
    return (
      <section className={register.group}>
        <h3 className={register.groupTitle}>{title}</h3>
        {error ? (
          <PanelFailed
            title={t('reviews.actions.failed')}
            subject={t('reviews.actions.subject')}
            error={error}
            onRetry={reload}
          />
        ) : (
          <PanelLoading label={t('reviews.actions.subject')} rows={2} />
        )}
      </section>
    );
  }
  if (data.totalItems === 0) return null;
  const left = data.totalItems - data.items.length;
  return (
    <section className={register.group} aria-label={title}>
      <h3 className={register.groupTitle}>
        {title} <span className={register.quiet}>{data.totalItems}</span>
        {group === 'check-overdue' && (
          <span className={register.quiet}>{t('reviews.group.checkHint')}</span>
        )}
      </h3>
      <ul className={`${register.rows} ${styles.columns}`}>
        {(group === 'overdue' ? sortByLateness(data.items) : data.items).map(
          action => (
            <Row key={action.id} {...props} action={action} />
          ),
        )}
      </ul>
      {left > 0 && (
        <Button
          variant="tertiary"
          size="small"
          onPress={() => setLimit(before => Math.min(before + MORE, 200))}
        >
          {t('reviews.group.more', { count: left })}
        </Button>
      )}
    </section>
  );
}
