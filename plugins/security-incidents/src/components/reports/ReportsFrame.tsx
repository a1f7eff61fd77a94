import { ButtonLink, Card, CardBody } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useRouteRef } from '../../navigation';
import { rootRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { MayReport, PanelEmpty, PanelLoading } from '../common';
import { ReportConcernButton } from '../ReportDialog';
import { ReportsNav } from '../ReportsNav';
import { UnframedHead } from '../UnframedHead';
import { useMayReadReports } from './permissions';
import styles from './ReportsFrame.module.css';

function NotForYou() {
  const { t } = useTranslation();
  const incidents = useRouteRef(rootRouteRef)();
  return (
    <Card>
      <CardBody>
        <PanelEmpty
          title={t('reports.forbidden.title')}
          hint={t('reports.forbidden.hint')}
        >
          <ButtonLink variant="secondary" size="small" href={incidents}>
            {t('incidentList.title')}
          </ButtonLink>
        </PanelEmpty>
      </CardBody>
    </Card>
  );
}

/** What the pages of the reports share: their head, their links, and what those see who may not open them. */
export function ReportsFrame(props: {
  /** Whether the app shows a header above the page. */
  framed?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { allowed, loading } = useMayReadReports();
  return (
    <div className={styles.page}>
      {!props.framed && (
        <UnframedHead>
          <MayReport>
            <ReportConcernButton variant="secondary" />
          </MayReport>
        </UnframedHead>
      )}
      {allowed && <ReportsNav />}
      {allowed && props.children}
      {!allowed && loading && (
        <Card>
          <CardBody>
            <PanelLoading label={t('reports.subject')} rows={8} />
          </CardBody>
        </Card>
      )}
      {!allowed && !loading && <NotForYou />}
    </div>
  );
}
