import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Card, CardBody } from '@backstage/ui';
import {
  getPlanReviewDue,
  type PlanLifecycle,
  type ResponsePlan,
  type ResponsePlanStatus,
} from 'backstage-plugin-security-incidents-common';
import type { LiveData } from '../../hooks';
import { dayOf } from '../../time';
import type { MarkState } from '../common';
import { Fact, stateOf } from './Fact';
import styles from './PlanPage.module.css';
import { InUseFact, TestedFact } from './StandingFacts';
import { StandingNotice } from './StandingNotice';

const LIFECYCLE: Record<PlanLifecycle, [MarkState, string]> = {
  approved: ['good', 'Approved'],
  draft: ['late', 'Draft, never selected'],
  retired: ['failed', 'Retired, never selected'],
};

/** Is this plan in force, who says so, and is it kept: the first thing to know of a plan. */
export function StateStrip(props: {
  plan: ResponsePlan;
  now: Date;
  standing: LiveData<ResponsePlanStatus>;
}) {
  const { plan, now, standing } = props;
  const { spec } = plan;
  const { approval, review, confidentiality } = spec;
  const [state, words] = LIFECYCLE[spec.lifecycle];
  const reviewed = review?.lastReviewed ?? approval?.at;
  const reviewDue = getPlanReviewDue(plan);
  return (
    <Card>
      <CardBody>
        <dl className={styles.strip}>
          <Fact name="State" state={state} value={words}>
            version {spec.version}
          </Fact>
          <Fact
            name="Approved"
            state={approval ? 'good' : 'none'}
            value={approval ? dayOf(approval.at) : 'by nobody yet'}
          >
            {approval && (
              <>
                by <EntityRefLink entityRef={approval.by} hideIcon />
              </>
            )}
          </Fact>
          <Fact
            name="Reviewed"
            state={reviewed ? stateOf(reviewDue, now) : 'none'}
            value={reviewed ? dayOf(reviewed) : 'never'}
          >
            {reviewDue
              ? `${
                  stateOf(reviewDue, now) === 'late' ? 'was due' : 'next by'
                } ${dayOf(reviewDue)}`
              : 'no interval set'}
          </Fact>
          <TestedFact plan={plan} now={now} standing={standing} />
          <InUseFact standing={standing} />
          <Fact
            name="Confidentiality"
            value={
              confidentiality?.tlp ? `TLP:${confidentiality.tlp}` : 'not marked'
            }
          >
            {confidentiality?.defaultVisibility &&
              `incidents start ${confidentiality.defaultVisibility}`}
          </Fact>
        </dl>
        <StandingNotice standing={standing} />
      </CardBody>
    </Card>
  );
}
