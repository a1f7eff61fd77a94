import {
  RiCheckLine,
  RiErrorWarningFill,
  RiQuestionLine,
} from '@remixicon/react';
import type { MaybeRedactedEntity } from 'backstage-plugin-security-incidents-common';
import { getLabels, useTranslation } from '../../../translation';
import styles from '../IncidentPage.module.css';

/** Whether a service was compromised. */
export function CompromiseChip({ entity }: { entity: MaybeRedactedEntity }) {
  const { t } = useTranslation();
  if (entity.compromise === 'compromised') {
    return (
      <span className={`${styles.chip} ${styles.negative}`}>
        <RiErrorWarningFill aria-hidden />
        {getLabels(t, 'compromise').compromised}
      </span>
    );
  }
  if (entity.role === 'cleared' || entity.compromise === 'not-compromised') {
    return (
      <span className={`${styles.chip} ${styles.positive}`}>
        <RiCheckLine aria-hidden />
        {entity.role === 'cleared'
          ? getLabels(t, 'affectedRole').cleared
          : getLabels(t, 'compromise')['not-compromised']}
      </span>
    );
  }
  return (
    <span className={`${styles.chip} ${styles.warning}`}>
      <RiQuestionLine aria-hidden />
      {getLabels(t, 'compromise').unknown}
    </span>
  );
}
