import type { ReactNode } from 'react';
import { classNames } from '../../common';
import { useIncidentRecord } from '../IncidentRecord';
import styles from './values.module.css';

/** Holds a chip, which loses its colour when the incident is not real. */
export function Fill({ children }: { children: ReactNode }) {
  const { mode } = useIncidentRecord().incident;
  return (
    <span
      className={classNames(styles.fill, mode !== 'real' && styles.drained)}
    >
      {children}
    </span>
  );
}
