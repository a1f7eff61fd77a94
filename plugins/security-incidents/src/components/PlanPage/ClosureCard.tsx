import type { ResponsePlanSpec } from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import { toObligationText } from './planText';
import styles from './PlanPage.module.css';
import { Principals } from './Principal';
import { Section } from './Section';

function References(props: {
  references: NonNullable<ResponsePlanSpec['references']>;
}) {
  return (
    <p className={styles.quiet}>
      {props.references.map(({ standard, clause, url }, at) => {
        const text = clause ? `${standard}, ${clause}` : standard;
        return (
          <span key={text}>
            {at > 0 && '; '}
            {url ? (
              <a href={url} target="_blank" rel="noopener noreferrer">
                {text}
              </a>
            ) : (
              text
            )}
          </span>
        );
      })}
    </p>
  );
}

/** What an incident under this plan needs before it can be closed, and the standards behind the plan. */
export function ClosureCard({ spec }: { spec: ResponsePlanSpec }) {
  const { t } = useTranslation();
  const { closure, obligations, references } = spec;
  if (!closure && !obligations && !references) return null;
  return (
    <Section title={t('planPage.closure.title')}>
      <ul className={styles.list}>
        {closure?.review && (
          <li className={styles.item}>
            {t(
              closure.review === 'required'
                ? 'planPage.closure.reviewRequired'
                : 'planPage.closure.reviewOptional',
            )}
          </li>
        )}
        {closure?.requireRootCause && (
          <li className={styles.item}>{t('planPage.closure.rootCause')}</li>
        )}
        {closure?.approvers && (
          <li className={styles.item}>
            {t('planPage.closure.approvedBy', {
              approvers: <Principals targets={closure.approvers} spec={spec} />,
            })}
          </li>
        )}
        {obligations && (
          <li className={styles.item}>
            {t('planPage.closure.obligations', {
              obligations: obligations.map(toObligationText).join(', '),
            })}
          </li>
        )}
      </ul>
      {references && <References references={references} />}
    </Section>
  );
}
