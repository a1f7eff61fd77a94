import { ReactRouterV6PageRouter } from '@backstage/frontend-adapter-react-router-v6';
import {
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { RiShieldFlashLine } from '@remixicon/react';
import { useEffect, useMemo, useRef } from 'react';
import { useAppLocation, useRouteRef } from '../navigation';
import { myWorkRouteRef, plansRouteRef, rootRouteRef } from '../routes';
import { useTranslation } from '../translation';
import { MayReport } from './common';
import {
  type IncidentCard,
  IncidentCardsProvider,
} from './IncidentPage/incidentCards';
import { ReportConcernButton } from './ReportDialog';
import { Router } from './Router';

function FramedPages() {
  const { t } = useTranslation();
  const rootLink = useRouteRef(rootRouteRef);
  const workLink = useRouteRef(myWorkRouteRef);
  const plansLink = useRouteRef(plansRouteRef);
  const actions = useApi(pluginHeaderActionsApiRef);
  const { pathname, search } = useAppLocation();
  const at = pathname.replace(/\/$/, '');
  const [root, work, plans] = [rootLink(), workLink(), plansLink()];
  const isOverview =
    [root, work, plans].includes(at) || at.startsWith(`${plans}/`);
  // The way back to the list keeps its filters. On the list itself the link stays, so that filters mount nothing again.
  const lastSearch = useRef('');
  useEffect(() => {
    if (at === root) lastSearch.current = search;
  }, [at, root, search]);
  const list = at === root ? root : `${root}${lastSearch.current}`;
  // A new element of the layout would mount the whole page again, and lose focus and scroll position with each filter.
  return useMemo(
    () => (
      <PageLayout
        title={t('incidentList.plugin')}
        icon={<RiShieldFlashLine />}
        titleLink={list}
        tabs={
          isOverview
            ? [
                { id: 'incidents', label: t('incidentList.title'), href: list },
                { id: 'my-work', label: t('myWork.title'), href: work },
                { id: 'plans', label: t('incidentList.plans'), href: plans },
              ]
            : undefined
        }
        headerActions={[
          ...actions.getPluginHeaderActions('security-incidents'),
          ...(isOverview
            ? [
                <MayReport key="report">
                  <ReportConcernButton variant="primary" />
                </MayReport>,
              ]
            : []),
        ]}
      >
        <Router framed />
      </PageLayout>
    ),
    [t, list, work, plans, isOverview, actions],
  );
}

/** The pages under the app's header, with React Router for the routes inside. */
export function PageFrame(props: { incidentCards: readonly IncidentCard[] }) {
  return (
    <IncidentCardsProvider value={props.incidentCards}>
      <ReactRouterV6PageRouter>
        <FramedPages />
      </ReactRouterV6PageRouter>
    </IncidentCardsProvider>
  );
}
