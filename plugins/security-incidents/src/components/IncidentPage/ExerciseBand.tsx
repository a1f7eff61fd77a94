import { RiFlaskLine } from '@remixicon/react';
import styles from './IncidentHeader.module.css';

const WORDS = {
  exercise: {
    title: 'Exercise, not counted',
    note: 'Nothing here happened. Practise as if it had.',
  },
  test: {
    title: 'Test, not counted',
    note: 'Nothing here happened. It only tries out the tool.',
  },
};

/** Says over everything else that this is not real. */
export function ExerciseBand({ mode }: { mode: keyof typeof WORDS }) {
  const { title, note } = WORDS[mode];
  return (
    <div className={styles.band} role="note">
      <RiFlaskLine size={20} aria-hidden />
      <strong>{title}</strong>
      <span>{note}</span>
    </div>
  );
}
