import { RiGroupLine } from '@remixicon/react';
import {
  type AffectedEntity,
  type IncidentSummary,
  getVisibleEntities,
  REDACTED_ENTITY_LABEL,
} from 'backstage-plugin-security-incidents-common';
import { EntityLink } from '../../navigation';
import { useTranslation } from '../../translation';
import { useEntityNames } from './names';
import styles from './incidentsTable.module.css';

/** The affected entities that the reader may see: on an entity's page those in its scope, elsewhere in the order of linking. */
export function getServices(incident: IncidentSummary): AffectedEntity[] {
  const named = getVisibleEntities(incident.affected);
  const inScope = named.filter(service => service.inScope);
  return inScope.length > 0 ? inScope : named;
}

/** The first affected entity, and how many more there are. */
export function Services({ incident }: { incident: IncidentSummary }) {
  const { t } = useTranslation();
  const { affected } = incident;
  const [first] = getServices(incident);
  const others = affected.filter(service => service !== first);
  const names = useEntityNames(
    getVisibleEntities(others).map(({ entityRef }) => entityRef),
  );
  if (!first) {
    return (
      <span className={styles.quiet}>
        {affected.length > 0
          ? REDACTED_ENTITY_LABEL
          : t('incidentTable.unknown')}
        {affected.length > 1 && ` +${affected.length - 1}`}
      </span>
    );
  }
  return (
    <span className={styles.inline}>
      <EntityLink entityRef={first.entityRef} hideIcon />
      {others.length > 0 && (
        <span
          className={styles.quiet}
          title={[
            ...names,
            ...Array(others.length - names.length).fill(REDACTED_ENTITY_LABEL),
          ].join('\n')}
        >{` +${others.length}`}</span>
      )}
    </span>
  );
}

/** The owner under the service, where there is one. */
export function OwnerUnder({ incident }: { incident: IncidentSummary }) {
  const owner = getServices(incident)[0]?.snapshot.ownerRef;
  return owner ? (
    <span className={styles.ownerUnder}>
      <RiGroupLine size={12} aria-hidden />
      <EntityLink entityRef={owner} hideIcon />
    </span>
  ) : null;
}
