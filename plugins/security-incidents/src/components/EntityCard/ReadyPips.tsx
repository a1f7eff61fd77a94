import { Link } from '@backstage/ui';
import {
  type Readiness,
  READINESS_CHECKS,
} from 'backstage-plugin-security-incidents-common';
import { useEntityLinks } from '../../hooks';
import { useReadinessTranslation } from '../../translation';
import { checksPassed, MARK_OF } from '../common';
import styles from './RollUp.module.css';

/** The six checks of a service as pips, and how many pass. */
export function ReadyPips(props: {
  entityRef: string;
  checks: Readiness['checks'];
}) {
  const { entityRef, checks } = props;
  const { t } = useReadinessTranslation();
  const linkTo = useEntityLinks();
  const passed = checksPassed({ checks });
  const shown = `${passed}/${READINESS_CHECKS.length}`;
  const label = t('entityCard.parts.readyLabel', {
    passed: String(passed),
    total: String(READINESS_CHECKS.length),
  });
  return (
    <span className={styles.ready}>
      <span className={styles.pips} aria-hidden="true">
        {READINESS_CHECKS.map(check => (
          <span
            key={check}
            className={styles[`pip-${MARK_OF[checks[check]]}`]}
            title={t(`readiness.check.${check}`)}
          />
        ))}
      </span>
      {/* What is spoken begins with what is seen. */}
      <Link href={linkTo(entityRef)} aria-label={`${shown}, ${label}`}>
        {shown}
      </Link>
    </span>
  );
}
