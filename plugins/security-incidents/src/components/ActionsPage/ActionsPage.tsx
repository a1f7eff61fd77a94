import {
  Button,
  Card,
  CardBody,
  Select,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  ACTION_TYPES,
  type ActionGroup,
  type ActionSummary,
} from 'backstage-plugin-security-incidents-common';
import { useCallback, useRef, useState } from 'react';
import {
  getFocusedRow,
  moveRowFocus,
  useKeys,
  useKeysSetting,
  useNow,
  usePageTitle,
} from '../../hooks';
import { useActionRegister } from '../../queries';
import { useTranslation } from '../../translation';
import { toKey } from '../../translation/toKey';
import {
  KeysButton,
  PanelEmpty,
  PanelFailed,
  PanelStale,
  ZoneNote,
} from '../common';
import { ExportList } from '../exports';
import { EntitySelect, ListSearch } from '../filters';
import { FollowUpFrame } from '../FollowUpFrame';
import register from '../FollowUpRegister.module.css';
import { ActionGroupList, type RowProps } from './ActionGroupList';
import styles from './ActionsPage.module.css';
import { ActionSums } from './ActionSums';
import { BulkBar, BulkResults } from './BulkBar';
import { MoveDialog } from './MoveDialog';
import {
  type ActionFilters,
  SHOWN_GROUPS,
  useActionFilters,
} from './useActions';
import { useBulk } from './useBulk';

const ANY = 'any';
function Tools({ state }: { state: ActionFilters }) {
  const { filters, query, change } = state;
  const { t } = useTranslation();
  return (
    <div className={register.tools}>
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
      <div className={register.end}>
        <ExportList
          list="actions"
          query={{ ...query, group: SHOWN_GROUPS.map(([group]) => group) }}
        />
      </div>
    </div>
  );
}

function Register({ state }: { state: ActionFilters }) {
  const { query, isNarrowed, change } = state;
  const { t } = useTranslation();
  const now = useNow();
  const [selected, setSelected] = useState(new Map<string, ActionSummary>());
  const clear = () => setSelected(new Map());
  const bulk = useBulk(clear);
  const [isMoving, setMoving] = useState(false);
  const shown = useRef(new Map<ActionGroup, readonly ActionSummary[]>());
  const onShown = useCallback<RowProps['onShown']>((group, actions) => {
    shown.current.set(group, actions);
  }, []);
  const sums = useActionRegister({ ...query, limit: 1 });
  const select = (action: ActionSummary, isSelected: boolean) =>
    setSelected(before => {
      const next = new Map(before);
      if (isSelected) next.set(action.id, action);
      else next.delete(action.id);
      return next;
    });
  const rows: RowProps = {
    now,
    selected: new Set(selected.keys()),
    onSelect: select,
    onShown,
    onRemind: actions => bulk.remind({ actions, to: 'owner' }),
    isReminding: bulk.isPending,
  };
  const toggleFocused = () => {
    const id = getFocusedRow();
    const action = [...shown.current.values()]
      .flat()
      .find(each => each.id === id);
    const isEnded = action?.group === 'proven' || action?.group === 'dropped';
    if (action && !isEnded) select(action, !selected.has(action.id));
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
      <BulkResults bulk={bulk} />
      <Card>
        <CardBody>
          {selected.size > 0 && (
            <BulkBar
              actions={[...selected.values()]}
              bulk={bulk}
              onMove={() => setMoving(true)}
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
          <div className={styles.foot}>
            <p className={register.below}>{t('reviews.actions.foot')}</p>
            <RegisterKeys onSelect={toggleFocused} />
          </div>
        </CardBody>
      </Card>
      {isMoving && (
        <MoveDialog
          actions={[...selected.values()]}
          onMoved={outcomes => {
            setMoving(false);
            clear();
            bulk.showMoved(outcomes);
          }}
          onClose={() => setMoving(false)}
        />
      )}
    </>
  );
}

/** Keys of the register: J and K move between rows, X selects the one in focus. */
function RegisterKeys({ onSelect }: { onSelect(): void }) {
  const { t } = useTranslation();
  const [on] = useKeysSetting();
  useKeys(
    on
      ? { j: () => moveRowFocus(1), k: () => moveRowFocus(-1), x: onSelect }
      : {},
  );
  return (
    <KeysButton
      keys={[
        { keys: ['J'], does: t('keys.next') },
        { keys: ['K'], does: t('keys.previous') },
        { keys: ['X'], does: t('reviews.actions.keySelect') },
      ]}
    />
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
