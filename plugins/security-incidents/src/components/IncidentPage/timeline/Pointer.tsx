import type { ReactNode } from 'react';
import { classNames } from '../../common';
import page from '../IncidentPage.module.css';
import styles from './timeline.module.css';

/** A button that goes to another entry. */
export function Pointer(props: {
  seq: number;
  tone?: string;
  icon?: ReactNode;
  text: string;
  onShow(seq: number): void;
}) {
  return (
    <button
      type="button"
      className={classNames(page.chip, styles.pointer, props.tone)}
      data-printed
      onClick={() => props.onShow(props.seq)}
    >
      {props.icon}
      {props.text}
    </button>
  );
}
