import { ButtonLink, Card, CardBody } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useAppLocation, useRouteRef } from '../../navigation';
import {
  detectionRulesRouteRef,
  inboxRouteRef,
  rootRouteRef,
  sourcesRouteRef,
} from '../../routes';
import { useTranslation } from '../../translation';
import { MayReport, PanelEmpty, PanelLoading } from '../common';
import { ReportConcernButton } from '../ReportDialog';
import { SecondRow } from '../SecondRow';
import { UnframedHead } from '../UnframedHead';
import styles from './detections.module.css';
import { useMayTriage } from './permissions';

function DetectionsNav() {
  const { t } = useTranslation();
  const inbox = useRouteRef(inboxRouteRef)();
  const sources = useRouteRef(sourcesRouteRef)();
  const rules = useRouteRef(detectionRulesRouteRef)();
  const at = useAppLocation().pathname.replace(/\/$/, '');
  const isUnder = (path: string) => at === path || at.startsWith(`${path}/`);
  return (
    <SecondRow
      label={t('detection.nav.label')}
      views={[
        {
          label: t('detection.nav.detections'),
          to: inbox,
          isCurrent: isUnder(inbox) && !isUnder(sources) && !isUnder(rules),
        },
        {
          label: t('detection.nav.sources'),
          to: sources,
          isCurrent: isUnder(sources),
        },
        {
          label: t('detection.nav.rules'),
          to: rules,
          isCurrent: isUnder(rules),
        },
      ]}
    />
  );
}

function NotForYou() {
  const { t } = useTranslation();
  const incidents = useRouteRef(rootRouteRef)();
  return (
    <Card>
      <CardBody>
        <PanelEmpty
          title={t('detection.forbidden.title')}
          hint={t('detection.forbidden.hint')}
        >
          <ButtonLink variant="secondary" size="small" href={incidents}>
            {t('incidentList.title')}
          </ButtonLink>
        </PanelEmpty>
      </CardBody>
    </Card>
  );
}

/** What the pages of the inbox share: their head, their links, and what those see who may not triage. */
export function DetectionsFrame(props: {
  /** Whether the app shows a header above the page. */
  framed?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const { allowed, loading } = useMayTriage();
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        {!props.framed && (
          <UnframedHead>
            <MayReport>
              <ReportConcernButton variant="primary" />
            </MayReport>
          </UnframedHead>
        )}
        {allowed && <DetectionsNav />}
        {allowed && props.children}
        {!allowed && loading && (
          <Card>
            <CardBody>
              <PanelLoading label={t('detection.subject')} rows={8} />
            </CardBody>
          </Card>
        )}
        {!allowed && !loading && <NotForYou />}
      </div>
    </div>
  );
}
