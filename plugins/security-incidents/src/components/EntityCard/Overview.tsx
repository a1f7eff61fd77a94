import { ButtonLink, Link } from '@backstage/ui';
import type {
  EntityOverview,
  IncidentSummary,
  NextAction,
} from 'backstage-plugin-security-incidents-common';
import { lazy, Suspense } from 'react';
import { EntityLink, useRouteRef } from '../../navigation';
import { useActionLink, useEntityLinks, useNow } from '../../hooks';
import { incidentRouteRef, incidentViewRouteRef } from '../../routes';
import { dayOf, formatDuration } from '../../time';
import {
  getLocale,
  toMidSentence,
  useSharedTranslation,
} from '../../translation';
import {
  DueIn,
  LifecyclePips,
  PanelLoading,
  PanelNotRead,
  SeverityMark,
  TextWithNames,
} from '../common';
import { Counts } from './Counts';
import styles from './EntityCard.module.css';
import { WatchLines } from './WatchLines';

// Most entity pages show none of these, so their code comes when it is needed.
const IfOdd = lazy(() => import('./Ready').then(m => ({ default: m.IfOdd })));
const Ready = lazy(() => import('./Ready').then(m => ({ default: m.Ready })));
const SaidText = lazy(() =>
  import('./SaidText').then(m => ({ default: m.SaidText })),
);
const RollUp = lazy(() =>
  import('./RollUp').then(m => ({ default: m.RollUp })),
);

const SHOWN = 3;

/** The API speaks English; other languages load what says it in theirs. */
function ActionText(props: { text: string; isMidSentence?: boolean }) {
  const { text, isMidSentence } = props;
  const english = (
    <TextWithNames
      text={
        isMidSentence ? toMidSentence(text.charAt(0)) + text.slice(1) : text
      }
    />
  );
  if (getLocale() === 'en') return english;
  return (
    <Suspense fallback={english}>
      <SaidText {...props} />
    </Suspense>
  );
}

function MyNextAction(props: { actions: NextAction[] }) {
  const { t } = useSharedTranslation();
  const linkTo = useActionLink();
  const [action, after] = props.actions;
  if (!action) return null;
  return (
    <div className={styles.well}>
      <span className={styles.between}>
        <span className={styles.quiet}>{t('entityCard.nextAction.title')}</span>
        {action.dueAt && <DueIn dueAt={action.dueAt} />}
      </span>
      <span className={styles.strong}>
        <ActionText text={action.text} />
      </span>
      <span className={styles.quiet}>
        {t('entityCard.nextAction.about', {
          incident: action.incidentTitle,
          because: t(`entityCard.nextAction.because.${action.because}`),
        })}
      </span>
      <div>
        <ButtonLink size="small" variant="primary" href={linkTo(action)}>
          {t('entityCard.nextAction.open', { key: action.incidentKey })}
        </ButtonLink>
      </div>
      {after && (
        <span className={styles.quiet}>
          {t('entityCard.nextAction.after', {
            action: <ActionText text={after.text} isMidSentence />,
          })}{' '}
          <Link variant="body-small" href={linkTo(after)}>
            {after.incidentKey}
          </Link>
        </span>
      )}
    </div>
  );
}

function OpenIncident(props: { incident: IncidentSummary; nowMs: number }) {
  const { incident, nowMs } = props;
  const { t } = useSharedTranslation();
  const link = useRouteRef(incidentRouteRef);
  const lead =
    incident.roles.find(({ role }) => role === 'incident-commander') ??
    incident.roles.find(({ role }) => role === 'assignee');
  return (
    <div className={styles.row}>
      <div className={styles.between}>
        <span className={styles.inline}>
          <SeverityMark severity={incident.severity} />
          <Link href={link({ key: incident.key })} weight="bold">
            {incident.key}
          </Link>
          <span className={styles.quiet}>{incident.priority}</span>
        </span>
        <LifecyclePips status={incident.status} />
      </div>
      <span className={styles.wraps}>{incident.title}</span>
      <div className={`${styles.between} ${styles.quiet}`}>
        <span className={styles.lead}>
          {`${t('entityCard.ledBy', {
            status: t(`term.status.${incident.status}`),
          })} `}
          {lead ? (
            <EntityLink entityRef={lead.principalRef} hideIcon />
          ) : (
            t('entityCard.nobodyYet')
          )}
        </span>
        <span>
          {t('entityCard.openFor', {
            duration: formatDuration(nowMs - Date.parse(incident.reportedAt)),
          })}
        </span>
      </div>
    </div>
  );
}

/** The obligation that is due first among the open incidents. */
function SoonestObligation(props: { incidents: readonly IncidentSummary[] }) {
  const { t } = useSharedTranslation();
  const link = useRouteRef(incidentViewRouteRef);
  const [soonest] = props.incidents
    .flatMap(({ key, nextDue }) =>
      nextDue?.kind === 'obligation' ? [{ key, nextDue }] : [],
    )
    .sort((a, b) => a.nextDue.dueAt.localeCompare(b.nextDue.dueAt));
  if (!soonest) return null;
  const { key, nextDue } = soonest;
  return (
    <div className={styles.row}>
      <div className={styles.between}>
        <span>
          <span className={styles.quiet}>{t('obligation.view.soonest')}</span>{' '}
          <Link
            href={`${link({ key, view: 'obligations' })}#obligation-${
              nextDue.obligationId
            }`}
          >
            {nextDue.title}
          </Link>
        </span>
        <DueIn dueAt={nextDue.dueAt} />
      </div>
    </div>
  );
}

/** Who owns the entity, or that nobody does. */
function Owner(props: { ownerRef?: string }) {
  const { t } = useSharedTranslation();
  return (
    <div className={styles.row}>
      {props.ownerRef ? (
        <span className={styles.inline}>
          <span className={styles.quiet}>{t('entityCard.owner')}</span>
          <EntityLink entityRef={props.ownerRef} />
        </span>
      ) : (
        <span className={styles.gap}>{t('entityCard.ownerMissing')}</span>
      )}
    </div>
  );
}

/** What is open, what the reader must do and who owns the entity. With nothing open: how ready it is. */
export function Overview(props: {
  overview: EntityOverview;
  ownerRef?: string;
  /** Where the catalog file of the entity is edited. */
  editUrl?: string;
}) {
  const { overview, ownerRef, editUrl } = props;
  const { entityRef, open, openIncidents, lastClosedAt, readiness, watch } =
    overview;
  const { t } = useSharedTranslation();
  const isReadinessShown = open.total === 0 && readiness !== undefined;
  const linkTo = useEntityLinks();
  const nowMs = useNow();
  const more = open.total - Math.min(SHOWN, openIncidents.length);
  return (
    <div className={styles.card}>
      <div className={styles.headline}>
        {open.total > 0 ? (
          <>
            <Link href={linkTo(entityRef, { open: true })} weight="bold">
              {t('entityCard.open', { count: open.total })}
            </Link>
            <Counts entityRef={entityRef} bySeverity={open.bySeverity} />
          </>
        ) : (
          <>
            <span className={styles.strong}>{t('entityCard.noneOpen')}</span>
            <span className={styles.quiet}>
              {lastClosedAt ? (
                <>
                  {t('entityCard.lastClosed')}{' '}
                  <Link variant="body-small" href={linkTo(entityRef)}>
                    {dayOf(lastClosedAt)}
                  </Link>
                </>
              ) : (
                t(
                  overview.total
                    ? 'entityCard.noneClosed'
                    : 'entityCard.noneRecorded',
                )
              )}
            </span>
          </>
        )}
      </div>
      <MyNextAction actions={overview.nextActions} />
      <SoonestObligation incidents={openIncidents} />
      {isReadinessShown && (
        <Suspense
          fallback={<PanelLoading label={t('entityCard.loading')} rows={4} />}
        >
          <Ready
            overview={{ ...overview, readiness }}
            ownerRef={ownerRef}
            editUrl={editUrl}
          />
        </Suspense>
      )}
      {open.total === 0 && overview.plansState && (
        <PanelNotRead subject={t('entityCard.plans.subject')} />
      )}
      {open.total === 0 && !readiness && (
        <Suspense fallback={null}>
          <IfOdd />
        </Suspense>
      )}
      <div>
        {openIncidents.slice(0, SHOWN).map(incident => (
          <OpenIncident key={incident.id} incident={incident} nowMs={nowMs} />
        ))}
        {more > 0 && (
          <div className={styles.row}>
            <Link href={linkTo(entityRef, { open: true })}>
              {t('entityCard.moreOpen', { count: more })}
            </Link>
          </div>
        )}
        {watch && <WatchLines entityRef={entityRef} watch={watch} />}
        {overview.rollUp.length > 0 && (
          <Suspense
            fallback={
              <PanelLoading
                label={t('entityCard.loading')}
                rows={overview.rollUp.length}
              />
            }
          >
            <RollUp entityRef={entityRef} rows={overview.rollUp} />
          </Suspense>
        )}
        {!isReadinessShown && <Owner ownerRef={ownerRef} />}
      </div>
    </div>
  );
}
