import { Card, CardBody, CardHeader } from '@backstage/ui';
import { RiLoopLeftLine } from '@remixicon/react';
import type { CameBack } from 'backstage-plugin-security-incidents-common';
import { AppLink, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { dayOf } from '../../time';
import { useTranslation } from '../../translation';
import { classNames, PanelEmpty, SeverityMark } from '../common';
import styles from '../reports/reports.module.css';
import { useCameBackText } from '../reports/ServiceRows';
import page from './ServiceYearPage.module.css';

/** Incidents of the same class and type, from the first to the last. */
function RepeatChain({ chain }: { chain: CameBack }) {
  const { t } = useTranslation();
  const link = useRouteRef(incidentRouteRef);
  const text = useCameBackText();
  const name = text({ ...chain, times: chain.incidents.length });
  return (
    <section className={page.chain}>
      <h3 className={classNames(styles.smallTitle)}>
        <RiLoopLeftLine size={16} className={styles.bad} aria-hidden />
        {name}
      </h3>
      <ol className={page.repeats}>
        {chain.incidents.map(incident => (
          <li key={incident.id} className={page.repeat}>
            <span className={styles.inline}>
              <SeverityMark severity={incident.severity} size={10} />
              <span className={styles.quiet}>{dayOf(incident.detectedAt)}</span>
            </span>
            <AppLink
              to={link({ key: incident.key })}
              className={classNames(styles.hit, styles.bold)}
            >
              {incident.key}
            </AppLink>
            <span>{incident.title}</span>
            <span className={styles.quiet}>
              {incident.resolution ??
                t('reportServices.year.cameBack.noResolution')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What came back: the one thing that a list of rows hides. */
export function CameBackCard({ chains }: { chains: CameBack[] }) {
  const { t } = useTranslation();
  return (
    <Card className={styles.card} id="came-back">
      <CardHeader>
        <div className={styles.titles}>
          <h2 className={styles.title}>
            {t('reportServices.year.cameBack.title')}
          </h2>
          <span className={styles.quiet}>
            {t('reportServices.year.cameBack.note')}
          </span>
        </div>
      </CardHeader>
      <CardBody>
        {chains.length === 0 && (
          <PanelEmpty
            title={t('reportServices.year.cameBack.none')}
            hint={t('reportServices.year.cameBack.noneHint')}
          />
        )}
        {chains.map(chain => (
          <RepeatChain key={`${chain.class} ${chain.type}`} chain={chain} />
        ))}
      </CardBody>
    </Card>
  );
}
