import type { Entity } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/core-plugin-api';
import {
  defaultEntityPresentation,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { showHiddenCharacters } from 'backstage-plugin-security-incidents-common';

/** A text of the backend with names instead of full entity refs: `component:default/ledger` reads `ledger`. */
export function withShortNames(text: string): string {
  // The lookbehind keeps it linear: a match never starts inside a run that was looked at.
  return text.replace(/(?<![\w-])[a-z][a-z0-9-]*:[\w.-]+\/([\w.-]*\w)/gi, '$1');
}

/** Display names of entities, as far as they are known without waiting. */
export function useEntityNames(entityRefs: readonly string[]): string[] {
  const presentation = useApiHolder().get(entityPresentationApiRef);
  return entityRefs.map(entityRef =>
    showHiddenCharacters(
      presentation
        ? presentation.forEntity(entityRef).snapshot.primaryTitle
        : defaultEntityPresentation(entityRef).primaryTitle,
    ),
  );
}

/** What an entity of the catalog is called. */
export function getEntityTitle({ metadata }: Entity): string {
  return showHiddenCharacters(metadata.title ?? metadata.name);
}
