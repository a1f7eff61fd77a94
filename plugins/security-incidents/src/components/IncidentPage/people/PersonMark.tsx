import { useEntityName } from '../../common';
import styles from './People.module.css';

/** First letter of a person's or group's name in a disc; filled when it is the reader. */
export function PersonMark(props: { principalRef: string; isMe?: boolean }) {
  const name = useEntityName(props.principalRef);
  return (
    <span
      className={`${styles.mark} ${props.isMe ? styles.mine : ''}`}
      aria-hidden
    >
      {name.charAt(0).toLocaleUpperCase('en')}
    </span>
  );
}
