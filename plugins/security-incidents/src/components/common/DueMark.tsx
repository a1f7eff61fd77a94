import { VisuallyHidden } from '@backstage/ui';
import { RiAlarmWarningLine, RiTimerLine } from '@remixicon/react';
import type { DueState } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';

const ICONS = { overdue: RiAlarmWarningLine, 'at-risk': RiTimerLine };
const LABELS = {
  overdue: 'incidentTable.due.overdue',
  'at-risk': 'incidentTable.due.atRisk',
} as const;

/** The sign of what is late or soon will be, with its word for screen readers. */
export function DueStateMark(props: {
  state: DueState;
  /** Words beside it say the same. */
  decorative?: boolean;
  size?: number;
}) {
  const { state, size = 14 } = props;
  const { t } = useTranslation();
  const Icon = ICONS[state];
  return (
    <>
      <Icon size={size} aria-hidden />
      {!props.decorative && (
        <VisuallyHidden>{`${t(LABELS[state])}: `}</VisuallyHidden>
      )}
    </>
  );
}
