import { Skeleton } from '@backstage/ui';
import {
  getPlanLastTested,
  getPlanTestDue,
  type ResponsePlan,
  type ResponsePlanStatus,
} from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import type { PanelQuery } from '../../queries';
import { incidentRouteRef } from '../../routes';
import { dayOf } from '../../time';
import {
  getLabels,
  toMidSentence,
  type Translate,
  useTranslation,
} from '../../translation';
import { MARK_OF } from '../common';
import { Fact, isPast } from './Fact';
import { toDurationText } from './planText';

type PlanStatusQuery = Pick<PanelQuery<ResponsePlanStatus>, 'data' | 'error'>;

function IncidentLink(props: { incidentKey: string; title: string }) {
  const link = useRouteRef(incidentRouteRef);
  const { incidentKey, title } = props;
  return (
    <AppLink to={link({ key: incidentKey })} title={title}>
      {incidentKey}
    </AppLink>
  );
}

/** `was due 4 May 2026` or `next due 4 May 2027`. */
export function toDueText(t: Translate, due: string, now: Date): string {
  return t(isPast(due, now) ? 'planPage.due.past' : 'planPage.due.next', {
    day: dayOf(due),
  });
}

function TestedBy({ tested }: { tested: ResponsePlanStatus['tested'] }) {
  const { t } = useTranslation();
  if (tested.exercise) {
    return (
      <div>
        {t('planPage.tested.inExercise', {
          exercise: <IncidentLink {...tested.exercise} />,
        })}
      </div>
    );
  }
  if (tested.by === 'exercise') {
    return <div>{t('planPage.tested.inHiddenExercise')}</div>;
  }
  return tested.by === 'file' ? <div>{t('planPage.tested.inFile')}</div> : null;
}

/** When the plan was last tested. Until the backend answers, only the file says so. */
export function TestedFact(props: {
  plan: ResponsePlan;
  now: Date;
  status: PlanStatusQuery;
}) {
  const { plan, now } = props;
  const { data, error } = props.status;
  const { t } = useTranslation();
  const interval = plan.spec.review?.testInterval;
  const inFile = getPlanLastTested(plan);
  const tested = data ? data.tested.on : inFile;
  const due = data ? data.tested.due : getPlanTestDue(plan);
  const fileMark = isPast(due, now) ? 'late' : 'good';
  return (
    <Fact
      name={t('planPage.tested.title')}
      state={data ? MARK_OF[data.tested.state] : (inFile && fileMark) || 'none'}
      value={
        tested
          ? dayOf(tested)
          : t(data ? 'planPage.tested.never' : 'planPage.tested.notInFile')
      }
    >
      {data && <TestedBy tested={data.tested} />}
      {due && toDueText(t, due, now)}
      {!due &&
        interval &&
        t('planPage.tested.interval', {
          duration: toDurationText(t, interval),
        })}
      {!data && error && <div>{t('planPage.tested.exercisesUnknown')}</div>}
    </Fact>
  );
}

function MoreInUse({ inUse }: { inUse: ResponsePlanStatus['inUse'] }) {
  const { items, total } = inUse;
  const { t } = useTranslation();
  if (total < 2) return null;
  return (
    <details>
      <summary>{t('planPage.inUse.more', { count: total - 1 })}</summary>
      {items.slice(1).map(item => (
        <div key={item.incidentId}>
          <IncidentLink {...item} />
          {item.mode === 'exercise' && `, ${t('planPage.inUse.exercise')}`}
        </div>
      ))}
      {total > items.length && (
        <div>
          {t('planPage.inUse.earlier', { count: total - items.length })}
        </div>
      )}
    </details>
  );
}

/** The open incidents that follow the plan, of those that the reader may read. */
export function InUseFact({ status }: { status: PlanStatusQuery }) {
  const { data, error } = status;
  const { t } = useTranslation();
  const name = t('planPage.inUse.title');
  if (!data) {
    return (
      <Fact
        name={name}
        value={
          error ? (
            t('planPage.inUse.unknown')
          ) : (
            <Skeleton width="80px" height="14px" rounded />
          )
        }
      />
    );
  }
  const [latest] = data.inUse.items;
  if (!latest) return <Fact name={name} value={t('planPage.inUse.none')} />;
  const details = [
    latest.mode === 'exercise' && t('planPage.inUse.exercise'),
    toMidSentence(getLabels(t, 'status')[latest.status]),
    latest.planVersion !== data.version &&
      t('planPage.inUse.version', { version: latest.planVersion }),
  ].filter(Boolean);
  return (
    <Fact name={name} value={<IncidentLink {...latest} />}>
      <div>{details.join(', ')}</div>
      <MoreInUse inUse={data.inUse} />
    </Fact>
  );
}
