import {
  RiAlarmWarningLine,
  RiCheckLine,
  RiHistoryLine,
  RiTimerLine,
} from '@remixicon/react';
import page from '../IncidentPage.module.css';
import type { ClockState } from './clocks';

const MARKS = {
  'at-risk': RiTimerLine,
  overdue: RiAlarmWarningLine,
  met: RiCheckLine,
  'met-late': RiHistoryLine,
};

/** The sign of a state, beside words that say the same; what is in time needs none. */
export function ClockMark(props: { state: ClockState; size?: number }) {
  const { state, size = 14 } = props;
  if (state === 'running') return null;
  const Icon = MARKS[state];
  return <Icon size={size} aria-hidden />;
}

/** The colour of a state, where it has one. */
export const CLOCK_TONES: Partial<Record<ClockState, string>> = {
  'at-risk': page.late,
  overdue: page.alarm,
  met: page.good,
  'met-late': page.alarm,
};
