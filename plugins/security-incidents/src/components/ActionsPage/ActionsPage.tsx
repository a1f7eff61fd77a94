import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  ButtonIcon,
  Card,
  CardBody,
  Select,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { RiCloseLine, RiMailLine } from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import {
  ACTION_TYPES,
  type ActionSummary,
  type ReminderResult,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { reviewsApiRef } from '../../api';
import { useNow, usePageTitle } from '../../hooks';
import { useActionRegister, useFollowUpChanged } from '../../queries';
import { useTranslation } from '../../translation';
import {
  EntityName,
  PanelEmpty,
  PanelFailed,
  PanelStale,
  ZoneNote,
} from '../common';
import { EntitySelect, ListSearch } from '../filters';
import { FollowUpFrame } from '../FollowUpFrame';
import { problemOf } from '../IncidentPage/fields';
import { ActionGroupList, type RowProps } from './ActionGroupList';
import styles from './ActionsPage.module.css';
import { ActionSums } from './ActionSums';
import {
  type ActionFilters,
  SHOWN_GROUPS,
  useActionFilters,
} from './useActions';
import { toKey } from '../../translation/toKey';

const ANY = 'any';
/** Most reminders in one request. */
const MAX_REMINDERS = 50;

function Tools({ state }: { state: ActionFilters }) {
  const { filters, change } = state;
  const { t } = useTranslation();
  return (
    <div className={styles.tools}>
      <ListSearch
        state={state}
        label={t('reviews.actions.search')}
        placeholder={t('reviews.actions.search')}
      />
      <Select
        aria-label={t('reviews.action.type')}
        options={[
          { id: ANY, label: t('reviews.actions.anyType') },
          ...ACTION_TYPES.map(id => ({
            id,
            label: t(`reviews.actionType.${toKey(id)}`),
          })),
        ]}
        selectedKey={filters.type ?? ANY}
        onSelectionChange={key =>
          change({ type: ACTION_TYPES.find(id => id === key) })
        }
      />
      <EntitySelect
        label={t('reviews.actions.scope')}
        kinds={['Component', 'API', 'Resource', 'System', 'Domain', 'Group']}
        value={filters.entityRef}
        onChange={entityRef => change({ entityRef })}
      />
      <ToggleButtonGroup
        aria-label={t('reviews.actions.whose')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filters.mine ? 'mine' : 'all']}
        onSelectionChange={keys =>
          change({ mine: keys.has('mine') ? 'true' : undefined })
        }
      >
        <ToggleButton id="all">{t('reviews.actions.all')}</ToggleButton>
        <ToggleButton id="mine">{t('reviews.actions.mine')}</ToggleButton>
      </ToggleButtonGroup>
    </div>
  );
}

/** What became of reminders, in one line each. */
function Reminded(props: {
  results: readonly ReminderResult[];
  onClose(): void;
}) {
  const { t } = useTranslation();
  const countOf = (outcome: ReminderResult['outcome']) =>
    props.results.filter(result => result.outcome === outcome).length;
  const lines = (
    ['reminded', 'held-back', 'no-owner', 'refused', 'not-found'] as const
  ).flatMap(outcome => {
    const count = countOf(outcome);
    return count > 0
      ? [t(`reviews.reminded.${toKey(outcome)}`, { count })]
      : [];
  });
  return (
    <div role="status">
      <Alert
        status={countOf('reminded') > 0 ? 'success' : 'warning'}
        title={lines.join(' ')}
        customActions={
          <Button size="small" variant="secondary" onPress={props.onClose}>
            {t('common.close')}
          </Button>
        }
      />
    </div>
  );
}

function BulkBar(props: {
  actions: readonly ActionSummary[];
  isReminding: boolean;
  onRemind(): void;
  onClear(): void;
}) {
  const { actions } = props;
  const { t } = useTranslation();
  const owners = [
    ...new Set(actions.flatMap(({ ownerRef }) => ownerRef ?? [])),
  ];
  return (
    <div
      className={styles.bulk}
      role="toolbar"
      aria-label={t('reviews.actions.bulk')}
    >
      <b>{t('reviews.actions.selected', { count: actions.length })}</b>
      <span className={styles.quiet}>
        {owners.slice(0, 5).map((ref, index) => (
          <span key={ref}>
            {index > 0 && ', '}
            <EntityName entityRef={ref} />
          </span>
        ))}
        {owners.length > 5 && ' …'}
      </span>
      <span className={styles.bulkActs}>
        <Button
          variant="primary"
          iconStart={<RiMailLine aria-hidden />}
          isPending={props.isReminding}
          isDisabled={actions.length > MAX_REMINDERS}
          onPress={props.onRemind}
        >
          {t('reviews.actions.remindOwners')}
        </Button>
        <ButtonIcon
          variant="tertiary"
          aria-label={t('reviews.actions.clear')}
          icon={<RiCloseLine aria-hidden />}
          onPress={props.onClear}
        />
      </span>
    </div>
  );
}

/** Reminders to owners, and what became of them. */
function useReminders(onReminded: () => void) {
  const api = useApi(reviewsApiRef);
  const changed = useFollowUpChanged();
  const { mutate, isPending, data, error, reset } = useMutation({
    mutationFn: (actions: readonly ActionSummary[]) =>
      api.remindActions({ actionIds: actions.map(({ id }) => id) }),
    onSuccess: () => {
      onReminded();
      changed();
    },
  });
  return { remind: mutate, isPending, results: data?.results, error, reset };
}

function Register({ state }: { state: ActionFilters }) {
  const { query, isNarrowed, change } = state;
  const { t } = useTranslation();
  const now = useNow();
  const [selected, setSelected] = useState(new Map<string, ActionSummary>());
  const clear = () => setSelected(new Map());
  const reminders = useReminders(clear);
  const sums = useActionRegister({ ...query, limit: 1 });
  const rows: RowProps = {
    now,
    selected: new Set(selected.keys()),
    onSelect: (action, isSelected) =>
      setSelected(before => {
        const next = new Map(before);
        if (isSelected) next.set(action.id, action);
        else next.delete(action.id);
        return next;
      }),
    onRemind: reminders.remind,
    isReminding: reminders.isPending,
  };
  if (sums.error) {
    return (
      <Card>
        <CardBody>
          <PanelFailed
            title={t('reviews.actions.failed')}
            subject={t('reviews.actions.subject')}
            error={sums.error}
            onRetry={sums.reload}
          />
        </CardBody>
      </Card>
    );
  }
  return (
    <>
      <PanelStale since={sums.staleSince} what={t('reviews.lastAnswer')} />
      <ActionSums page={sums.data} />
      {reminders.results && (
        <Reminded results={reminders.results} onClose={reminders.reset} />
      )}
      {reminders.error && (
        <p className={styles.warn} role="alert">
          {problemOf(reminders.error).message}
        </p>
      )}
      <Card>
        <CardBody>
          {selected.size > 0 && (
            <BulkBar
              actions={[...selected.values()]}
              isReminding={reminders.isPending}
              onRemind={() => reminders.remind([...selected.values()])}
              onClear={clear}
            />
          )}
          {sums.data?.totalItems === 0 && (
            <PanelEmpty
              title={t(
                isNarrowed
                  ? 'reviews.actions.noneMatch'
                  : 'reviews.actions.noneYet',
              )}
              hint={isNarrowed ? undefined : t('reviews.actions.noneYetHint')}
            >
              {isNarrowed && (
                <Button
                  variant="secondary"
                  size="small"
                  onPress={() =>
                    change({
                      type: undefined,
                      mine: undefined,
                      entityRef: undefined,
                      q: undefined,
                    })
                  }
                >
                  {t('incidentFilters.clear')}
                </Button>
              )}
            </PanelEmpty>
          )}
          {SHOWN_GROUPS.map(([group, first]) => (
            <ActionGroupList
              key={group}
              {...rows}
              group={group}
              first={first}
              query={query}
            />
          ))}
          <p className={styles.below}>{t('reviews.actions.foot')}</p>
        </CardBody>
      </Card>
    </>
  );
}

/**
 * The register of improvement actions: what is overdue, what is done and not proven, what is open and what works.
 *
 * @param props.framed - whether the app shows a header with title and actions above it
 */
export function ActionsPage(props: { framed?: boolean }) {
  const { t } = useTranslation();
  const state = useActionFilters();
  usePageTitle(t('followUp.actions'));
  return (
    <FollowUpFrame framed={props.framed}>
      <Tools state={state} />
      <Register state={state} />
      <ZoneNote />
    </FollowUpFrame>
  );
}
