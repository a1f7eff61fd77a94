import type { ReactNode } from 'react';
import { type MarkState, StateMark } from '../common';
import styles from './PlanPage.module.css';

/** A fact of the plan: its name, a mark, the value, and details below. */
export function Fact(props: {
  name: string;
  state?: MarkState;
  value: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={styles.fact}>
      <dt className={styles.quiet}>{props.name}</dt>
      <dd>
        <span className={styles.pair}>
          {props.state && <StateMark state={props.state} />}
          <span>{props.value}</span>
        </span>
        {props.children && <div className={styles.quiet}>{props.children}</div>}
      </dd>
    </div>
  );
}

/** Whether a due day has passed. */
export function isPast(due: string | undefined, now: Date): boolean {
  return due !== undefined && due < now.toISOString().slice(0, 10);
}
