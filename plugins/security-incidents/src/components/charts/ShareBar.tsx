import styles from './share.module.css';

/** How much of a whole, as a bar. The numbers stand beside it, so it says nothing to a screen reader. */
export function ShareBar(props: { part: number; all: number }) {
  const { part, all } = props;
  return (
    <span className={styles.bar} aria-hidden="true">
      {all > 0 && <span style={{ width: `${(part / all) * 100}%` }} />}
    </span>
  );
}
