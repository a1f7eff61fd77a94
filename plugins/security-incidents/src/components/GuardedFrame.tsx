import { ButtonLink, Card, CardBody } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useRouteRef } from '../navigation';
import { rootRouteRef } from '../routes';
import { useTranslation } from '../translation';
import { MayReport, PanelEmpty, PanelLoading } from './common';
import { ReportConcernButton } from './ReportDialog';
import { UnframedHead } from './UnframedHead';

/** What the pages of a tab share that is not for everybody: head, links, and what those see who may not open them. */
export function GuardedFrame(props: {
  /** Whether the app shows a header above the page. */
  framed?: boolean;
  /** The weight of the button that reports a concern. */
  report: 'primary' | 'secondary';
  /** The permission that the pages need. */
  permission: { allowed: boolean; loading: boolean };
  /** What loads, in words. */
  subject: string;
  forbidden: { title: string; hint: string };
  /** The second row of links. */
  nav: ReactNode;
  children: ReactNode;
}) {
  const { framed, report, permission, subject, forbidden, nav } = props;
  const { allowed, loading } = permission;
  const { t } = useTranslation();
  const incidents = useRouteRef(rootRouteRef)();
  return (
    <>
      {!framed && (
        <UnframedHead>
          <MayReport>
            <ReportConcernButton variant={report} />
          </MayReport>
        </UnframedHead>
      )}
      {allowed && nav}
      {allowed && props.children}
      {!allowed && (
        <Card>
          <CardBody>
            {loading ? (
              <PanelLoading label={subject} rows={8} />
            ) : (
              <PanelEmpty title={forbidden.title} hint={forbidden.hint}>
                <ButtonLink variant="secondary" size="small" href={incidents}>
                  {t('incidentList.title')}
                </ButtonLink>
              </PanelEmpty>
            )}
          </CardBody>
        </Card>
      )}
    </>
  );
}
