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
import {
  activeFilters,
  CHOICES,
  type ChoiceName,
  ENTITY_CHOICES,
} from './choices';
import { EntitySelect } from './EntitySelect';
import styles from './filters.module.css';

const ORDERS = [
  { id: 'detectedAt:desc', label: 'Newest first' },
  { id: 'detectedAt:asc', label: 'Oldest first' },
  { id: 'severity:desc', label: 'Most severe first' },
  { id: 'priority:desc', label: 'P1 first' },
  { id: 'status:asc', label: 'By status' },
];

/** The fields of the filters, in a row or in a dialog. */
function Fields(props: {
  state: IncidentFiltersState;
  names: readonly ChoiceName[];
  /** A label above each, where a chosen value takes the place of the name. */
  labelled?: boolean;
}) {
  const { filters, change } = props.state;
  return (
    <>
      {CHOICES.filter(({ name }) => props.names.includes(name)).map(
        ({ name, label, options }) => (
          <Select
            key={name}
            {...(props.labelled ? { label } : { 'aria-label': label })}
            placeholder={props.labelled ? 'Any' : label}
            selectionMode="multiple"
            options={options}
            value={filters[name]}
            onChange={value => change({ [name]: (value ?? []).map(String) })}
          />
        ),
      )}
      {ENTITY_CHOICES.filter(({ name }) => props.names.includes(name)).map(
        ({ name, label, kinds }) => (
          <EntitySelect
            key={name}
            label={label}
            labelled={props.labelled}
            kinds={kinds}
            value={filters[name]}
            onChange={refs => change({ [name]: refs })}
          />
        ),
      )}
    </>
  );
}

function FiltersDialog(props: {
  state: IncidentFiltersState;
  names: readonly ChoiceName[];
  onClose(): void;
}) {
  const { filters, change, clear, isNarrowed } = props.state;
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
      <DialogHeader>Filters</DialogHeader>
      <DialogBody>
        <div className={styles.stack}>
          <Fields state={props.state} names={props.names} labelled />
          <Select
            label="Order"
            placeholder="As usual"
            options={ORDERS}
            value={orderBy ? `${orderBy.field}:${orderBy.direction}` : null}
            onChange={value => change({ orderBy: String(value ?? '') })}
          />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" isDisabled={!isNarrowed} onPress={clear}>
          Clear
        </Button>
        <Button variant="primary" onPress={props.onClose}>
          Show results
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** The choices that narrow a list, and each that is made as a tag that takes it back; all of it is in the URL. */
export function FilterBar(props: {
  state: IncidentFiltersState;
  names: readonly ChoiceName[];
  /** Where there is room for it, before the choices. */
  children?: ReactNode;
}) {
  const { state, names } = props;
  const { filters, change, clear, isNarrowed } = state;
  const [open, setOpen] = useState(false);
  const active = activeFilters(filters);
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
          {active.length > 0 ? `Filters, ${active.length}` : 'Filters'}
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
          aria-label="Filters in use"
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
          {active.map(({ id, label }) => (
            <Tag key={id} id={id} size="medium" textValue={label}>
              {label}
            </Tag>
          ))}
        </TagGroup>
      )}
      {isNarrowed && (
        <Button variant="tertiary" onPress={clear}>
          Clear
        </Button>
      )}
    </div>
  );
}
