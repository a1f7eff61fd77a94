import type { ApplicablePlans } from 'backstage-plugin-security-incidents-common';
import { usePlanLink } from '../../hooks';
import { AppLink } from '../../navigation';
import { useTranslation } from '../../translation';
import { ReadinessGaps, StateMark } from '../common';
import { JoinedList } from '../PlanPage/JoinedList';
import styles from './EntityTab.module.css';
import plansStyles from './PlansCard.module.css';

/** How many other plans with gaps are named. */
const SHOWN = 3;

/**
 * What keeps a service from being ready, each gap with its fix. Only the first plan decides on that, so the gaps of the others
 * are named too.
 */
export function GapSummary(props: {
  plans: ApplicablePlans;
  /** Name of the service. */
  name: string;
  /** Where the catalog file of the service is edited. */
  editUrl?: string;
}) {
  const { items, readiness } = props.plans;
  const { t } = useTranslation();
  const planLink = usePlanLink();
  if (readiness.gaps.length > 0) {
    return (
      <div className={plansStyles.gaps}>
        <h3 className={plansStyles.subtitle}>
          {t('planGaps.title', { service: props.name })}
        </h3>
        <ReadinessGaps gaps={readiness.gaps} editUrl={props.editUrl} />
      </div>
    );
  }
  const withGaps = items.filter(({ gaps }) => gaps.length > 0);
  const more = withGaps.length - SHOWN;
  return (
    <div className={plansStyles.gaps}>
      <span className={plansStyles.summary}>
        <StateMark state={withGaps.length > 0 ? 'late' : 'good'} decorative />
        <span>
          {withGaps.length > 0
            ? t('planGaps.otherPlans', {
                plans: (
                  <JoinedList
                    last={more > 1 ? undefined : t('planText.and')}
                    items={withGaps
                      .slice(0, more > 1 ? SHOWN : undefined)
                      .map(({ planRef, title }) => ({
                        id: planRef,
                        element: (
                          <AppLink
                            className={styles.key}
                            to={planLink(planRef)}
                          >
                            {title}
                          </AppLink>
                        ),
                      }))}
                  />
                ),
              })
            : t('planGaps.none')}
          {more > 1 && ` ${t('planGaps.more', { count: more })}`}
        </span>
      </span>
    </div>
  );
}
