import { Link } from '@backstage/ui';
import { RiLockLine } from '@remixicon/react';
import type { ObligationIncident } from 'backstage-plugin-security-incidents-common';
import { useRouteRef } from '../../navigation';
import { incidentViewRouteRef } from '../../routes';
import { useTranslation } from '../../translation';
import { EntityName, SeverityMark } from '../common';
import styles from './ObligationsPage.module.css';

/** The incident of a row: severity, key, title and service. */
export function IncidentCell(props: {
  incident: ObligationIncident;
  obligationId: string;
}) {
  const { incident, obligationId } = props;
  const { key, title, severity, visibility, entityRef } = incident;
  const { t } = useTranslation();
  const link = useRouteRef(incidentViewRouteRef);
  return (
    <div className={styles.cell}>
      <span className={styles.key}>
        <SeverityMark severity={severity} />
        <Link
          href={`${link({
            key,
            view: 'obligations',
          })}#obligation-${obligationId}`}
        >
          {key}
        </Link>
        {visibility === 'restricted' && (
          <RiLockLine
            size={13}
            role="img"
            aria-label={t('obligation.register.restricted')}
          />
        )}
      </span>
      <span className={styles.cut} title={title}>
        {title}
      </span>
      {entityRef && (
        <span className={styles.quiet}>
          <EntityName entityRef={entityRef} />
        </span>
      )}
    </div>
  );
}
