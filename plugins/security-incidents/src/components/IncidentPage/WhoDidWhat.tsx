import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { shortTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import { Actor } from './timeline/Actor';
import { Sentence } from './timeline/Sentence';

/** One entry of the timeline as a sentence, for what happened while somebody wrote. */
export function WhoDidWhat(props: { entry: TimelineEntry }) {
  const { entry } = props;
  const { t } = useTranslation();
  return (
    <>
      {t('incidentPage.conflict.whoDidWhat', {
        actor: <Actor subject={entry.actor} />,
        sentence: <Sentence entry={entry} />,
        time: shortTimeWithZone(entry.at),
      })}
    </>
  );
}
