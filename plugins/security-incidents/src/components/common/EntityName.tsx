import { useApiHolder } from '@backstage/core-plugin-api';
import {
  defaultEntityPresentation,
  entityPresentationApiRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { showHiddenCharacters } from 'backstage-plugin-security-incidents-common';
import { Fragment, useCallback } from 'react';
import { nearTime, utcTime } from '../../time';

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
const ENTITY_REF_OR_TIME =
  /\b((?:user|group|component|api|resource|system|domain|responseplan):[\w.-]+\/[\w.-]*\w|\d{4}-\d\d-\d\d \d\d:\d\d UTC)/gi;
const TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC$/;

/** A time that the backend wrote in UTC, in the zone of the reader. */
export function TimeInText(props: { text: string }) {
  const { text } = props;
  const iso = text.replace(TIME, '$1T$2:00.000Z');
  if (Number.isNaN(Date.parse(iso))) return <>{text}</>;
  return (
    <time dateTime={iso} title={utcTime(iso)}>
      {nearTime(iso, Date.now())}
    </time>
  );
}

function Part({ text }: { text: string }) {
  return TIME.test(text) ? (
    <TimeInText text={text} />
  ) : (
    <EntityName entityRef={text} />
  );
}

/**
 * A text that the backend made, with names instead of the full entity refs in it and times in the zone of the reader. Texts
 * of people stay as they are.
 */
export function TextWithNames(props: { text: string }) {
  // A split by a group puts what the group matched at the odd places.
  return (
    <>
      {props.text.split(ENTITY_REF_OR_TIME).map((part, index) => (
        // Parts have no other identity than their place.
        <Fragment key={index}>
          {index % 2 === 1 ? <Part text={part} /> : part}
        </Fragment>
      ))}
    </>
  );
}
