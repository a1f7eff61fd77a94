import { Select } from '@backstage/ui';
import { useTranslation } from '../../translation';
import { useEntitySearch } from './useEntitySearch';

/** A filter by entities of the catalog, found by typing a part of their name or title. */
export function EntitySelect(props: {
  label: string;
  /** Shows the label above the field instead of in it. */
  labelled?: boolean;
  kinds: readonly string[];
  value: string[];
  onChange(refs: string[]): void;
}) {
  const { label } = props;
  const { t } = useTranslation();
  const field = useEntitySearch(props);
  return (
    <Select
      {...(props.labelled ? { label } : { 'aria-label': label })}
      {...field}
      placeholder={props.labelled ? t('incidentFilters.any') : label}
      selectionMode="multiple"
      value={props.value}
      onChange={refs => props.onChange((refs ?? []).map(String))}
    />
  );
}
