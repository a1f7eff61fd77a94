import { useApi } from '@backstage/core-plugin-api';
import { Combobox, useAsyncList } from '@backstage/ui';
import type { IncidentQuery } from 'backstage-plugin-security-incidents-common';
import { securityIncidentsApiRef } from '../../api';
import { useTranslation } from '../../translation';

const SUGGESTIONS = 20;
/** How long to wait for the next key before the backend is asked, in milliseconds. */
const TYPING_MS = 200;

/** An incident by its key and title. */
export interface NamedIncident {
  key: string;
  title: string;
}

interface Option {
  id: string;
  label: string;
  description: string;
}

function waitForTyping(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, TYPING_MS);
  });
}

/** A field for an incident that the reader may see, found by its key or a part of its title. */
export function IncidentCombobox(props: {
  label: string;
  /** What narrows the choice. */
  filter: Pick<IncidentQuery, 'mode' | 'open'>;
  /** Key of an incident that cannot be chosen. */
  except?: string;
  value?: NamedIncident;
  onChange(value: NamedIncident | undefined): void;
  description?: string;
  isRequired?: boolean;
}) {
  const { filter, except, value } = props;
  const api = useApi(securityIncidentsApiRef);
  const { t } = useTranslation();
  const list = useAsyncList<Option>({
    initialFilterText: value?.title,
    async load({ filterText = '', signal }) {
      const q = filterText.trim();
      if (q) await waitForTyping();
      if (signal.aborted) return { items: [] };
      const { items } = await api.listIncidents(
        { ...filter, ...(q && { q }), limit: SUGGESTIONS },
        { signal },
      );
      return {
        items: items
          .filter(({ key }) => key !== except)
          .map(({ key, title }) => ({
            id: key,
            label: title,
            description: key,
          })),
      };
    },
  });
  return (
    <Combobox
      label={props.label}
      description={props.description}
      isRequired={props.isRequired}
      placeholder={t('common.searchIncident')}
      options={list}
      search={{ mode: 'server' }}
      value={value ? { id: value.key, label: value.title } : null}
      onChange={option =>
        props.onChange(
          option ? { key: option.id, title: option.label } : undefined,
        )
      }
    />
  );
}
