import { Cell, Column, type ColumnConfig, Skeleton } from '@backstage/ui';
import type { ReactNode } from 'react';
import { usePlanLink } from '../../hooks';
import { AppLink, EntityLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { dayOf } from '../../time';
import { type Translate, useTranslation } from '../../translation';
import { MARK_OF, type MarkState, StateMark } from '../common';
import { isPast } from '../PlanPage/Fact';
import { LIFECYCLE_MARKS } from '../PlanPage/StateStrip';
import { toDueText } from '../PlanPage/StatusFacts';
import { usePlanStatus } from '../PlanPage/usePlanStatus';
import styles from './PlansPage.module.css';
import type { PlanItem } from './usePlans';

/** A value with its mark, and details below. */
function Value(props: {
  mark?: MarkState;
  children: ReactNode;
  details?: ReactNode;
}) {
  return (
    <span className={styles.value}>
      {props.mark && <StateMark state={props.mark} />}
      <span className={styles.stack}>
        <span>{props.children}</span>
        {props.details && <span className={styles.quiet}>{props.details}</span>}
      </span>
    </span>
  );
}

function Plan({ plan }: { plan: PlanItem }) {
  const planLink = usePlanLink();
  return (
    <Value
      details={plan.owner && <EntityLink entityRef={plan.owner} hideIcon />}
    >
      <AppLink className={styles.link} to={planLink(plan.id)}>
        {plan.title}
      </AppLink>
    </Value>
  );
}

function State({ plan }: { plan: PlanItem }) {
  const { t } = useTranslation();
  return (
    <Value
      mark={LIFECYCLE_MARKS[plan.lifecycle]}
      details={t('planPage.state.version', { version: plan.version })}
    >
      {t(`planPage.state.${plan.lifecycle}`)}
    </Value>
  );
}

function Reviewed({ plan }: { plan: PlanItem }) {
  const { t } = useTranslation();
  const { reviewedOn, reviewDue } = plan;
  const now = new Date();
  if (!reviewedOn) {
    return <Value mark="failed">{t('planPage.reviewed.never')}</Value>;
  }
  return (
    <Value
      mark={isPast(reviewDue, now) ? 'late' : 'good'}
      details={reviewDue && toDueText(t, reviewDue, now)}
    >
      {dayOf(reviewedOn)}
    </Value>
  );
}

/** The status of a plan in a row. The plan page follows changes, the list does not. */
function useRowStatus(plan: PlanItem) {
  const { t } = useTranslation();
  const { data, error } = usePlanStatus(plan.id, { isLive: false });
  const placeholder = error ? (
    <span className={styles.quiet}>{t('plansPage.unknown')}</span>
  ) : (
    <Skeleton width="80px" height="14px" rounded />
  );
  return { data, placeholder, t };
}

function Tested({ plan }: { plan: PlanItem }) {
  const { data, placeholder, t } = useRowStatus(plan);
  if (!data) return placeholder;
  const { state, on, due } = data.tested;
  return (
    <Value mark={MARK_OF[state]} details={due && toDueText(t, due, new Date())}>
      {on ? dayOf(on) : t('planPage.tested.never')}
    </Value>
  );
}

function Services({ plan }: { plan: PlanItem }) {
  const { data, placeholder, t } = useRowStatus(plan);
  if (plan.lifecycle !== 'approved') {
    return <span className={styles.quiet}>{t('plansPage.notUsed')}</span>;
  }
  if (!data) return placeholder;
  return (
    <Value details={plan.isDefault && t('plansPage.companyDefault')}>
      {t('planText.services', { count: data.services.covered })}
    </Value>
  );
}

function InUse({ plan }: { plan: PlanItem }) {
  const incidentLink = useRouteRef(incidentRouteRef);
  const { data, placeholder, t } = useRowStatus(plan);
  if (!data) return placeholder;
  const { items, total } = data.inUse;
  const [latest] = items;
  if (!latest) {
    return <span className={styles.quiet}>{t('planPage.inUse.none')}</span>;
  }
  return (
    <Value
      details={total > 1 && t('planPage.inUse.more', { count: total - 1 })}
    >
      <AppLink
        className={styles.link}
        to={incidentLink({ key: latest.incidentKey })}
        title={latest.title}
      >
        {latest.incidentKey}
      </AppLink>
    </Value>
  );
}

const CELLS = [
  { id: 'plan', Content: Plan },
  { id: 'state', Content: State },
  { id: 'reviewed', Content: Reviewed },
  { id: 'tested', Content: Tested },
  { id: 'services', Content: Services },
  { id: 'inUse', Content: InUse },
] as const;

/** The columns of the table. Where rows are stacked, each value has its label above it. */
export function toColumns(t: Translate): ColumnConfig<PlanItem>[] {
  return CELLS.map(({ id, Content }, index) => {
    const label = t(`plansPage.table.${id}`);
    return {
      id,
      label,
      isRowHeader: index === 0,
      header: () => (
        <Column id={id} isRowHeader={index === 0} className={styles[id]}>
          {label}
        </Column>
      ),
      cell: plan => (
        <Cell className={styles[id]}>
          {index > 0 && (
            <span className={styles.smallLabel} aria-hidden="true">
              {label}
            </span>
          )}
          <Content plan={plan} />
        </Cell>
      ),
    };
  });
}
