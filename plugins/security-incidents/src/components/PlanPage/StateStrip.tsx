import { Card, CardBody } from '@backstage/ui';
import {
  getPlanReviewDue,
  type PlanLifecycle,
  type ResponsePlan,
  type ResponsePlanStatus,
} from 'backstage-plugin-security-incidents-common';
import { EntityLink } from '../../navigation';
import type { PanelQuery } from '../../queries';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import type { MarkState } from '../common';
import { Fact, isPast } from './Fact';
import styles from './PlanPage.module.css';
import { InUseFact, TestedFact, toDueText } from './StatusFacts';
import { StatusNotice } from './StatusNotice';

/** The mark of each lifecycle. */
export const LIFECYCLE_MARKS: Record<PlanLifecycle, MarkState> = {
  approved: 'good',
  draft: 'late',
  retired: 'failed',
};

/** Whether the plan is in use, who approved it, and whether it is reviewed and tested. */
export function StateStrip(props: {
  plan: ResponsePlan;
  now: Date;
  status: PanelQuery<ResponsePlanStatus>;
}) {
  const { plan, now, status } = props;
  const { t } = useTranslation();
  const { lifecycle, version, approval, review, confidentiality } = plan.spec;
  const reviewed = review?.lastReviewed ?? approval?.at;
  const reviewDue = getPlanReviewDue(plan);
  const reviewMark = isPast(reviewDue, now) ? 'late' : 'good';
  return (
    <Card>
      <CardBody>
        <dl className={styles.strip}>
          <Fact
            name={t('planPage.state.title')}
            state={LIFECYCLE_MARKS[lifecycle]}
            value={t(`planPage.state.${lifecycle}`)}
          >
            {t('planPage.state.version', { version })}
          </Fact>
          <Fact
            name={t('planPage.approved.title')}
            state={approval ? 'good' : 'none'}
            value={approval ? dayOf(approval.at) : t('planPage.approved.never')}
          >
            {approval &&
              t('planPage.approved.by', {
                approver: <EntityLink entityRef={approval.by} hideIcon />,
              })}
          </Fact>
          <Fact
            name={t('planPage.reviewed.title')}
            state={reviewed ? reviewMark : 'none'}
            value={reviewed ? dayOf(reviewed) : t('planPage.reviewed.never')}
          >
            {reviewDue
              ? toDueText(t, reviewDue, now)
              : t('planPage.reviewed.noInterval')}
          </Fact>
          <TestedFact plan={plan} now={now} status={status} />
          <InUseFact status={status} />
          <Fact
            name={t('planPage.confidentiality.title')}
            value={
              confidentiality?.tlp
                ? `TLP:${confidentiality.tlp}`
                : t('planPage.confidentiality.none')
            }
          >
            {confidentiality?.defaultVisibility &&
              t(
                `planPage.confidentiality.${confidentiality.defaultVisibility}`,
              )}
          </Fact>
        </dl>
        <StatusNotice status={status} />
      </CardBody>
    </Card>
  );
}
