import { useId } from 'react';
import styles from './fields.module.css';

/** `2026-11-23T10:20` of an ISO time, in UTC. */
export function toUtcInput(iso: string | undefined): string {
  return iso ? iso.slice(0, 16) : '';
}

/** The ISO time of `2026-11-23T10:20` in UTC, or undefined while it is not one. */
export function fromUtcInput(text: string): string | undefined {
  const date = new Date(`${text}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Date and minute in UTC. */
export function DateTimeField(props: {
  label: string;
  value: string;
  /** The latest that can be chosen. */
  max?: string;
  onChange(value: string): void;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {props.label}
      </label>
      <input
        id={id}
        type="datetime-local"
        className={styles.input}
        value={props.value}
        max={props.max}
        onChange={event => props.onChange(event.target.value)}
      />
    </div>
  );
}
