import { useApi } from '@backstage/core-plugin-api';
import { Button, Card, CardBody, CardHeader } from '@backstage/ui';
import {
  type ApplicablePlans,
  type PlanOffer,
  RSIT_CLASSES,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { AppLink } from '../../navigation';
import { securityIncidentsApiRef } from '../../api';
import { errorStatus } from '../../api/errorStatus';
import { usePlanLink } from '../../hooks';
import { queryKeys, usePanelQuery } from '../../queries';
import { dayOf, shortTimeWithZone } from '../../time';
import { getLabels, type Translate, useTranslation } from '../../translation';
import {
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  StateMark,
  TextWithNames,
} from '../common';
import styles from './EntityTab.module.css';
import { GapSummary } from './GapSummary';
import plansStyles from './PlansCard.module.css';
import { toSaid } from '../said';

const SHOWN = 5;

function Tested({ plan }: { plan: PlanOffer }) {
  const { t } = useTranslation();
  const never = plan.gaps.some(({ code }) => code === 'never-tested');
  const late = plan.gaps.some(({ code }) => code === 'test-overdue');
  let state: 'good' | 'late' | 'failed' = 'good';
  if (late) state = 'late';
  if (never || !plan.lastTested) state = 'failed';
  return (
    <span className={plansStyles.tested}>
      <StateMark state={state} />
      {plan.lastTested ? dayOf(plan.lastTested) : t('entityTab.plans.never')}
    </span>
  );
}

/** The classes of incident that a plan is used for, in words. */
function getUse(
  t: Translate,
  plan: PlanOffer,
  byClass: ApplicablePlans['byClass'],
) {
  const classes = RSIT_CLASSES.filter(
    name => name !== 'test' && byClass[name] === plan.planRef,
  );
  return classes.length > 0
    ? t('entityTab.plans.usedFor', {
        classes: classes
          .map(name => getLabels(t, 'rsitClass')[name])
          .join(', '),
      })
    : undefined;
}

function Offer({ plan, use }: { plan: PlanOffer; use?: string }) {
  const { t } = useTranslation();
  const planLink = usePlanLink();
  const reviewLate = plan.gaps.filter(({ code }) => code === 'review-overdue');
  return (
    <li className={plansStyles.plan}>
      <div className={plansStyles.what}>
        <span className={styles.inline}>
          <AppLink className={styles.key} to={planLink(plan.planRef)}>
            {plan.title}
          </AppLink>
          <span className={styles.quiet}>{plan.version}</span>
        </span>
        {use && <span className={plansStyles.leads}>{use}</span>}
        <span className={styles.quiet}>
          <TextWithNames text={toSaid(t, plan.reason)} />
        </span>
        {reviewLate.map(({ message }) => (
          <span key={message} className={plansStyles.gap}>
            <StateMark state="late" />
            <TextWithNames text={toSaid(t, message)} />
          </span>
        ))}
      </div>
      <Tested plan={plan} />
    </li>
  );
}

function Plans(props: {
  plans: ApplicablePlans;
  name: string;
  editUrl?: string;
}) {
  const { items, byClass, asOf, stale } = props.plans;
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const more = items.length - SHOWN;
  return (
    <>
      {stale && (
        <p className={plansStyles.stale} role="status">
          {t('entityTab.plans.stale', { time: shortTimeWithZone(asOf) })}
        </p>
      )}
      <GapSummary
        plans={props.plans}
        name={props.name}
        editUrl={props.editUrl}
      />
      {items.length === 0 ? (
        <PanelEmpty
          title={t('entityTab.plans.none.title', { name: props.name })}
          hint={t('entityTab.plans.none.hint')}
        />
      ) : (
        <ul className={plansStyles.list}>
          {(all ? items : items.slice(0, SHOWN)).map(plan => (
            <Offer
              key={plan.planRef}
              plan={plan}
              use={getUse(t, plan, byClass)}
            />
          ))}
        </ul>
      )}
      {more > 0 && !all && (
        <div>
          <Button variant="secondary" size="small" onPress={() => setAll(true)}>
            {t('entityTab.plans.more', { count: more })}
          </Button>
        </div>
      )}
    </>
  );
}

/** The response plans that apply to a service, and why. It loads and fails by itself. */
export function PlansCard(props: {
  entityRef: string;
  name: string;
  editUrl?: string;
}) {
  const { entityRef, name } = props;
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const {
    data: value,
    error,
    reload,
  } = usePanelQuery<ApplicablePlans>({
    queryKey: queryKeys.entityPart(entityRef, 'plans'),
    queryFn: ({ signal }) => api.getApplicablePlans({ entityRef }, { signal }),
  });
  const unknown = error && errorStatus(error) === 404;
  return (
    <Card className={styles.card}>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.cardTitle}>{t('entityTab.plans.title')}</h2>
          {!error && value && value.items.length > 0 && (
            <span className={styles.quiet}>
              {t('entityTab.plans.lastTested')}
            </span>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {unknown && (
          <PanelEmpty
            title={t('entityTab.plans.unknown.title', { name })}
            hint={t('entityTab.plans.unknown.hint')}
          >
            <Button variant="secondary" size="small" onPress={reload}>
              {t('common.retry')}
            </Button>
          </PanelEmpty>
        )}
        {error && !unknown && (
          <PanelFailed
            title={t('entityTab.plans.failed.title')}
            hint={t('entityTab.plans.failed.hint')}
            subject={t('entityTab.plans.subject')}
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !value && (
          <PanelLoading label={t('entityTab.plans.loading')} rows={6} />
        )}
        {!error && value && (
          <Plans plans={value} name={name} editUrl={props.editUrl} />
        )}
      </CardBody>
    </Card>
  );
}
