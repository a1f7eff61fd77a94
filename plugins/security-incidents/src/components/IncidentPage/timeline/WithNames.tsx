import { Fragment } from 'react';
import { Actor } from './Actor';
import { shortName } from './entryData';

/** A text with people and groups by what they are called instead of by their ids. */
export function WithNames(props: { text: string; refs: readonly string[] }) {
  const byName = new Map(props.refs.map(ref => [shortName(ref), ref]));
  return (
    <>
      {props.text.split(/([\s,;:]+)/).map((word, index) => {
        const ref = byName.get(word);
        // Words have no other identity than their place.
        return (
          <Fragment key={index}>
            {ref ? <Actor subject={ref} /> : word}
          </Fragment>
        );
      })}
    </>
  );
}
