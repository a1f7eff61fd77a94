import { useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { Button, Flex, SearchField, Select } from '@backstage/ui';
import {
  INCIDENT_STATUSES,
  PRIORITIES,
  RSIT_CLASS_LABELS,
  RSIT_CLASSES,
  SEVERITIES,
  SEVERITY_LABELS,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import type { useIncidentFilters } from '../../hooks';

const CHOICES = [
  {
    name: 'status',
    label: 'Status',
    options: INCIDENT_STATUSES.map(id => ({ id, label: STATUS_LABELS[id] })),
  },
  {
    name: 'severity',
    label: 'Severity',
    options: [...SEVERITIES]
      .reverse()
      .map(id => ({ id, label: SEVERITY_LABELS[id] })),
  },
  {
    name: 'priority',
    label: 'Priority',
    options: PRIORITIES.map(id => ({ id, label: id })),
  },
  {
    name: 'class',
    label: 'Class',
    options: RSIT_CLASSES.map(id => ({ id, label: RSIT_CLASS_LABELS[id] })),
  },
] as const;

const TYPING_MS = 250;

/** Search and the choices that narrow a list; what is chosen is in the URL. */
export function FilterBar(
  props: Pick<
    ReturnType<typeof useIncidentFilters>,
    'filters' | 'change' | 'clear' | 'isNarrowed'
  >,
) {
  const { filters, change, clear, isNarrowed } = props;
  const [text, setText] = useState(filters.q);
  useEffect(() => setText(filters.q), [filters.q]);
  useDebounce(
    () => {
      if (text !== filters.q) change('q', text);
    },
    TYPING_MS,
    [text],
  );
  return (
    <Flex gap="2" align="center" style={{ flexWrap: 'wrap' }}>
      <div style={{ flex: '1 1 240px', maxWidth: 420 }}>
        <SearchField
          aria-label="Search incidents"
          placeholder="Search title, key, service"
          value={text}
          onChange={setText}
        />
      </div>
      {CHOICES.map(({ name, label, options }) => (
        <Select
          key={name}
          aria-label={label}
          placeholder={label}
          selectionMode="multiple"
          options={options}
          value={filters[name]}
          onChange={value => change(name, (value ?? []).map(String))}
        />
      ))}
      {isNarrowed && (
        <Button variant="tertiary" onPress={clear}>
          Clear filters
        </Button>
      )}
    </Flex>
  );
}
