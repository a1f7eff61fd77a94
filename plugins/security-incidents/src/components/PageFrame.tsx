import {
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { RiShieldFlashLine } from '@remixicon/react';
import { useEffect, useMemo, useRef } from 'react';
import { PageRouter, useAppLocation } from '../navigation';
import { QueryProvider } from '../queries';
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
function toTabLabel({ id, label, badge = '' }: PluginTab): string {
  return id === 'plans' ? label : `${label} ${badge.padEnd(2, FIGURE_SPACE)}`;
}

function FramedPages() {
  const { t } = useTranslation();
  const tabs = usePluginTabs();
  const [root, work, plans] = tabs.map(({ href }) => href);
  const labels = tabs.map(toTabLabel).join('\n');
  const actions = useApi(pluginHeaderActionsApiRef);
  const { pathname, search } = useAppLocation();
  const at = pathname.replace(/\/$/, '');
  const isOverview =
    [root, work, plans].includes(at) || at.startsWith(`${plans}/`);
  // The way back to the list keeps its filters. On the list itself the link stays, so that filters mount nothing again.
  const lastSearch = useRef('');
  useEffect(() => {
    if (at === root) lastSearch.current = search;
  }, [at, root, search]);
  const list = at === root ? root : `${root}${lastSearch.current}`;
  // Renders the header again only when it shows something else.
  return useMemo(() => {
    const [incidentsLabel, workLabel, plansLabel] = labels.split('\n');
    return (
      <PageLayout
        title={t('incidentList.plugin')}
        icon={<RiShieldFlashLine />}
        titleLink={list}
        tabs={
          isOverview
            ? [
                { id: 'incidents', label: incidentsLabel, href: list },
                { id: 'my-work', label: workLabel, href: work },
                { id: 'plans', label: plansLabel, href: plans },
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
    );
  }, [t, list, work, plans, labels, isOverview, actions]);
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
