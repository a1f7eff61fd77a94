import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { shortTime } from '../../time';
import { Actor } from './timeline/Actor';
import { Sentence } from './timeline/Sentence';

/** One entry of the timeline as a sentence, for telling what happened while somebody wrote. */
export function WhoDidWhat(props: { entry: TimelineEntry }) {
  const { entry } = props;
  return (
    <>
      <Actor subject={entry.actor} />
      {': '}
      <Sentence entry={entry} />
      {`, ${shortTime(entry.at)} UTC`}
    </>
  );
}
