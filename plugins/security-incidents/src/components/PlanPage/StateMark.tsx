import { VisuallyHidden } from '@backstage/ui';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiSubtractLine,
} from '@remixicon/react';
import styles from './PlanPage.module.css';

const MARKS = {
  good: [RiCheckboxCircleFill, 'In order'],
  late: [RiAlertFill, 'Needs attention'],
  failed: [RiCloseCircleFill, 'Wrong'],
  none: [RiSubtractLine, 'Not there'],
} as const;

export type MarkState = keyof typeof MARKS;

/** Check, triangle, cross or dash; the word is there for those who do not see it. */
export function StateMark({ state }: { state: MarkState }) {
  const [Icon, word] = MARKS[state];
  return (
    <>
      <Icon size={16} className={styles[state]} aria-hidden="true" />
      <VisuallyHidden>{word}: </VisuallyHidden>
    </>
  );
}
