import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { importCreatePermission } from 'backstage-plugin-security-incidents-common';
import { usePageTitle, useWideScreen } from '../../hooks';
import { useRouteRef } from '../../navigation';
import { importExportRouteRef, reportsRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { PanelEmpty, PanelLoading } from '../common';
import { ReportsFrame } from '../reports/ReportsFrame';
import { EarlierImports } from './EarlierImports';
import { ExportCard } from './ExportCard';
import { ImportHistory } from './ImportHistory';

function Imports() {
  const { t } = useTranslation();
  const { allowed, loading } = usePermission({
    permission: importCreatePermission,
  });
  if (allowed) {
    return (
      <>
        <ImportHistory />
        <EarlierImports />
      </>
    );
  }
  return (
    <Card>
      <CardBody>
        {loading ? (
          <PanelLoading label={t('reportImport.earlier.loading')} />
        ) : (
          <PanelEmpty
            title={t('reportImport.history.forbidden.title')}
            hint={t('reportImport.history.forbidden.hint')}
          />
        )}
      </CardBody>
    </Card>
  );
}

/**
 * Import of old history, and export of lists.
 *
 * @param props.framed - whether the platform's header is above the page
 */
export function ImportExportPage(props: { framed?: boolean }) {
  const { t } = useTranslation();
  const reports = useRouteRef(reportsRouteRef)();
  const here = useRouteRef(importExportRouteRef)();
  const isWide = useWideScreen();
  usePageTitle(t('reportImport.title'));
  return (
    <BreadcrumbEntry
      entry={isWide ? { label: t('reports.title'), href: reports } : undefined}
    >
      <BreadcrumbEntry
        entry={
          isWide ? { label: t('reportImport.title'), href: here } : undefined
        }
      >
        <ReportsFrame framed={props.framed}>
          <Imports />
          <ExportCard />
        </ReportsFrame>
      </BreadcrumbEntry>
    </BreadcrumbEntry>
  );
}
