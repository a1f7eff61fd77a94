import { ReactRouterV6PageRouter } from '@backstage/frontend-adapter-react-router-v6';
import {
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { RiShieldFlashLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useAppLocation, useRouteRef } from '../navigation';
import { plansRouteRef, rootRouteRef } from '../routes';
import { MayReport } from './common';
import {
  type IncidentCard,
  IncidentCardsProvider,
} from './IncidentPage/incidentCards';
import { ReportConcernButton } from './ReportDialog';
import { Router } from './Router';

function FramedPages() {
  const rootLink = useRouteRef(rootRouteRef);
  const plansLink = useRouteRef(plansRouteRef);
  const actions = useApi(pluginHeaderActionsApiRef);
  const { pathname } = useAppLocation();
  const at = pathname.replace(/\/$/, '');
  const [root, plans] = [rootLink(), plansLink()];
  const isOverview = at === root || at === plans || at.startsWith(`${plans}/`);
  // The platform makes a new component of the layout whenever its element is made anew, which would mount the whole page
  // again and lose focus and place with each filter in the address.
  return useMemo(
    () => (
      <PageLayout
        title="Security incidents"
        icon={<RiShieldFlashLine />}
        titleLink={root}
        tabs={
          isOverview
            ? [
                { id: 'incidents', label: 'Incidents', href: root },
                { id: 'plans', label: 'Plans', href: plans },
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
    [root, plans, isOverview, actions],
  );
}

/** The pages under the platform's header, with React Router for the routes inside. */
export function PageFrame(props: { incidentCards: readonly IncidentCard[] }) {
  return (
    <IncidentCardsProvider value={props.incidentCards}>
      <ReactRouterV6PageRouter>
        <FramedPages />
      </ReactRouterV6PageRouter>
    </IncidentCardsProvider>
  );
}
