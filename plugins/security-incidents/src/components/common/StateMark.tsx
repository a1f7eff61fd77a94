import { VisuallyHidden } from '@backstage/ui';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiSubtractLine,
} from '@remixicon/react';
import type { ReadinessState } from 'backstage-plugin-security-incidents-common';
import { useSharedTranslation } from '../../translation';
import styles from './stateMark.module.css';

const MARKS = {
  good: RiCheckboxCircleFill,
  late: RiAlertFill,
  failed: RiCloseCircleFill,
  none: RiSubtractLine,
} as const;

export type MarkState = keyof typeof MARKS;

/** The mark of each state of a check. */
export const MARK_OF: Record<ReadinessState, MarkState> = {
  pass: 'good',
  late: 'late',
  fail: 'failed',
  'n-a': 'none',
};

/** Check, triangle, cross or dash, with a word for screen readers. */
export function StateMark(props: {
  state: MarkState;
  /** Words beside it say the same. */
  decorative?: boolean;
}) {
  const { t } = useSharedTranslation();
  const Icon = MARKS[props.state];
  return (
    <>
      <Icon size={16} className={styles[props.state]} aria-hidden="true" />
      {!props.decorative && (
        <VisuallyHidden>{t(`mark.${props.state}`)}: </VisuallyHidden>
      )}
    </>
  );
}
