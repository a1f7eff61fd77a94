import { SearchField } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import {
  type FilterChanges,
  type IncidentFiltersState,
  useKeys,
  useKeysSetting,
} from '../../hooks';
import { useTranslation } from '../../translation';
import styles from './filters.module.css';

const TYPING_MS = 250;

/** The search field of a list. Its text goes to the URL when typing pauses. */
export function ListSearch(props: {
  state: {
    filters: { q: string };
    change(changes: FilterChanges): void;
  };
  label: string;
  placeholder: string;
}) {
  const { filters, change } = props.state;
  const [text, setText] = useState(filters.q);
  const field = useRef<HTMLDivElement>(null);
  const [wanted] = useKeysSetting();
  useKeys(
    wanted ? { '/': () => field.current?.querySelector('input')?.focus() } : {},
  );
  useEffect(() => setText(filters.q), [filters.q]);
  useDebounce(
    () => {
      if (text !== filters.q) change({ q: text });
    },
    TYPING_MS,
    [text],
  );
  return (
    <div ref={field} className={styles.search}>
      <SearchField
        aria-label={props.label}
        placeholder={props.placeholder}
        value={text}
        onChange={setText}
      />
    </div>
  );
}

/** The search field of a list of incidents. */
export function IncidentSearch({ state }: { state: IncidentFiltersState }) {
  const { t } = useTranslation();
  return (
    <ListSearch
      state={state}
      label={t('incidentFilters.search')}
      placeholder={t('incidentFilters.searchPlaceholder')}
    />
  );
}
