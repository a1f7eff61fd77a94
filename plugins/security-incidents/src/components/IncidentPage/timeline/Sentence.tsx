import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../../translation';
import { toSentence } from './sentences';
import styles from './timeline.module.css';

/** What an entry says happened, with people and services by their names. */
export function Sentence(props: {
  entry: TimelineEntry;
  /** Begins with a capital, where nobody stands before it. */
  alone?: boolean;
}) {
  const { t } = useTranslation();
  const sentence = toSentence(t, props.entry);
  if (!props.alone) return <>{sentence}</>;
  return <span className={styles.alone}>{sentence}</span>;
}
