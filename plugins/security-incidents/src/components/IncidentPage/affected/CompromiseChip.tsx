import {
  RiCheckLine,
  RiErrorWarningFill,
  RiQuestionLine,
} from '@remixicon/react';
import {
  AFFECTED_ROLE_LABELS,
  COMPROMISE_LABELS,
  type MaybeRedactedEntity,
} from 'backstage-plugin-security-incidents-common';
import styles from '../IncidentPage.module.css';

/** Whether a service was compromised. */
export function CompromiseChip({ entity }: { entity: MaybeRedactedEntity }) {
  if (entity.compromise === 'compromised') {
    return (
      <span className={`${styles.chip} ${styles.negative}`}>
        <RiErrorWarningFill aria-hidden />
        {COMPROMISE_LABELS.compromised}
      </span>
    );
  }
  if (entity.role === 'cleared' || entity.compromise === 'not-compromised') {
    return (
      <span className={`${styles.chip} ${styles.positive}`}>
        <RiCheckLine aria-hidden />
        {entity.role === 'cleared'
          ? AFFECTED_ROLE_LABELS.cleared
          : COMPROMISE_LABELS['not-compromised']}
      </span>
    );
  }
  return (
    <span className={`${styles.chip} ${styles.warning}`}>
      <RiQuestionLine aria-hidden />
      {COMPROMISE_LABELS.unknown}
    </span>
  );
}
