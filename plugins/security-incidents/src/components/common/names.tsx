import { useApiHolder } from '@backstage/core-plugin-api';
import {
  defaultEntityPresentation,
  entityPresentationApiRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { Fragment } from 'react';

// The lookbehind keeps it linear: a match never starts inside a run that was looked at.
const ENTITY_REFS = /(?<![\w-])([a-z][a-z0-9-]*:[\w.-]+\/[\w.-]*\w)/gi;

/** A text of the backend with names in place of full entity refs: `component:default/ledger` reads `ledger`. */
export function withShortNames(text: string): string {
  return text.replace(ENTITY_REFS, ref => ref.split('/')[1]);
}

/** An entity by its display name, without a link. */
export function EntityName(props: { entityRef: string }) {
  return <>{useEntityPresentation(props.entityRef).primaryTitle}</>;
}

/** A text of the backend with display names in place of full entity refs. */
export function TextWithNames({ text }: { text: string }) {
  return (
    <>
      {text.split(ENTITY_REFS).map((part, index) => (
        // Parts have no other identity than their place.
        <Fragment key={index}>
          {index % 2 === 1 ? <EntityName entityRef={part} /> : part}
        </Fragment>
      ))}
    </>
  );
}

/** Display names of entities, as far as they are known without waiting. */
export function useEntityNames(entityRefs: readonly string[]): string[] {
  const presentation = useApiHolder().get(entityPresentationApiRef);
  return entityRefs.map(entityRef =>
    presentation
      ? presentation.forEntity(entityRef).snapshot.primaryTitle
      : defaultEntityPresentation(entityRef).primaryTitle,
  );
}
