import { Card, CardBody, Skeleton } from '@backstage/ui';
import type {
  ActionGroup,
  ActionPage,
} from 'backstage-plugin-security-incidents-common';
import { useTranslation } from '../../translation';
import styles from './ActionsPage.module.css';
import { toKey } from '../../translation/toKey';
import register from '../FollowUpRegister.module.css';

const BAR = [
  'proven',
  'check-due',
  'check-overdue',
  'open',
  'overdue',
] as const satisfies readonly ActionGroup[];

/** How many actions there are, what became of them, and how much of it is proven. */
export function ActionSums({ page }: { page: ActionPage | undefined }) {
  const { t } = useTranslation();
  if (!page) {
    return (
      <Card>
        <CardBody>
          <Skeleton width="100%" height={72} />
        </CardBody>
      </Card>
    );
  }
  const { counts, incidents, exercises } = page;
  const total = BAR.reduce((sum, group) => sum + counts[group], 0);
  const overdue = counts.overdue + counts['check-overdue'];
  const checked = counts.proven + counts['check-overdue'];
  return (
    <Card>
      <CardBody>
        <div className={styles.sums}>
          <div>
            <span className={styles.big}>
              <b>{overdue}</b> {t('reviews.sums.overdue')}
            </span>
            <span className={register.below}>
              {t('reviews.sums.overdueParts', {
                actions: t('reviews.sums.actions', { count: counts.overdue }),
                checks: t('reviews.sums.checks', {
                  count: counts['check-overdue'],
                }),
              })}
            </span>
          </div>
          <div className={styles.bars}>
            <span>
              <b>{t('reviews.sums.actions', { count: total })}</b>{' '}
              <span className={register.quiet}>
                {t('reviews.sums.sources', {
                  incidents: t('reviews.sums.incidents', { count: incidents }),
                  exercises: t('reviews.sums.exercises', { count: exercises }),
                })}
              </span>
            </span>
            <div className={styles.bar} aria-hidden>
              {BAR.filter(group => counts[group] > 0).map(group => (
                <span
                  key={group}
                  data-group={group}
                  style={{ flexGrow: counts[group] }}
                />
              ))}
            </div>
            <ul className={styles.legend}>
              {BAR.map(group => (
                <li key={group}>
                  <span
                    className={styles.swatch}
                    data-group={group}
                    aria-hidden
                  />
                  {t(`reviews.sums.group.${toKey(group)}`, {
                    count: counts[group],
                  })}
                </li>
              ))}
            </ul>
          </div>
          <div>
            <span className={register.below}>{t('reviews.sums.proven')}</span>
            <span className={styles.big}>
              <b>
                {t('reviews.adherence.of', {
                  count: counts.proven,
                  total: checked,
                })}
              </b>
            </span>
            <span className={register.below}>
              {t('reviews.sums.provenHint')}
            </span>
          </div>
        </div>
      </CardBody>
    </Card>
  );
}
