import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { useTranslation, toMidSentence } from '../../translation';
import { getEntityTitle, useEntityNames } from '../common';

const SUGGESTIONS = 20;
const TYPING_MS = 200;

/** Entities of the catalog for a field that searches them by a part of their name or title. */
export function useEntitySearch(props: {
  label: string;
  kinds: readonly string[];
  /** Full refs that are chosen, which are offered whatever was typed. */
  value: readonly string[];
}) {
  const { label, value } = props;
  const { t } = useTranslation();
  const catalogApi = useApi(catalogApiRef);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [found, setFound] = useState<Array<{ id: string; label: string }>>([]);
  const [isUnavailable, setUnavailable] = useState(false);
  const kinds = props.kinds.join();

  useDebounce(
    () => {
      if (!open) return;
      const term = text.trim();
      catalogApi
        .queryEntities({
          filter: { kind: kinds.split(',') },
          fullTextFilter: term
            ? { term, fields: ['metadata.name', 'metadata.title'] }
            : undefined,
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.title',
          ],
          orderFields: { field: 'metadata.name', order: 'asc' },
          limit: SUGGESTIONS,
        })
        .then(
          ({ items }) => {
            setFound(
              items.map(entity => ({
                id: stringifyEntityRef(entity),
                label: t('incidentFilters.entityOption', {
                  title: getEntityTitle(entity),
                  kind: entity.kind.toLocaleLowerCase('en-US'),
                }),
              })),
            );
            setUnavailable(false);
          },
          () => setUnavailable(true),
        );
    },
    TYPING_MS,
    [catalogApi, kinds, open, text],
  );

  const missing = value.filter(ref => !found.some(({ id }) => id === ref));
  const names = useEntityNames(missing);
  const chosen = missing.map((id, index) => ({ id, label: names[index] }));
  return {
    options: [...chosen, ...found],
    search: {
      mode: 'server' as const,
      inputValue: text,
      onInputChange: setText,
      placeholder: isUnavailable
        ? t('incidentFilters.catalogUnavailable')
        : t('incidentFilters.find', { name: toMidSentence(label) }),
    },
    onOpenChange: setOpen,
  };
}
