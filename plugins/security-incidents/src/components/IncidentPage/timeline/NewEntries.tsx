import { VisuallyHidden } from '@backstage/ui';
import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import { sentenceOf } from './timelineText';

/** At most one sentence in this many milliseconds. */
const SAY_EVERY_MS = 10_000;

/** Tells a screen reader what others added, without talking all the time. */
export function NewEntries(props: { arrived: TimelineEntry[] | undefined }) {
  const { arrived } = props;
  const [said, setSaid] = useState('');
  const unsaid = useRef<TimelineEntry[]>([]);
  const saidAt = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  useEffect(() => {
    if (!arrived?.length) return;
    unsaid.current.push(...arrived);
    if (timer.current) return;
    const say = () => {
      timer.current = undefined;
      saidAt.current = Date.now();
      const entries = unsaid.current;
      unsaid.current = [];
      const last = entries[entries.length - 1];
      setSaid(
        `${entries.length} new ${
          entries.length === 1 ? 'entry' : 'entries'
        } in the timeline, the last: ${sentenceOf(last)}`,
      );
    };
    timer.current = setTimeout(
      say,
      Math.max(0, saidAt.current + SAY_EVERY_MS - Date.now()),
    );
  }, [arrived]);
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <VisuallyHidden>
      <span aria-live="polite">{said}</span>
    </VisuallyHidden>
  );
}
