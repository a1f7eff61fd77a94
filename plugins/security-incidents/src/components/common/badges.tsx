import {
  type IncidentStatus,
  type Priority,
} from 'backstage-plugin-security-incidents-common';
import { useSharedTranslation } from '../../translation';
import classNames from './classNames';
import chipStyles from './chips.module.css';

/** P1 is inverted, P2 outlined, the rest quiet. Without severity, the priority is undecided. */
export function PriorityBadge({ priority }: { priority?: Priority }) {
  const { t } = useSharedTranslation();
  return (
    <span
      className={classNames(
        chipStyles.priority,
        priority === 'P1' && chipStyles.p1,
        priority === 'P2' && chipStyles.p2,
      )}
    >
      {priority ?? t('term.undecided')}
    </span>
  );
}

const QUARTERS: Partial<Record<IncidentStatus, number>> = {
  triage: 0.2,
  containment: 0.4,
  eradication: 0.6,
  recovery: 0.8,
};

/** A dial that fills as the incident proceeds: dashed when new, ticked when resolved. */
export function StatusDial({ status }: { status: IncidentStatus }) {
  const { t } = useSharedTranslation();
  const share = QUARTERS[status];
  const around = 2 * Math.PI * 3;
  return (
    <span className={chipStyles.inline}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <circle
          cx="7"
          cy="7"
          r="6"
          fill={
            status === 'resolved' || status === 'closed'
              ? 'currentColor'
              : 'none'
          }
          stroke="currentColor"
          strokeWidth="1.4"
          strokeDasharray={status === 'new' ? '2 2' : undefined}
        />
        {share && (
          <circle
            cx="7"
            cy="7"
            r="3"
            fill="none"
            stroke="currentColor"
            strokeWidth="6"
            strokeDasharray={`${share * around} ${around}`}
            transform="rotate(-90 7 7)"
          />
        )}
        {(status === 'resolved' || status === 'closed') && (
          <path
            d="M4 7.2 6.2 9.4 10 5"
            fill="none"
            stroke="var(--bui-bg-app)"
            strokeWidth="1.6"
          />
        )}
        {(status === 'dismissed' || status === 'merged') && (
          <path d="M4 7H10" stroke="currentColor" strokeWidth="1.4" />
        )}
      </svg>
      {t(`term.status.${status}`)}
    </span>
  );
}
