import { useRouteRef } from '@backstage/core-plugin-api';
import { Skeleton } from '@backstage/ui';
import {
  getPlanLastTested,
  getPlanTestDue,
  type ResponsePlan,
  type ResponsePlanStatus,
  STATUS_LABELS,
} from 'backstage-plugin-security-incidents-common';
import { Link } from 'react-router-dom';
import { incidentRouteRef } from '../../routes';
import { dayOf } from '../../time';
import { MARK_OF } from '../common';
import { Fact, stateOf } from './Fact';
import { durationText } from './planText';

/** What the backend knows of a plan beyond its file, as far as it has answered. */
export interface KnownStanding {
  value?: ResponsePlanStatus;
  error?: Error;
}

function IncidentLink(props: { incidentKey: string; title: string }) {
  const link = useRouteRef(incidentRouteRef);
  const { incidentKey, title } = props;
  return (
    <Link to={link({ key: incidentKey })} title={title}>
      {incidentKey}
    </Link>
  );
}

/** When it was tested last: by an exercise, or as the file says. While the backend is silent, the file alone. */
export function TestedFact(props: {
  plan: ResponsePlan;
  now: Date;
  standing: KnownStanding;
}) {
  const { plan, now, standing } = props;
  const { value, error } = standing;
  const interval = plan.spec.review?.testInterval;
  const written = getPlanLastTested(plan);
  const tested = value ? value.tested.on : written;
  const due = value ? value.tested.due : getPlanTestDue(plan);
  const notTested = value ? 'never' : 'no test in the file';
  const markOfFile = written ? stateOf(due, now) : ('none' as const);
  return (
    <Fact
      name="Tested"
      state={value ? MARK_OF[value.tested.state] : markOfFile}
      value={tested ? dayOf(tested) : notTested}
    >
      {value?.tested.exercise && (
        <div>
          in exercise <IncidentLink {...value.tested.exercise} />
        </div>
      )}
      {value?.tested.by === 'exercise' && !value.tested.exercise && (
        <div>in an exercise</div>
      )}
      {value?.tested.by === 'file' && <div>as the file says</div>}
      {due
        ? `${stateOf(due, now) === 'late' ? 'was due' : 'next by'} ${dayOf(
            due,
          )}`
        : interval && `every ${durationText(interval)}`}
      {!value && error && <div>exercises are not known</div>}
    </Fact>
  );
}

/** Where it is at work now, of what the reader may read. */
export function InUseFact({ standing }: { standing: KnownStanding }) {
  const { value, error } = standing;
  if (!value) {
    return (
      <Fact
        name="In use now"
        value={
          error ? 'not known' : <Skeleton width="80px" height="14px" rounded />
        }
      />
    );
  }
  const { items, total } = value.inUse;
  const [latest] = items;
  if (!latest) return <Fact name="In use now" value="nowhere" />;
  const others = total - 1;
  return (
    <Fact name="In use now" value={<IncidentLink {...latest} />}>
      <div>
        {latest.mode === 'exercise' && 'exercise, '}
        {STATUS_LABELS[latest.status].toLocaleLowerCase('en')}
        {latest.planVersion !== value.version &&
          `, with version ${latest.planVersion}`}
      </div>
      {others > 0 && (
        <details>
          <summary>{`and ${others} more`}</summary>
          {items.slice(1).map(item => (
            <div key={item.incidentId}>
              <IncidentLink {...item} />
              {item.mode === 'exercise' && ', exercise'}
            </div>
          ))}
          {total > items.length && (
            <div>{`${total - items.length} that were applied before`}</div>
          )}
        </details>
      )}
    </Fact>
  );
}
