import { useRouteRef } from '@backstage/core-plugin-api';
import {
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { RiShieldFlashLine } from '@remixicon/react';
import { useLocation } from 'react-router-dom';
import { coverageRouteRef, rootRouteRef } from '../routes';
import { MayReport } from './common';
import { ReportConcernButton } from './ReportDialog';
import { Router } from './Router';

/** The pages under the platform's header. It says the full name, for which the sidebar has no room. */
export function PageFrame() {
  const rootLink = useRouteRef(rootRouteRef);
  const coverageLink = useRouteRef(coverageRouteRef);
  const actions = useApi(pluginHeaderActionsApiRef);
  const { pathname } = useLocation();
  const at = pathname.replace(/\/$/, '');
  const pages = [
    { id: 'incidents', label: 'Incidents', href: rootLink() },
    { id: 'coverage', label: 'Coverage', href: coverageLink() },
  ];
  const isOverview = pages.some(({ href }) => href === at);
  return (
    <PageLayout
      title="Security incidents"
      icon={<RiShieldFlashLine />}
      titleLink={rootLink()}
      tabs={isOverview ? pages : undefined}
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
}
