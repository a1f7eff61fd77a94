import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Severity } from 'backstage-plugin-security-incidents-common';
import type { NoticeTopic } from '../../notices/topics';
import { getPagePath } from '../pagePath';
import { toNoticeText } from './noticeText';
import { describe, formatTime, ICON } from './wording';

type Payload = NotificationSendOptions['payload'] & { topic: NoticeTopic };

const TOPIC: NoticeTopic = 'Detections';
const SCOPE = 'security-incidents-detections';

/** Detections that wait for a decision. It has no title and no service: nobody knows what the catalog shows to whom. */
export interface WaitingDetections {
  bySeverity: ReadonlyArray<{
    severity: Severity;
    fresh: number;
    /** Seen ten times as often as when people were notified. */
    growing: number;
  }>;
  /** Titles of the sources. */
  sources: readonly string[];
  /** When the oldest was received. */
  since: string;
}

function join(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length > 1
    ? `${parts.slice(0, -1).join(', ')} and ${last}`
    : last;
}

/** Asks the people on duty to decide about detections. */
export function toDetectionsPayload({
  bySeverity,
  sources,
  since,
}: WaitingDetections): Payload {
  const worstFirst = [...bySeverity].reverse();
  const list = (kind: 'fresh' | 'growing') =>
    worstFirst
      .filter(each => each[kind] > 0)
      .map(each => `${each[kind]} ${each.severity}`);
  const [fresh, growing] = [list('fresh'), list('growing')];
  const total = bySeverity.reduce(
    (sum, each) => sum + each.fresh + each.growing,
    0,
  );
  const what = [
    ...(fresh.length > 0 ? [`${join(fresh)}, new`] : []),
    ...(growing.length > 0 ? [`${join(growing)}, growing`] : []),
  ];
  const worst = worstFirst.find(each => each.fresh + each.growing > 0);
  const isSevere = worst?.severity === 'critical' || worst?.severity === 'high';
  return {
    title: `Decide about ${
      total === 1 ? 'a detection' : `${total} detections`
    }: ${what.join('; ')}`,
    description: describe(
      'From ',
      join(sources),
      `, since ${formatTime(since)}.`,
    ),
    link: `${getPagePath()}/inbox`,
    severity: isSevere ? worst.severity : 'normal',
    topic: TOPIC,
    scope: SCOPE,
    ...(!isSevere && { icon: ICON }),
  } as Payload;
}

/** Asks people to look when nobody knows what they may see. It says nothing about what waits. */
export function toUncountedPayload(): Payload {
  return {
    title: 'Look at the inbox: detections may wait for you',
    description: 'Open it to see those about services that you may see.',
    link: `${getPagePath()}/inbox`,
    severity: 'normal',
    topic: TOPIC,
    scope: SCOPE,
    icon: ICON,
  } as Payload;
}

/** Tells the author of a suppression that it ends soon. */
export function toSuppressionPayload(suppression: {
  id: string;
  name: string;
  endsAt: string;
}): Payload {
  const name = toNoticeText(suppression.name);
  return {
    title: `Extend the suppression "${name}", or let it end`,
    description: `It ends ${formatTime(
      suppression.endsAt,
    )}. Detections come to the inbox again from then on.`,
    link: `${getPagePath()}/inbox/rules`,
    severity: 'normal',
    topic: TOPIC,
    scope: `security-incidents-suppression:${suppression.id}`,
    icon: ICON,
  } as Payload;
}

/** Asks the people of a source to look at it. */
export function toSilencePayload(source: {
  id: string;
  title: string;
  lastEventAt: string;
}): Payload {
  return {
    title: `Check ${source.title}: it sends no events`,
    description: `Last event ${formatTime(
      source.lastEventAt,
    )}. Detections may be missing.`,
    link: `${getPagePath()}/inbox/sources/${source.id}`,
    severity: 'high',
    topic: TOPIC,
    scope: `security-incidents-source:${source.id}`,
  };
}
