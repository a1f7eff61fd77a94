import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { Actor } from './Actor';
import { dataOf, textOf } from './entryData';
import { sentenceOf } from './timelineText';

/** What an entry says happened, with people by their names. */
export function Sentence(props: { entry: TimelineEntry }) {
  const sentence = sentenceOf(props.entry);
  const principalRef = textOf(dataOf(props.entry), 'principalRef');
  const shortName = principalRef?.split('/').pop();
  const at = shortName ? sentence.indexOf(shortName) : -1;
  if (!principalRef || !shortName || at < 0) return <>{sentence}</>;
  return (
    <>
      {sentence.slice(0, at)}
      <Actor subject={principalRef} />
      {sentence.slice(at + shortName.length)}
    </>
  );
}
