import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Combobox, useAsyncList } from '@backstage/ui';
import { showHiddenCharacters } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useTranslation } from '../../translation';

const SUGGESTIONS = 20;
/** How long to wait for the next key before the catalog is asked, in milliseconds. */
const TYPING_MS = 200;

/** An entity by its full ref and the name that people see. */
export interface NamedEntity {
  entityRef: string;
  title: string;
}

interface Option {
  id: string;
  label: string;
  description?: string;
}

function getTitle({ metadata, spec }: Entity): string {
  const { displayName } = (spec?.profile ?? {}) as { displayName?: string };
  return showHiddenCharacters(displayName ?? metadata.title ?? metadata.name);
}

/** The name below the title tells entities of the same title apart, and so does the kind where there are several. */
function toOption(entity: Entity, kinds: readonly string[]): Option {
  const { kind, metadata } = entity;
  return {
    id: stringifyEntityRef(entity),
    label: getTitle(entity),
    description:
      kinds.length > 1
        ? `${kind.toLocaleLowerCase('en')} ${metadata.name}`
        : metadata.name,
  };
}

/** What somebody typed, as the entity it would be; nothing when it cannot be a name or ref. */
function toUncheckedOption(text: string, kind: string): Option[] {
  try {
    const ref = parseEntityRef(text.trim(), {
      defaultKind: kind,
      defaultNamespace: 'default',
    });
    return [{ id: stringifyEntityRef(ref), label: text.trim() }];
  } catch {
    return [];
  }
}

function waitForTyping(): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, TYPING_MS);
  });
}

/**
 * A field for an entity, found by typing a part of its name or title. While the catalog does not answer, what is typed can
 * be chosen unchecked, so that an outage does not stop anybody from reporting.
 */
export function EntityCombobox(props: {
  label: string;
  /** Kinds to choose from; a name that cannot be checked is taken for one of the first kind. */
  kinds: readonly string[];
  value?: NamedEntity;
  onChange(value: NamedEntity | undefined): void;
  description?: string;
  isRequired?: boolean;
}) {
  const { kinds, value } = props;
  const catalogApi = useApi(catalogApiRef);
  const { t } = useTranslation();
  const [unavailable, setUnavailable] = useState(false);
  const list = useAsyncList<Option>({
    initialFilterText: value?.title,
    async load({ filterText = '', signal }) {
      const term = filterText.trim();
      if (term) await waitForTyping();
      if (signal.aborted) return { items: [] };
      try {
        const { items } = await catalogApi.queryEntities({
          filter: { kind: [...kinds] },
          fullTextFilter: {
            term,
            fields: [
              'metadata.name',
              'metadata.title',
              'spec.profile.displayName',
            ],
          },
          fields: ['kind', 'metadata', 'spec.profile.displayName'],
          orderFields: { field: 'metadata.name', order: 'asc' },
          limit: SUGGESTIONS,
        });
        setUnavailable(false);
        return { items: items.map(item => toOption(item, kinds)) };
      } catch {
        setUnavailable(true);
        return { items: toUncheckedOption(term, kinds[0]) };
      }
    },
  });
  return (
    <Combobox
      label={props.label}
      description={
        unavailable ? t('common.catalogUnavailable') : props.description
      }
      isRequired={props.isRequired}
      placeholder={t('common.searchByName')}
      options={list}
      search={{ mode: 'server' }}
      value={value ? { id: value.entityRef, label: value.title } : null}
      onChange={option =>
        props.onChange(
          option ? { entityRef: option.id, title: option.label } : undefined,
        )
      }
    />
  );
}
