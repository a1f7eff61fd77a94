import {
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { RiShieldFlashLine } from '@remixicon/react';
import { useEffect, useMemo, useRef } from 'react';
import {
  keepsLayoutMounted,
  PageRouter,
  useAppLocation,
  useRouteRef,
} from '../navigation';
import { QueryProvider } from '../queries';
import { inboxRouteRef, reportsRouteRef } from '../routes';
import { useTranslation } from '../translation';
import { MayReport } from './common';
import {
  type IncidentCard,
  IncidentCardsProvider,
} from './IncidentPage/incidentCards';
import { ReportConcernButton } from './ReportDialog';
import { Router } from './Router';
import { type PluginTab, usePluginTabs } from './usePluginTabs';

/** As wide as a digit. */
const FIGURE_SPACE = '\u2007';

/** The header of the app takes text only. The place of two digits is kept, so that no tab moves when a number arrives. */
function toTabLabel({ label, counts, badge = '' }: PluginTab): string {
  return !counts || !keepsLayoutMounted
    ? label
    : `${label} ${badge.padEnd(2, FIGURE_SPACE)}`;
}

function FramedPages() {
  const { t } = useTranslation();
  const tabs = usePluginTabs();
  const root = tabs[0].href;
  const actions = useApi(pluginHeaderActionsApiRef);
  const { pathname, search } = useAppLocation();
  const at = pathname.replace(/\/$/, '');
  const inbox = useRouteRef(inboxRouteRef)();
  const reports = useRouteRef(reportsRouteRef)();
  // What is below the list is an incident, which has a header of its own; inbox and reports explain themselves to who may not open them.
  const isOverview =
    at === root ||
    [inbox, reports, ...tabs.slice(1).map(({ href }) => href)].some(
      href => at === href || at.startsWith(`${href}/`),
    );
  const isSecondary = tabs.some(
    ({ id, href }) =>
      ['follow-up', 'reports'].includes(id) &&
      (at === href || at.startsWith(`${href}/`)),
  );
  // The way back to the list keeps its filters. On the list itself the link stays, so that filters mount nothing again.
  const lastSearch = useRef('');
  useEffect(() => {
    if (at === root) lastSearch.current = search;
  }, [at, root, search]);
  const list = at === root ? root : `${root}${lastSearch.current}`;
  const shownTabs = JSON.stringify(
    tabs.map(tab => ({
      id: tab.id,
      label: toTabLabel(tab),
      href: tab.href === root ? list : tab.href,
    })),
  );
  // Renders the header again only when it shows something else.
  return useMemo(
    () => (
      <PageLayout
        title={t('incidentList.plugin')}
        icon={<RiShieldFlashLine />}
        titleLink={list}
        tabs={isOverview ? JSON.parse(shownTabs) : undefined}
        headerActions={[
          ...actions.getPluginHeaderActions('security-incidents'),
          ...(isOverview
            ? [
                <MayReport key="report">
                  <ReportConcernButton
                    // Reports and follow-up have a main action of their own.
                    variant={isSecondary ? 'secondary' : 'primary'}
                  />
                </MayReport>,
              ]
            : []),
        ]}
      >
        <Router framed />
      </PageLayout>
    ),
    [t, list, shownTabs, isOverview, isSecondary, actions],
  );
}

/** The pages under the app's header, with React Router for the routes inside. */
export function PageFrame(props: { incidentCards: readonly IncidentCard[] }) {
  return (
    <IncidentCardsProvider value={props.incidentCards}>
      <PageRouter>
        <QueryProvider>
          <FramedPages />
        </QueryProvider>
      </PageRouter>
    </IncidentCardsProvider>
  );
}
