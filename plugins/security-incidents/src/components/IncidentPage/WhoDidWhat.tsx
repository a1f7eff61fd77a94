import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { shortTime } from '../../time';
import { Actor } from './timeline/Actor';
import { sentenceOf } from './timeline/timelineText';

/** One entry of the timeline as a sentence, for telling what happened while somebody wrote. */
export function WhoDidWhat(props: { entry: TimelineEntry }) {
  const { entry } = props;
  return (
    <>
      <Actor subject={entry.actor} />
      {`: ${sentenceOf(entry)}, ${shortTime(entry.at)} UTC`}
    </>
  );
}
