import { useApi } from '@backstage/core-plugin-api';
import { Button, Card, CardBody, CardHeader } from '@backstage/ui';
import {
  type ApplicablePlans,
  type PlanOffer,
  RSIT_CLASS_LABELS,
  RSIT_CLASSES,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { AppLink } from '../../navigation';
import { securityIncidentsApiRef } from '../../api';
import { errorStatus } from '../../api/errorStatus';
import { usePlanLink } from '../../hooks';
import { queryKeys, usePanelQuery } from '../../queries';
import { dayOf, shortTime } from '../../time';
import {
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  StateMark,
  withShortNames,
} from '../common';
import styles from './EntityTab.module.css';
import { GapSummary } from './GapSummary';
import plansStyles from './PlansCard.module.css';

const SHOWN = 5;

function Tested({ plan }: { plan: PlanOffer }) {
  const never = plan.gaps.some(({ code }) => code === 'never-tested');
  const late = plan.gaps.some(({ code }) => code === 'test-overdue');
  let state: 'good' | 'late' | 'failed' = 'good';
  if (late) state = 'late';
  if (never || !plan.lastTested) state = 'failed';
  return (
    <span className={plansStyles.tested}>
      <StateMark state={state} />
      {plan.lastTested ? dayOf(plan.lastTested) : 'never'}
    </span>
  );
}

/** The kinds of incident for which it comes first, in words. */
function leadsIn(plan: PlanOffer, byClass: ApplicablePlans['byClass']) {
  const kinds = RSIT_CLASSES.filter(
    name => name !== 'test' && byClass[name] === plan.planRef,
  );
  return kinds.length > 0
    ? `First for ${kinds.map(name => RSIT_CLASS_LABELS[name]).join(', ')}`
    : undefined;
}

function Offer({ plan, leads }: { plan: PlanOffer; leads?: string }) {
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
        {leads && <span className={plansStyles.leads}>{leads}</span>}
        <span className={styles.quiet}>{withShortNames(plan.reason)}</span>
        {reviewLate.map(({ message }) => (
          <span key={message} className={plansStyles.gap}>
            <StateMark state="late" />
            {message}
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
  const [all, setAll] = useState(false);
  const more = items.length - SHOWN;
  return (
    <>
      {stale && (
        <p className={plansStyles.stale} role="status">
          {`As of ${shortTime(asOf)}: the catalog has not answered since.`}
        </p>
      )}
      <GapSummary
        plans={props.plans}
        name={props.name}
        editUrl={props.editUrl}
      />
      {items.length === 0 ? (
        <PanelEmpty
          title={`No plan would apply to ${props.name}`}
          hint="An incident would be handled without one."
        />
      ) : (
        <ul className={plansStyles.list}>
          {(all ? items : items.slice(0, SHOWN)).map(plan => (
            <Offer
              key={plan.planRef}
              plan={plan}
              leads={leadsIn(plan, byClass)}
            />
          ))}
        </ul>
      )}
      {more > 0 && !all && (
        <div>
          <Button
            variant="secondary"
            size="small"
            onPress={() => setAll(true)}
          >{`${more} more ${more === 1 ? 'plan' : 'plans'}`}</Button>
        </div>
      )}
    </>
  );
}

/** The plans that would apply to a service and why, before anything happens. It loads alone and hides nothing else. */
export function PlansCard(props: {
  entityRef: string;
  name: string;
  editUrl?: string;
}) {
  const { entityRef, name } = props;
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
          <h2 className={styles.cardTitle}>Plans that would apply</h2>
          {!error && value && value.items.length > 0 && (
            <span className={styles.quiet}>Last tested</span>
          )}
        </div>
      </CardHeader>
      <CardBody>
        {unknown && (
          <PanelEmpty
            title={`${name} is not among the known services yet`}
            hint="A new one is known within a minute of being in the catalog."
          >
            <Button variant="secondary" size="small" onPress={reload}>
              Try again
            </Button>
          </PanelEmpty>
        )}
        {error && !unknown && (
          <PanelFailed
            title="The plans did not load"
            hint="Everything else on this page is current."
            subject="response plans"
            error={error}
            onRetry={reload}
          />
        )}
        {!error && !value && <PanelLoading label="plans" rows={6} />}
        {!error && value && (
          <Plans plans={value} name={name} editUrl={props.editUrl} />
        )}
      </CardBody>
    </Card>
  );
}
