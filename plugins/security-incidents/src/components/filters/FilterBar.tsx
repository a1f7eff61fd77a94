import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Select,
  Tag,
  TagGroup,
} from '@backstage/ui';
import { RiFilter3Line } from '@remixicon/react';
import { type ReactNode, useState } from 'react';
import type { IncidentFiltersState } from '../../hooks';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import {
  CHOICES,
  type ChoiceName,
  ENTITY_CHOICES,
  getActiveFilters,
} from './choices';
import { EntitySelect } from './EntitySelect';
import { PeriodField } from './PeriodField';
import styles from './filters.module.css';

const ORDERS = [
  ['nextDue:asc', 'nextDue'],
  ['detectedAt:desc', 'newest'],
  ['detectedAt:asc', 'oldest'],
  ['severity:desc', 'severity'],
  ['priority:desc', 'priority'],
  ['status:asc', 'status'],
] as const;

/** The filters that a list can offer. */
export type FilterName = ChoiceName | 'period';

/** The fields of the filters, in a row or in a dialog. */
function Fields(props: {
  state: IncidentFiltersState;
  names: readonly FilterName[];
  /** Shows a label above each field, because a chosen value takes the place of the name. */
  labelled?: boolean;
}) {
  const { filters, change } = props.state;
  const { t } = useTranslation();
  const getLabels = (name: ChoiceName) => {
    const label = t(`incidentFilters.name.${name}`);
    return props.labelled
      ? { label, placeholder: t('incidentFilters.any') }
      : { 'aria-label': label, placeholder: label };
  };
  return (
    <>
      {CHOICES.filter(({ name }) => props.names.includes(name)).map(
        ({ name, values, getLabel }) => (
          <Select
            key={name}
            {...getLabels(name)}
            selectionMode="multiple"
            options={values.map(id => ({ id, label: getLabel(t, id) }))}
            value={filters[name]}
            onChange={value => change({ [name]: (value ?? []).map(String) })}
          />
        ),
      )}
      {ENTITY_CHOICES.filter(({ name }) => props.names.includes(name)).map(
        ({ name, kinds }) => (
          <EntitySelect
            key={name}
            label={t(`incidentFilters.name.${name}`)}
            labelled={props.labelled}
            kinds={kinds}
            value={filters[name]}
            onChange={refs => change({ [name]: refs })}
          />
        ),
      )}
      {props.names.includes('period') && (
        <PeriodField state={props.state} isLabelled={props.labelled} />
      )}
    </>
  );
}

function FiltersDialog(props: {
  state: IncidentFiltersState;
  names: readonly FilterName[];
  onClose(): void;
}) {
  const { filters, change, clear, isNarrowed } = props.state;
  const { t } = useTranslation();
  const { orderBy } = filters;
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={open => !open && props.onClose()}
      width={420}
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>{t('incidentFilters.title')}</DialogHeader>
      <DialogBody>
        <div className={styles.stack}>
          <Fields state={props.state} names={props.names} labelled />
          <Select
            label={t('incidentFilters.order.label')}
            placeholder={t('incidentFilters.order.default')}
            options={ORDERS.map(([id, name]) => ({
              id,
              label: t(`incidentFilters.order.${name}`),
            }))}
            value={orderBy ? `${orderBy.field}:${orderBy.direction}` : null}
            onChange={value => change({ orderBy: String(value ?? '') })}
          />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={!isNarrowed} onPress={clear}>
          {t('incidentFilters.clear')}
        </Button>
        <Button variant="primary" onPress={props.onClose}>
          {t('incidentFilters.showResults')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** The filters of a list. Each value in use is a tag that removes it; all of it is in the URL. */
export function FilterBar(props: {
  state: IncidentFiltersState;
  names: readonly FilterName[];
  /** Shown after the filters in use. */
  actions?: ReactNode;
}) {
  const { state, names } = props;
  const { filters, change, clear, isNarrowed } = state;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const active = getActiveFilters(t, filters);
  return (
    <div className={styles.bar}>
      <div className={styles.wide}>
        <Fields state={state} names={names} />
      </div>
      <div className={styles.narrow}>
        <Button
          variant="secondary"
          iconStart={<RiFilter3Line aria-hidden />}
          onPress={() => setOpen(true)}
        >
          {active.length > 0
            ? t('incidentFilters.titleWithCount', { count: active.length })
            : t('incidentFilters.title')}
        </Button>
      </div>
      {open && (
        <FiltersDialog
          state={state}
          names={names}
          onClose={() => setOpen(false)}
        />
      )}
      {active.length > 0 && (
        <TagGroup
          aria-label={t('incidentFilters.active')}
          className={styles.tags}
          onRemove={ids =>
            change(
              Object.assign(
                {},
                ...active
                  .filter(({ id }) => ids.has(id))
                  .map(({ without }) => without),
              ),
            )
          }
        >
          {active.map(({ id, label, entity }) => (
            <Tag key={id} id={id} size="medium" textValue={label}>
              {entity ? (
                <>
                  {`${entity.name}: `}
                  <EntityName entityRef={entity.entityRef} />
                </>
              ) : (
                label
              )}
            </Tag>
          ))}
        </TagGroup>
      )}
      {isNarrowed && (
        <Button variant="tertiary" onPress={clear}>
          {t('incidentFilters.clear')}
        </Button>
      )}
      {props.actions}
    </div>
  );
}
