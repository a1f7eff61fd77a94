import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Card, CardBody } from '@backstage/ui';
import {
  planLastTested,
  planReviewDue,
  planTestDue,
  type PlanLifecycle,
  type ResponsePlan,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { dayOf } from '../../time';
import { durationText } from './planText';
import styles from './PlanPage.module.css';
import { type MarkState, StateMark } from '../common';

const LIFECYCLE: Record<PlanLifecycle, [MarkState, string]> = {
  approved: ['good', 'Approved'],
  draft: ['late', 'Draft, never selected'],
  retired: ['failed', 'Retired, never selected'],
};

function Fact(props: {
  name: string;
  state?: MarkState;
  value: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={styles.fact}>
      <dt className={styles.quiet}>{props.name}</dt>
      <dd>
        <span className={styles.pair}>
          {props.state && <StateMark state={props.state} />}
          <span>{props.value}</span>
        </span>
        {props.children && <div className={styles.quiet}>{props.children}</div>}
      </dd>
    </div>
  );
}

/** Whether the day by which something had to be done has passed. */
function stateOf(due: string | undefined, now: Date): MarkState {
  return due && due < now.toISOString().slice(0, 10) ? 'late' : 'good';
}

/** Is this plan in force, who says so, and is it kept: the first thing to know of a plan. */
export function StateStrip({ plan, now }: { plan: ResponsePlan; now: Date }) {
  const { spec } = plan;
  const { approval, review, confidentiality } = spec;
  const [state, words] = LIFECYCLE[spec.lifecycle];
  const reviewed = review?.lastReviewed ?? approval?.at;
  const reviewDue = planReviewDue(plan);
  const tested = planLastTested(plan);
  const testDue = planTestDue(plan);
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
          <Fact
            name="Tested"
            state={tested ? stateOf(testDue, now) : 'none'}
            value={tested ? dayOf(tested) : 'no test in the file'}
          >
            {testDue
              ? `${
                  stateOf(testDue, now) === 'late' ? 'was due' : 'next by'
                } ${dayOf(testDue)}`
              : review?.testInterval &&
                `every ${durationText(review.testInterval)}`}
          </Fact>
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
      </CardBody>
    </Card>
  );
}
