import { useApiHolder } from '@backstage/core-plugin-api';
import {
  defaultEntityPresentation,
  entityPresentationApiRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { showHiddenCharacters } from 'backstage-plugin-security-incidents-common';
import { Fragment, useCallback } from 'react';

/** What people call an entity. */
export function useEntityName(entityRef: string): string {
  return showHiddenCharacters(useEntityPresentation(entityRef).primaryTitle);
}

/** Looks up what people call entities, for texts that are not rendered at once. */
export function useEntityNameLookup(): (entityRef: string) => Promise<string> {
  const presentation = useApiHolder().get(entityPresentationApiRef);
  return useCallback(
    async entityRef => {
      const { primaryTitle } = presentation
        ? await presentation.forEntity(entityRef).promise
        : defaultEntityPresentation(entityRef);
      return showHiddenCharacters(primaryTitle);
    },
    [presentation],
  );
}

/** What people call an entity, as a part of a text. */
export function EntityName(props: { entityRef: string }) {
  return <>{useEntityName(props.entityRef)}</>;
}

/** Only of kinds that the backend names in its texts, because `data:text/html` looks like a ref too. */
const ENTITY_REF =
  /\b((?:user|group|component|api|resource|system|domain|responseplan):[\w.-]+\/[\w.-]*\w)/gi;

/** A text that the backend made, with names instead of the full entity refs in it. Texts of people stay as they are. */
export function TextWithNames(props: { text: string }) {
  // A split by a group puts what the group matched at the odd places.
  return (
    <>
      {props.text.split(ENTITY_REF).map((part, index) => (
        // Parts have no other identity than their place.
        <Fragment key={index}>
          {index % 2 === 1 ? <EntityName entityRef={part} /> : part}
        </Fragment>
      ))}
    </>
  );
}
