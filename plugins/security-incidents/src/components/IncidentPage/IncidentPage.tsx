import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { ButtonLink, Card, CardBody, Skeleton } from '@backstage/ui';
import { Fragment, type KeyboardEvent } from 'react';
import { useIdentity, usePageTitle, useLinkedPart } from '../../hooks';
import { useRememberSeen } from '../../hooks/useSeenIncidents';
import { usePathKey, useRouteRef } from '../../navigation';
import { incidentRouteRef, rootRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { PanelEmpty } from '../common';
import { UnframedTrail } from '../UnframedTrail';
import { DEFAULT_CARDS } from './defaultCards';
import { EscalationsProvider } from './escalation';
import { problemOf } from './fields';
import {
  getCardsIn,
  INCIDENT_CARD_AREAS,
  useAttachedCards,
} from './incidentCards';
import { IncidentHeader } from './IncidentHeader';
import styles from './IncidentPage.module.css';
import { IncidentRecordProvider, useIncidentRecord } from './IncidentRecord';
import { IncidentViewsNav, useIncidentView } from './IncidentViews';
import { IncidentNotShown } from './NotShown';
import { PageKeys } from './PageKeys';
import { PlanRunsProvider } from './plan';
import { RecordSummary } from './RecordSummary';
import { useIncidentQuery } from './useIncidentQuery';

const NOBODY: readonly string[] = [];

/** Boxes where the cards will be, so that nothing jumps. */
function Loading() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('incidentPage.loading')}>
      <div className={styles.header}>
        <Skeleton width="30%" height={22} />
        <Skeleton width="60%" height={32} />
        <Skeleton width="45%" height={22} />
      </div>
      <div className={styles.grid}>
        {[
          { place: styles.wide, height: 64 },
          { place: styles.doing, height: 380 },
          { place: styles.knowing, height: 420 },
          { place: styles.history, height: 260 },
        ].map(({ place, height }) => (
          <div key={place} className={place}>
            <Card>
              <CardBody>
                <Skeleton width="100%" height={height} />
              </CardBody>
            </Card>
          </div>
        ))}
      </div>
    </div>
  );
}

function RememberSeen() {
  const { incident } = useIncidentRecord();
  useRememberSeen(incident.id, incident.version);
  return null;
}

/** The cards about the response. */
function Response() {
  const cards = useAttachedCards() ?? DEFAULT_CARDS;
  return (
    <>
      <RecordSummary />
      <div className={styles.grid}>
        {INCIDENT_CARD_AREAS.map(area => (
          <div key={area} className={`${styles.column} ${styles[area]}`}>
            {getCardsIn(area, cards).map(({ id, element }) => (
              <Fragment key={id}>{element}</Fragment>
            ))}
          </div>
        ))}
      </div>
      <PageKeys />
    </>
  );
}

/** The view that the address asks for. */
function View() {
  const { t } = useTranslation();
  const { incident } = useIncidentRecord();
  const view = useIncidentView();
  const response = useRouteRef(incidentRouteRef);
  if (view === undefined) return <Response />;
  if (view !== 'missing') return view.element;
  return (
    <Card>
      <CardBody>
        <PanelEmpty
          title={t('incidentPage.viewNav.missing.title')}
          hint={t('incidentPage.viewNav.missing.hint')}
        >
          <ButtonLink
            variant="secondary"
            size="small"
            href={response({ key: incident.key })}
          >
            {t('incidentPage.viewNav.response')}
          </ButtonLink>
        </PanelEmpty>
      </CardBody>
    </Card>
  );
}

function LoadedIncident(props: { incidentKey: string }) {
  const { settled, identity } = useIdentity();
  const {
    data: incident,
    error,
    reload,
    live,
  } = useIncidentQuery(props.incidentKey);
  usePageTitle(
    incident && !error
      ? `${incident.key} ${incident.title}`
      : props.incidentKey,
  );

  useLinkedPart(Boolean(incident && settled && !error));

  if (error) {
    return (
      <IncidentNotShown
        incidentKey={props.incidentKey}
        problem={problemOf(error)}
        onRetry={reload}
      />
    );
  }
  if (!incident || !settled) return <Loading />;
  return (
    <IncidentRecordProvider
      incident={incident}
      pageKey={props.incidentKey}
      live={live}
      me={identity?.userEntityRef}
      principals={identity?.ownershipEntityRefs ?? NOBODY}
    >
      <RememberSeen />
      <PlanRunsProvider>
        <EscalationsProvider>
          <IncidentHeader />
          <IncidentViewsNav />
          <View />
        </EscalationsProvider>
      </PlanRunsProvider>
    </IncidentRecordProvider>
  );
}

/** Leaves a field and keeps what is in it, so that single keys work again. */
function leaveField(event: KeyboardEvent) {
  const { target } = event;
  if (
    event.key === 'Escape' &&
    target instanceof HTMLElement &&
    target.matches('input, textarea') &&
    !target.closest('[role="dialog"]')
  ) {
    target.blur();
  }
}

/**
 * The page of one incident: what it is, what to do next, and everything that was done.
 *
 * @param props.framed - whether the app shows a header above the page, which leads back to the list
 */
export function IncidentPage(props: { framed?: boolean }) {
  const key = usePathKey(useRouteRef(rootRouteRef)()) ?? '';
  const link = useRouteRef(incidentRouteRef);
  return (
    <BreadcrumbEntry entry={{ label: key, href: link({ key }) }}>
      {/* Only listens to what goes to its fields, which the kit does not let bubble up. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={styles.page} onKeyDownCapture={leaveField}>
        {!props.framed && <UnframedTrail current={key} />}
        <LoadedIncident key={key} incidentKey={key} />
      </div>
    </BreadcrumbEntry>
  );
}
