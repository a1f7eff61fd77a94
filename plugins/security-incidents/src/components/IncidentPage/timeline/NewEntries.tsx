import { VisuallyHidden } from '@backstage/ui';
import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../../translation';
import { toSentence } from './sentences';

/** Shortest time between two announcements, in milliseconds. */
const ANNOUNCE_EVERY_MS = 10_000;

/** Announces to a screen reader what others added, without talking all the time. */
export function NewEntries(props: { arrived: TimelineEntry[] | undefined }) {
  const { arrived } = props;
  const { t } = useTranslation();
  const [announced, setAnnounced] = useState<TimelineEntry[]>([]);
  const pending = useRef<TimelineEntry[]>([]);
  const announcedAt = useRef(-Infinity);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  useEffect(() => {
    if (!arrived?.length) return;
    pending.current.push(...arrived);
    if (timer.current) return;
    const announce = () => {
      timer.current = undefined;
      announcedAt.current = performance.now();
      setAnnounced(pending.current);
      pending.current = [];
    };
    timer.current = setTimeout(
      announce,
      Math.max(0, announcedAt.current + ANNOUNCE_EVERY_MS - performance.now()),
    );
  }, [arrived]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const last = announced[announced.length - 1];
  return (
    <VisuallyHidden>
      <span aria-live="polite">
        {last &&
          t('incidentPage.timeline.arrived', {
            count: announced.length,
            sentence: <>{toSentence(t, last)}</>,
          })}
      </span>
    </VisuallyHidden>
  );
}
