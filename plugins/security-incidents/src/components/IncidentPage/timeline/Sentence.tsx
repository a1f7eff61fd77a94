import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { dataOf, textOf } from './entryData';
import { refsIn } from './serviceLevelEntries';
import { sentenceOf } from './timelineText';
import { WithNames } from './WithNames';

/** What an entry says happened, with people by their names. */
export function Sentence(props: {
  entry: TimelineEntry;
  /** Whether it begins with a capital, where nobody stands before it. */
  alone?: boolean;
}) {
  const { entry, alone } = props;
  const sentence = sentenceOf(entry);
  const principalRef = textOf(dataOf(entry), 'principalRef');
  return (
    <WithNames
      text={
        alone
          ? `${sentence.charAt(0).toLocaleUpperCase('en')}${sentence.slice(1)}`
          : sentence
      }
      refs={[...(principalRef ? [principalRef] : []), ...refsIn(entry)]}
    />
  );
}
