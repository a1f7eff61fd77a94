import type { ResponsePlanSpec } from 'backstage-plugin-security-incidents-common';
import { capitalize, useTranslation } from '../../translation';
import { toDurationText, toSeveritiesText } from './planText';
import styles from './PlanPage.module.css';
import { Principals } from './Principal';

/** Who is kept informed, and how often. */
export function Communications({ spec }: { spec: ResponsePlanSpec }) {
  const { t } = useTranslation();
  const { communications = [] } = spec;
  if (communications.length === 0) return null;
  return (
    <>
      <h3 className={styles.subtitle}>{t('planPage.communications.title')}</h3>
      <ul className={styles.list}>
        {communications.map(
          ({ audience, every, severities, role, approval }, at) => (
            <li key={at} className={styles.item}>
              <div className={styles.between}>
                <span>{capitalize(audience)}</span>
                <span>
                  {every
                    ? t('planPage.communications.every', {
                        duration: toDurationText(t, every),
                      })
                    : t('planPage.communications.asNeeded')}
                </span>
              </div>
              <div className={styles.quiet}>
                {severities
                  ? t('planText.onlySeverities', {
                      severities: toSeveritiesText(t, severities),
                    })
                  : t('planPage.communications.allSeverities')}
                {role && (
                  <>
                    {', '}
                    {t('planPage.communications.by', {
                      role: <Principals targets={[{ role }]} spec={spec} />,
                    })}
                  </>
                )}
                {approval && (
                  <>
                    {', '}
                    {t('planPage.communications.approvedBy', {
                      approver: (
                        <Principals targets={[{ ref: approval }]} spec={spec} />
                      ),
                    })}
                  </>
                )}
              </div>
            </li>
          ),
        )}
      </ul>
    </>
  );
}
