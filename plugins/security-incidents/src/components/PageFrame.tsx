import { useRouteRef } from '@backstage/core-plugin-api';
import {
  PageLayout,
  pluginHeaderActionsApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { RiShieldFlashLine } from '@remixicon/react';
import { useLocation } from 'react-router-dom';
import { rootRouteRef } from '../routes';
import { MayReport } from './common';
import { ReportConcernButton } from './ReportDialog';
import { Router } from './Router';

/** The pages under the platform's header. It says the full name, for which the sidebar has no room. */
export function PageFrame() {
  const rootLink = useRouteRef(rootRouteRef);
  const actions = useApi(pluginHeaderActionsApiRef);
  const { pathname } = useLocation();
  const atList = pathname.replace(/\/$/, '') === rootLink();
  return (
    <PageLayout
      title="Security incidents"
      icon={<RiShieldFlashLine />}
      titleLink={rootLink()}
      headerActions={[
        ...actions.getPluginHeaderActions('security-incidents'),
        ...(atList
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
