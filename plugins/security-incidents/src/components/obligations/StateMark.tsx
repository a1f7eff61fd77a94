import {
  RiAlarmWarningLine,
  RiCheckboxCircleFill,
  RiQuestionLine,
  RiSendPlane2Line,
  RiSubtractLine,
} from '@remixicon/react';
import type { ObligationState } from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { toKey, useTranslation } from '../../translation';
import styles from './obligations.module.css';

const ICONS: Record<ObligationState, ReactNode> = {
  'to-assess': <RiQuestionLine size={14} aria-hidden />,
  pending: <RiSendPlane2Line size={14} aria-hidden />,
  missed: <RiAlarmWarningLine size={14} aria-hidden />,
  submitted: <RiCheckboxCircleFill size={14} aria-hidden />,
  'submitted-late': <RiAlarmWarningLine size={14} aria-hidden />,
  'not-applicable': <RiSubtractLine size={14} aria-hidden />,
};

/** State of an obligation as sign and word. */
export function ObligationStateMark(props: {
  state: ObligationState;
  isChip?: boolean;
}) {
  const { state, isChip } = props;
  const { t } = useTranslation();
  return (
    <span className={isChip ? styles.chip : styles.state} data-state={state}>
      {ICONS[state]}
      {t(`obligation.state.${toKey(state)}`)}
    </span>
  );
}
