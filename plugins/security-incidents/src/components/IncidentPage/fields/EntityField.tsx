import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useId, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { getEntityTitle } from '../../common';
import styles from './fields.module.css';

const SUGGESTIONS = 8;

/**
 * A full entity ref from what somebody typed; a bare name is taken as one of the default kind.
 *
 * @returns undefined when it cannot be a ref
 */
export function entityRefOf(
  text: string,
  defaultKind: string,
): string | undefined {
  if (!text.trim()) return undefined;
  try {
    return stringifyEntityRef(
      parseEntityRef(text.trim(), { defaultKind, defaultNamespace: 'default' }),
    );
  } catch {
    // Half-typed text is no error; there is just no ref in it yet.
    return undefined;
  }
}

/** The entity that a typed name or title means, when it means one. */
function meant(text: string, found: Entity[]): Entity | undefined {
  const name = text.trim().toLocaleLowerCase('en-US');
  const matches = found.filter(({ metadata }) =>
    [metadata.name, metadata.title].some(
      word => word?.toLocaleLowerCase('en-US') === name,
    ),
  );
  return matches.length === 1 ? matches[0] : undefined;
}

function nameOf(ref: string, found: Entity[]): string | undefined {
  const entity = found.find(one => stringifyEntityRef(one) === ref);
  return entity && getEntityTitle(entity);
}

/**
 * A field for an entity: suggests from the catalog, and takes any ref as text, so that a catalog that does not answer
 * keeps nobody from reporting. Leaving the field turns a name into the ref of the entity it means.
 */
export function EntityField(props: {
  label: string;
  kinds: string[];
  defaultKind: string;
  value: string;
  onChange(value: string): void;
  description?: string;
  /**
   * Names of refs that the field starts with. With them the field reads as the name of what it means, while nobody types in it;
   * `value` is the ref all the same.
   */
  names?: ReadonlyMap<string, string>;
}) {
  const { kinds, value, names } = props;
  const catalogApi = useApi(catalogApiRef);
  const id = useId();
  const [found, setFound] = useState<Entity[]>([]);
  const [silent, setSilent] = useState(false);
  // What is being typed stays as it is typed, whatever it means by then.
  const [typed, setTyped] = useState<string>();
  const kindList = kinds.join(',');

  useDebounce(
    () => {
      if (value.trim().length < 2 || value.includes(':')) return;
      catalogApi
        .queryEntities({
          filter: { kind: kindList.split(',') },
          fullTextFilter: {
            term: value.trim(),
            fields: ['metadata.name', 'metadata.title'],
          },
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.title',
          ],
          limit: SUGGESTIONS,
        })
        .then(
          ({ items }) => {
            setFound(items);
            setSilent(false);
          },
          () => setSilent(true),
        );
    },
    200,
    [catalogApi, value, kindList],
  );

  const name = names && (names.get(value) ?? nameOf(value, found));
  const shown = typed ?? name ?? value;
  /** A field of names suggests names, as long as each means one entity. */
  const suggestionOf = (entity: Entity) => {
    const ref = stringifyEntityRef(entity);
    const text = getEntityTitle(entity);
    return names && meant(text, found) ? text : ref;
  };

  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {props.label}
      </label>
      <input
        id={id}
        className={styles.input}
        list={`${id}-found`}
        value={shown}
        title={names && value}
        placeholder={`Name, or ${props.defaultKind}:default/name`}
        onChange={event => {
          const text = event.target.value;
          setTyped(text);
          const entity = names && meant(text, found);
          props.onChange(entity ? stringifyEntityRef(entity) : text);
        }}
        aria-describedby={`${id}-hint`}
        onBlur={() => {
          setTyped(undefined);
          const entity = meant(value, found);
          if (entity) props.onChange(stringifyEntityRef(entity));
        }}
        autoComplete="off"
      />
      <datalist id={`${id}-found`}>
        {found.map(entity => (
          <option key={stringifyEntityRef(entity)} value={suggestionOf(entity)}>
            {suggestionOf(entity) === stringifyEntityRef(entity)
              ? getEntityTitle(entity)
              : stringifyEntityRef(entity)}
          </option>
        ))}
      </datalist>
      <span id={`${id}-hint`} className={styles.hint}>
        {silent
          ? 'The catalog has not answered. Type the whole name.'
          : props.description}
      </span>
    </div>
  );
}
