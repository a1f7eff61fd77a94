import { Link } from '@backstage/ui';
import {
  READINESS_CHECKS,
  type RollUpRow,
} from 'backstage-plugin-security-incidents-common';
import { useEntityLinks } from '../../hooks';
import { EntityLink } from '../../navigation';
import { useReadinessTranslation } from '../../translation';
import { checksPassed } from '../common';
import { Counts } from './Counts';
import styles from './EntityCard.module.css';
import { ReadyPips } from './ReadyPips';
import rollUpStyles from './RollUp.module.css';

const SHOWN = 6;

/** The parts of a system, domain or group that had incidents, most open first. */
export function RollUp(props: { entityRef: string; rows: RollUpRow[] }) {
  const { entityRef, rows } = props;
  const { t } = useReadinessTranslation();
  const linkTo = useEntityLinks();
  if (rows.length === 0) return null;
  const checked = rows.flatMap(({ checks }) => (checks ? [{ checks }] : []));
  const hasChecks = checked.length > 0;
  const ready = checked.filter(
    part => checksPassed(part) === READINESS_CHECKS.length,
  ).length;
  return (
    <div className={styles.row}>
      {hasChecks && (
        <p className={styles.quiet}>
          {t('entityCard.parts.allReady', {
            ready: String(ready),
            count: checked.length,
          })}
        </p>
      )}
      <table className={rollUpStyles.parts}>
        <caption className={styles.strong} style={{ textAlign: 'left' }}>
          {t('entityCard.parts.title')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('entityCard.parts.name')}</th>
            <th scope="col">{t('entityCard.parts.open')}</th>
            <th scope="col">{t('entityCard.parts.total')}</th>
            {hasChecks && <th scope="col">{t('entityCard.parts.ready')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map(part => (
            <tr key={part.entityRef}>
              <td>
                <EntityLink entityRef={part.entityRef} />
              </td>
              <td>
                {part.open > 0 ? (
                  <Counts
                    entityRef={part.entityRef}
                    bySeverity={part.bySeverity}
                    short
                  />
                ) : (
                  '0'
                )}
              </td>
              <td>
                <Link
                  href={linkTo(part.entityRef)}
                  aria-label={t('entityCard.parts.totalLabel', {
                    count: part.total,
                  })}
                >
                  {part.total}
                </Link>
              </td>
              {hasChecks && (
                <td>
                  {part.checks && (
                    <ReadyPips
                      entityRef={part.entityRef}
                      checks={part.checks}
                    />
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <span className={styles.quiet}>
        {rows.length > SHOWN && (
          <>
            <Link href={linkTo(entityRef)}>
              {t('entityCard.parts.more', { count: rows.length - SHOWN })}
            </Link>
            {'. '}
          </>
        )}
        {t('entityCard.parts.counting')}
      </span>
    </div>
  );
}
