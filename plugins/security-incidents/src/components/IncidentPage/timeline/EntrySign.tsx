import {
  RiAlarmWarningLine,
  RiAlertLine,
  RiAttachment2,
  RiCheckboxCircleLine,
  RiCheckLine,
  RiFlag2Line,
  RiGitMergeLine,
  RiLink,
  RiListCheck3,
  RiLockLine,
  RiNotification3Line,
  RiPencilLine,
  RiRadarLine,
  RiRobot2Line,
  RiTaskLine,
  RiUpload2Line,
  RiUserLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { classNames } from '../../common';
import page from '../IncidentPage.module.css';
import type { TimelineItem } from './order';
import styles from './timeline.module.css';

/** Icons by the beginning of an action; the first that fits counts. */
const ICONS: Array<[string, RemixiconComponentType]> = [
  ['step.', RiCheckLine],
  ['status.changed', RiFlag2Line],
  ['incident.recorded', RiFlag2Line],
  ['incident.imported', RiUpload2Line],
  ['merge.', RiGitMergeLine],
  ['plan.', RiListCheck3],
  ['task.done', RiCheckboxCircleLine],
  ['task.skipped', RiCheckboxCircleLine],
  ['task.', RiTaskLine],
  ['affected.', RiLink],
  ['role.', RiUserLine],
  ['member.', RiLockLine],
  ['access.', RiAlarmWarningLine],
  ['detection.', RiRadarLine],
  ['escalation.', RiNotification3Line],
  ['evidence.', RiAttachment2],
  ['major.', RiAlertLine],
];

/** The icon for the kind of an entry; filled for steps, black for moves. */
export function EntrySign({ item }: { item: TimelineItem }) {
  const { action } = item.entry;
  if (item.automatic) {
    return (
      <span className={styles.robot} aria-hidden>
        <RiRobot2Line size={14} />
      </span>
    );
  }
  const [, Icon] = ICONS.find(([prefix]) => action.startsWith(prefix)) ?? [
    '',
    RiPencilLine,
  ];
  return (
    <span
      className={classNames(
        styles.sign,
        action === 'step.recorded' && !item.step?.supersededBy && styles.step,
        action === 'status.changed' && styles.move,
        action === 'access.broken-glass' && page.alarm,
      )}
      aria-hidden
    >
      <Icon size={14} />
    </span>
  );
}
