import type { ReactNode } from 'react';
import { useKeysSetting } from '../../hooks';
import styles from './keys.module.css';

/** A key beside what it does; absent when the reader turned single keys off, and on small screens. */
export function KeyCap(props: { children: ReactNode }) {
  const [on] = useKeysSetting();
  if (!on) return null;
  return (
    <kbd className={styles.cap} aria-hidden>
      {props.children}
    </kbd>
  );
}
