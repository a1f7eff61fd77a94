import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Select } from '@backstage/ui';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { shortRef } from './choices';

const SUGGESTIONS = 20;
const TYPING_MS = 200;

/** A filter by entities of the catalog, found by typing a part of their name. */
export function EntitySelect(props: {
  label: string;
  /** Shows the label above the field instead of in it. */
  labelled?: boolean;
  kinds: readonly string[];
  value: string[];
  onChange(refs: string[]): void;
}) {
  const { label, value } = props;
  const catalogApi = useApi(catalogApiRef);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [found, setFound] = useState<Array<{ id: string; label: string }>>([]);
  const [silent, setSilent] = useState(false);
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
                label: `${
                  entity.metadata.title ?? entity.metadata.name
                } (${entity.kind.toLocaleLowerCase('en-US')})`,
              })),
            );
            setSilent(false);
          },
          () => setSilent(true),
        );
    },
    TYPING_MS,
    [catalogApi, kinds, open, text],
  );

  const chosen = value
    .filter(ref => !found.some(({ id }) => id === ref))
    .map(ref => ({ id: ref, label: shortRef(ref) }));
  return (
    <Select
      {...(props.labelled ? { label } : { 'aria-label': label })}
      placeholder={props.labelled ? 'Any' : label}
      selectionMode="multiple"
      options={[...chosen, ...found]}
      search={{
        mode: 'server',
        inputValue: text,
        onInputChange: setText,
        placeholder: silent
          ? 'The catalog has not answered'
          : `Find ${label.toLocaleLowerCase('en')}`,
      }}
      onOpenChange={setOpen}
      value={value}
      onChange={refs => props.onChange((refs ?? []).map(String))}
    />
  );
}
