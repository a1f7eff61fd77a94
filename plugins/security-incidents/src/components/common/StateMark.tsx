import { VisuallyHidden } from '@backstage/ui';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiSubtractLine,
} from '@remixicon/react';
import type { ReadinessState } from 'backstage-plugin-security-incidents-common';
import styles from './readiness.module.css';

const MARKS = {
  good: [RiCheckboxCircleFill, 'In order'],
  late: [RiAlertFill, 'Needs attention'],
  failed: [RiCloseCircleFill, 'Wrong'],
  none: [RiSubtractLine, 'Not there'],
} as const;

export type MarkState = keyof typeof MARKS;

/** The mark of each state of a check. */
export const MARK_OF: Record<ReadinessState, MarkState> = {
  pass: 'good',
  late: 'late',
  fail: 'failed',
  'n-a': 'none',
};

/** Check, triangle, cross or dash; the word is there for those who do not see it. */
export function StateMark(props: {
  state: MarkState;
  /** Where words beside it say the same. */
  decorative?: boolean;
}) {
  const [Icon, word] = MARKS[props.state];
  return (
    <>
      <Icon size={16} className={styles[props.state]} aria-hidden="true" />
      {!props.decorative && <VisuallyHidden>{word}: </VisuallyHidden>}
    </>
  );
}
