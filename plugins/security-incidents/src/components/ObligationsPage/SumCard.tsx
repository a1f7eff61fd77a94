import { Card, CardBody } from '@backstage/ui';
import type {
  ObligationPage,
  ObligationState,
} from 'backstage-plugin-security-incidents-common';
import { AppLink } from '../../navigation';
import { utcDay } from '../../time';
import { toKey, useTranslation } from '../../translation';
import styles from './ObligationsPage.module.css';

const ORDER: readonly ObligationState[] = [
  'submitted',
  'submitted-late',
  'not-applicable',
  'pending',
  'to-assess',
  'missed',
];

/** How many are open, and what became of all others. Each number opens its rows. */
export function SumCard(props: {
  counts: ObligationPage['counts'];
  /** The first day that is counted. */
  since: string;
  hrefOf(state: ObligationState): string;
}) {
  const { counts, since, hrefOf } = props;
  const { t } = useTranslation();
  const open = counts['to-assess'] + counts.pending + counts.missed;
  const total = ORDER.reduce((sum, state) => sum + counts[state], 0);
  return (
    <Card>
      <CardBody>
        <div className={styles.sum}>
          <div>
            <div className={styles.figure}>
              {t('obligation.register.openTotal', { count: open })}
            </div>
            <div className={styles.quiet}>
              {t('obligation.register.openParts', {
                pending: counts.pending + counts.missed,
                toAssess: counts['to-assess'],
              })}
            </div>
          </div>
          <div className={styles.shares}>
            <div className={styles.quiet}>
              <b>{t('obligation.register.total', { count: total })}</b>{' '}
              {t('obligation.register.since', {
                day: utcDay(`${since.slice(0, 10)}T00:00:00.000Z`),
              })}{' '}
              {t('obligation.register.totalHint')}
            </div>
            <div className={styles.bar} aria-hidden>
              {ORDER.filter(state => counts[state] > 0).map(state => (
                <span
                  key={state}
                  data-state={state}
                  style={{ flexGrow: counts[state] }}
                />
              ))}
            </div>
            <ul className={styles.parts}>
              {ORDER.map(state => (
                <li key={state}>
                  <span
                    className={styles.square}
                    data-state={state}
                    aria-hidden
                  />
                  <AppLink to={hrefOf(state)} className={styles.link}>
                    {t(`obligation.register.legend.${toKey(state)}`, {
                      count: counts[state],
                    })}
                  </AppLink>
                </li>
              ))}
            </ul>
          </div>
        </div>
      </CardBody>
    </Card>
  );
}
