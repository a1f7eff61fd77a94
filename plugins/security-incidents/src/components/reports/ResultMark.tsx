import {
  RiCheckLine,
  RiCloseLine,
  RiSubtractLine,
  RiTimeLine,
} from '@remixicon/react';
import type { RequirementResult } from 'backstage-plugin-security-incidents-common';
import { classNames } from '../common';
import styles from './resultMark.module.css';

const ICONS = {
  met: RiCheckLine,
  missing: RiCloseLine,
  'not-due': RiTimeLine,
  'not-applicable': RiSubtractLine,
};

export const RESULT_KEYS = {
  met: 'met',
  missing: 'missing',
  'not-due': 'notDue',
  'not-applicable': 'notApplicable',
} as const;

/** Tick, cross in a box, clock or dash, with words for screen readers. */
export function ResultMark(props: {
  result: RequirementResult;
  /** Says what the mark is about; a word beside it says the same when absent. */
  label?: string;
}) {
  const { result, label } = props;
  const Icon = ICONS[result];
  return (
    <span className={classNames(styles.mark, styles[RESULT_KEYS[result]])}>
      <Icon size={14} aria-hidden />
      {label && <span className={styles.hidden}>{label}</span>}
    </span>
  );
}
