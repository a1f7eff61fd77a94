import { Card, CardBody, CardHeader, Select } from '@backstage/ui';
import {
  RiAlarmWarningLine,
  RiCheckboxCircleLine,
  RiSkipForwardLine,
  RiTimerLine,
} from '@remixicon/react';
import {
  type AdherenceTask,
  PLAN_ANSWERS,
  type PlanAdherence,
} from 'backstage-plugin-security-incidents-common';
import { EntityLink, useRouteRef, AppLink } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { formatDuration, shortTime } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import { FieldNote } from './FieldNote';
import styles from './reviews.module.css';
import {
  type ReviewProps,
  TextReviewField,
  WrittenText,
} from './TextReviewField';
import { useReviewField } from './useReviewField';
import { toKey } from '../../translation/toKey';

const HASH_ENDS = 8;

const ICONS: Record<AdherenceTask['result'], JSX.Element> = {
  'on-time': <RiCheckboxCircleLine size={14} aria-hidden />,
  late: <RiTimerLine size={14} aria-hidden />,
  overdue: <RiAlarmWarningLine size={14} aria-hidden />,
  skipped: <RiSkipForwardLine size={14} aria-hidden />,
  open: <RiTimerLine size={14} aria-hidden />,
};

function Figure(props: { label: string; value: string }) {
  return (
    <div className={styles.figure}>
      <span className={styles.quiet}>{props.label}</span>
      <span className={styles.number}>{props.value}</span>
    </div>
  );
}

function Result({ task }: { task: AdherenceTask }) {
  const { t } = useTranslation();
  const { result, lateMs } = task;
  return (
    <span className={styles.result} data-result={result}>
      {ICONS[result]}
      {lateMs === undefined
        ? t(`reviews.adherence.result.${toKey(result)}`)
        : t('reviews.adherence.lateBy', { duration: formatDuration(lateMs) })}
    </span>
  );
}

function Tasks(props: { plan: PlanAdherence; incidentKey: string }) {
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef)({ key: props.incidentKey });
  const time = (at: string | undefined) =>
    at ? shortTime(at) : t('reviews.adherence.noTime');
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className={styles.hidden}>
          {t('reviews.adherence.tasksOf', { plan: props.plan.planTitle })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('reviews.adherence.task')}</th>
            <th scope="col">{t('reviews.adherence.due')}</th>
            <th scope="col">{t('reviews.adherence.done')}</th>
            <th scope="col">{t('reviews.adherence.resultColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {props.plan.tasks.map(task => (
            <tr key={task.taskId}>
              <td>
                <AppLink
                  to={`${link}#task-${task.taskId}`}
                  className={styles.link}
                >
                  {task.title}
                </AppLink>
                {task.by && (
                  <span className={styles.below}>
                    <EntityName entityRef={task.by} />
                  </span>
                )}
              </td>
              <td data-label={t('reviews.adherence.due')}>
                {time(task.dueAt)}
              </td>
              <td data-label={t('reviews.adherence.done')}>
                {time(task.endedAt)}
              </td>
              <td>
                <Result task={task} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the record says of one plan. Nothing of it can be edited. */
function Plan(props: { plan: PlanAdherence; incidentKey: string }) {
  const { plan } = props;
  const { t } = useTranslation();
  const of = (count: number, total: number) =>
    t('reviews.adherence.of', { count, total });
  return (
    <>
      <div className={styles.figures}>
        <Figure
          label={t('reviews.adherence.onTime')}
          value={of(plan.onTime, plan.dueSoFar)}
        />
        <Figure label={t('reviews.adherence.late')} value={String(plan.late)} />
        <Figure
          label={t('reviews.adherence.skipped')}
          value={String(plan.skipped)}
        />
        <Figure
          label={t('reviews.adherence.roles')}
          value={of(plan.rolesFilled, plan.roles)}
        />
        <Figure
          label={t('reviews.adherence.evidence')}
          value={of(plan.evidenceKept, plan.evidence)}
        />
        <div className={styles.figure}>
          <span className={styles.quiet}>{t('reviews.adherence.plan')}</span>
          <span>
            <EntityLink entityRef={plan.planRef}>{plan.planTitle}</EntityLink>{' '}
            {plan.planVersion}
          </span>
          <span className={styles.hash}>
            {t('reviews.adherence.hash', {
              hash: `${plan.contentHash.slice(
                0,
                HASH_ENDS,
              )}…${plan.contentHash.slice(-HASH_ENDS)}`,
            })}
          </span>
        </div>
      </div>
      {plan.tasks.length > 0 && (
        <Tasks plan={plan} incidentKey={props.incidentKey} />
      )}
    </>
  );
}

function PlanAnswerField(props: ReviewProps) {
  const { review, me, canWrite } = props;
  const { t } = useTranslation();
  const field = useReviewField(review, 'planFollowed');
  if (!canWrite) {
    const answer = review.fields.planFollowed;
    return (
      <WrittenText
        label={t('reviews.planAnswer.label')}
        text={answer && t(`reviews.planAnswer.${toKey(answer)}`)}
      />
    );
  }
  return (
    <div className={styles.field} id="review-planFollowed">
      <Select
        label={t('reviews.planAnswer.label')}
        placeholder={t('reviews.planAnswer.choose')}
        options={PLAN_ANSWERS.map(id => ({
          id,
          label: t(`reviews.planAnswer.${toKey(id)}`),
        }))}
        selectedKey={field.value ?? null}
        onSelectionChange={key => {
          const answer = PLAN_ANSWERS.find(id => id === key);
          if (answer) field.change(answer);
        }}
      />
      <FieldNote
        field={field}
        me={me}
        show={value => (value ? t(`reviews.planAnswer.${toKey(value)}`) : '')}
      />
    </div>
  );
}

/** Was the plan followed: what the record says, and apart from it what people say. */
export function AdherenceCard(props: ReviewProps) {
  const { review } = props;
  const { t } = useTranslation();
  const late = review.adherence.reduce((total, plan) => total + plan.late, 0);
  return (
    <Card>
      <CardHeader>
        <div className={styles.cardHead}>
          <h2 className={styles.cardTitle}>{t('reviews.adherence.title')}</h2>
          <span className={styles.quiet}>
            {t('reviews.adherence.computed')}
          </span>
        </div>
      </CardHeader>
      <CardBody>
        <div className={styles.stack}>
          {review.adherence.length === 0 && (
            <p className={styles.text}>{t('reviews.adherence.noPlan')}</p>
          )}
          {review.adherence.map(plan => (
            <Plan
              key={plan.planRef}
              plan={plan}
              incidentKey={review.incidentKey}
            />
          ))}
          <PlanAnswerField {...props} />
          <TextReviewField
            {...props}
            name="planDeviation"
            description={
              late > 0
                ? t('reviews.adherence.needed', { count: late })
                : undefined
            }
            rows={2}
          />
          <TextReviewField {...props} name="planChanges" rows={2} />
        </div>
      </CardBody>
    </Card>
  );
}
