import { usePermission } from '@backstage/plugin-permission-react';
import {
  importCreatePermission,
  reportsExportPermission,
} from 'backstage-plugin-security-incidents-common';
import { useAppLocation, useRouteRef } from '../navigation';
import {
  analysisRouteRef,
  clauseRouteRef,
  frozenReportsRouteRef,
  importExportRouteRef,
  reportsRouteRef,
  serviceReportsRouteRef,
} from '../routes';
import { useTranslation } from '../translation';
import { SecondRow } from './SecondRow';

/** Query parameters that stay when the view changes. */
const KEPT_PARAMS = ['from', 'to', 'period', 'zone', 'scope'];

/** Whether the reader may import incidents or export lists. */
function useMayMoveData(): boolean {
  const imports = usePermission({ permission: importCreatePermission });
  const exports = usePermission({ permission: reportsExportPermission });
  return imports.allowed || exports.allowed;
}

/** The second row of links, on the pages of the reports; period, zone and scope are kept from view to view. */
export function ReportsNav() {
  const { t } = useTranslation();
  const { pathname, search } = useAppLocation();
  const at = pathname.replace(/\/$/, '');
  const overview = useRouteRef(reportsRouteRef)();
  const analysis = useRouteRef(analysisRouteRef)();
  const services = useRouteRef(serviceReportsRouteRef)();
  const clause = useRouteRef(clauseRouteRef)();
  const frozen = useRouteRef(frozenReportsRouteRef)();
  const importExport = useRouteRef(importExportRouteRef)();
  const mayMoveData = useMayMoveData();
  const kept = new URLSearchParams(
    [...new URLSearchParams(search)].filter(([name]) =>
      KEPT_PARAMS.includes(name),
    ),
  ).toString();
  const views = [
    { label: t('reports.nav.overview'), path: overview },
    { label: t('reports.nav.analysis'), path: analysis },
    { label: t('reports.nav.services'), path: services },
    { label: t('reports.nav.clause'), path: clause },
    { label: t('reports.nav.frozen'), path: frozen },
    ...(mayMoveData
      ? [{ label: t('reports.nav.importExport'), path: importExport }]
      : []),
  ];
  return (
    <SecondRow
      label={t('reports.nav.label')}
      views={views.map(({ label, path }) => ({
        label,
        to: kept ? `${path}?${kept}` : path,
        isCurrent:
          at === path || (path !== overview && at.startsWith(`${path}/`)),
      }))}
    />
  );
}
