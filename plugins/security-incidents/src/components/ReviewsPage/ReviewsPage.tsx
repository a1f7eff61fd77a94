import { useApi } from '@backstage/core-plugin-api';
import { Button, Card, CardBody } from '@backstage/ui';
import { RiAlarmWarningLine, RiFlaskLine, RiLockLine } from '@remixicon/react';
import {
  type ReviewQuery,
  type ReviewSummary,
  type ReviewView,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { reviewsApiRef } from '../../api';
import {
  moveRowFocus,
  useKeys,
  useKeysSetting,
  useListAddress,
  useNow,
  usePageTitle,
} from '../../hooks';
import { AppLink, useRouteRef } from '../../navigation';
import { useReviewMutation, useReviewRegister } from '../../queries';
import { incidentViewRouteRef } from '../../routes';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import {
  EntityName,
  KeysButton,
  PanelEmpty,
  PanelFailed,
  PanelLoading,
  SeverityMark,
  ZoneNote,
} from '../common';
import { ExportList } from '../exports';
import { EntitySelect, ListSearch } from '../filters';
import { FollowUpFrame } from '../FollowUpFrame';
import { problemOf } from '../IncidentPage/fields';
import { PersonMark } from '../IncidentPage/people/PersonMark';
import { ReviewStateChip } from '../reviews';
import { toDaysText } from '../reviews/daysWords';
import register from '../FollowUpRegister.module.css';
import styles from './ReviewsPage.module.css';

/** The groups of the page, in their order, with how many rows each shows at first. */
const GROUPS: ReadonlyArray<[ReviewView, number]> = [
  ['overdue', 50],
  ['needsApproval', 50],
  ['open', 50],
  ['finished', 10],
];
const MORE = 50;
const MOST = 200;

function useFilters() {
  const { params, change } = useListAddress();
  const entityRef = params.getAll('entityRef');
  const q = params.get('q') ?? '';
  const query: ReviewQuery = {
    ...(entityRef.length > 0 && { entityRef }),
    ...(q && { q }),
  };
  return {
    filters: { entityRef, q },
    query,
    change,
    isNarrowed: Object.keys(query).length > 0,
  };
}

function When({ item, now }: { item: ReviewSummary; now: number }) {
  const { t } = useTranslation();
  const { overdue, dueAt, completedAt } = item;
  if (completedAt) {
    return (
      <div>
        <span className={register.when}>{dayOf(completedAt)}</span>
        {item.completedBy && (
          <span className={register.below}>
            <EntityName entityRef={item.completedBy} />
          </span>
        )}
      </div>
    );
  }
  if (item.state === 'waived') {
    return (
      <div>
        <span className={register.when}>{t('reviews.state.waived')}</span>
        {dueAt && (
          <span className={register.below}>
            {t('reviews.action.dueOn', { day: dayOf(dueAt) })}
          </span>
        )}
      </div>
    );
  }
  return (
    <div>
      <span className={overdue ? register.over : register.when}>
        {overdue && <RiAlarmWarningLine size={14} aria-hidden />}
        {dueAt ? toDaysText(t, dueAt, now) : t('reviews.side.noDue')}
      </span>
      {dueAt && (
        <span className={register.below}>
          {t('reviews.action.dueOn', { day: dayOf(dueAt) })}
        </span>
      )}
    </div>
  );
}

function Row({ item, now }: { item: ReviewSummary; now: number }) {
  const { t } = useTranslation();
  const link = useRouteRef(incidentViewRouteRef);
  const api = useApi(reviewsApiRef);
  const { incident, leadRef, actions } = item;
  const { mutate, isPending, error } = useReviewMutation(incident.key);
  const [service] = incident.entityRefs;
  return (
    <li className={register.row} data-row={incident.key} tabIndex={-1}>
      <When item={item} now={now} />
      <div className={register.what}>
        <span className={register.head}>
          <SeverityMark severity={incident.severity} />
          <AppLink
            to={link({ key: incident.key, view: 'review' })}
            className={register.title}
          >
            {incident.title}
          </AppLink>
        </span>
        <span className={register.below}>
          {incident.key}
          {service && (
            <>
              {', '}
              <EntityName entityRef={service} />
            </>
          )}
          {incident.isMajor && `, ${t('reviews.because.majorShort')}`}
          {incident.mode === 'exercise' && (
            <>
              {' '}
              <RiFlaskLine
                size={13}
                role="img"
                aria-label={t('reviews.action.fromExercise')}
              />
            </>
          )}
          {incident.visibility === 'restricted' && (
            <>
              {' '}
              <RiLockLine
                size={13}
                role="img"
                aria-label={t('term.restricted')}
              />
            </>
          )}
        </span>
      </div>
      <div className={register.owner}>
        {leadRef ? (
          <>
            <PersonMark principalRef={leadRef} />
            <EntityName entityRef={leadRef} />
          </>
        ) : (
          <span className={register.warn}>{t('reviews.nobodyNamed')}</span>
        )}
      </div>
      <div>
        <ReviewStateChip
          state={item.state}
          needsApproval={item.needsApproval}
          overdue={item.overdue}
        />
        <span className={register.below}>
          {actions.total > 0
            ? t('reviews.related.actions', {
                total: actions.total,
                proven: actions.proven,
              })
            : t('reviews.actions.noneShort')}
        </span>
      </div>
      <div className={register.act}>
        {item.overdue && (
          <Button
            variant="secondary"
            size="small"
            isPending={isPending}
            aria-label={t('reviews.remindOf', { incident: incident.key })}
            onPress={() => mutate(() => api.remindReview(incident.key))}
          >
            {t('reviews.remind')}
          </Button>
        )}
        {error && (
          <span className={register.warn} role="alert">
            {problemOf(error).message}
          </span>
        )}
      </div>
    </li>
  );
}

function Group(props: {
  state: ReviewView;
  first: number;
  query: ReviewQuery;
  now: number;
}) {
  const { state, first, query, now } = props;
  const { t } = useTranslation();
  const [limit, setLimit] = useState(first);
  const { data, error, reload } = useReviewRegister({
    ...query,
    state: [state],
    limit,
  });
  const title = t(`reviews.view.${state}`);
  if (!data) {
    return (
      <section className={register.group}>
        <h3 className={register.groupTitle}>{title}</h3>
        {error ? (
          <PanelFailed
            title={t('reviews.register.failed')}
            subject={t('reviews.subject')}
            error={error}
            onRetry={reload}
          />
        ) : (
          <PanelLoading label={t('reviews.subject')} rows={2} />
        )}
      </section>
    );
  }
  if (data.counts[state] === 0) return null;
  const left = data.counts[state] - data.items.length;
  return (
    <section className={register.group} aria-label={title}>
      <h3 className={register.groupTitle}>
        {title} <span className={register.quiet}>{data.counts[state]}</span>
      </h3>
      <ul className={`${register.rows} ${styles.columns}`}>
        {data.items.map(item => (
          <Row key={item.incident.id} item={item} now={now} />
        ))}
      </ul>
      {left > 0 && limit < MOST && (
        <Button
          variant="tertiary"
          size="small"
          onPress={() => setLimit(before => Math.min(before + MORE, MOST))}
        >
          {t('reviews.group.more', { count: left })}
        </Button>
      )}
    </section>
  );
}

/** Keys of the register: J and K move between rows. */
function RegisterKeys() {
  const { t } = useTranslation();
  const [on] = useKeysSetting();
  useKeys(on ? { j: () => moveRowFocus(1), k: () => moveRowFocus(-1) } : {});
  return (
    <KeysButton
      keys={[
        { keys: ['J'], does: t('keys.next') },
        { keys: ['K'], does: t('keys.previous') },
      ]}
    />
  );
}

function Register({ state }: { state: ReturnType<typeof useFilters> }) {
  const { query, isNarrowed, change } = state;
  const { t } = useTranslation();
  const now = useNow();
  const { data } = useReviewRegister({ ...query, limit: 1 });
  const isEmpty = data?.totalItems === 0;
  return (
    <Card>
      <CardBody>
        {isEmpty && (
          <PanelEmpty
            title={t(
              isNarrowed
                ? 'reviews.register.noneMatch'
                : 'reviews.register.none',
            )}
            hint={isNarrowed ? undefined : t('reviews.register.noneHint')}
          >
            {isNarrowed && (
              <Button
                variant="secondary"
                size="small"
                onPress={() => change({ entityRef: undefined, q: undefined })}
              >
                {t('incidentFilters.clear')}
              </Button>
            )}
          </PanelEmpty>
        )}
        {!isEmpty &&
          GROUPS.map(([group, first]) => (
            <Group
              key={group}
              state={group}
              first={first}
              query={query}
              now={now}
            />
          ))}
      </CardBody>
    </Card>
  );
}

/**
 * The register of post-incident reviews: what is overdue, what waits for an approval, what is open and what is finished.
 *
 * @param props.framed - whether the app shows a header with title and actions above it
 */
export function ReviewsPage(props: { framed?: boolean }) {
  const { t } = useTranslation();
  const state = useFilters();
  usePageTitle(t('followUp.reviews'));
  return (
    <FollowUpFrame framed={props.framed}>
      <div className={register.tools}>
        <ListSearch
          state={state}
          label={t('reviews.register.search')}
          placeholder={t('reviews.register.search')}
        />
        <EntitySelect
          label={t('reviews.actions.scope')}
          kinds={['Component', 'API', 'Resource', 'System', 'Domain', 'Group']}
          value={state.filters.entityRef}
          onChange={entityRef => state.change({ entityRef })}
        />
        <div className={register.end}>
          <ExportList list="reviews" query={state.query} />
          <RegisterKeys />
        </div>
      </div>
      <Register state={state} />
      <ZoneNote />
    </FollowUpFrame>
  );
}
