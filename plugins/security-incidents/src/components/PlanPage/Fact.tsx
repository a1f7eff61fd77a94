import type { ReactNode } from 'react';
import { type MarkState, StateMark } from '../common';
import styles from './PlanPage.module.css';

/** One thing to know of a plan: its name, how it stands, and what is beside it. */
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

/** Whether the day by which something had to be done has passed. */
export function stateOf(due: string | undefined, now: Date): MarkState {
  return due && due < now.toISOString().slice(0, 10) ? 'late' : 'good';
}
