import { useApi } from '@backstage/core-plugin-api';
import { Alert, ButtonIcon, Card, CardBody, CardHeader } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import {
  type AffectedEntity,
  getVisibleEntities,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { useTranslation } from '../../../translation';
import styles from '../IncidentPage.module.css';
import {
  isFrozen,
  useIncidentMutation,
  useIncidentRecord,
} from '../IncidentRecord';
import { AddServiceDialog } from './AddServiceDialog';
import {
  AffectedService,
  RedactedService,
  type ServiceDecision,
} from './AffectedService';

/** What it means for the record that the catalog is unavailable or has lost services, once for the card. */
function CatalogNote({ affected }: { affected: AffectedEntity[] }) {
  const { t } = useTranslation();
  const isSilent = affected.some(({ now }) => now?.state === 'unknown');
  const gone = affected.filter(({ now }) => now?.state === 'orphaned').length;
  if (!isSilent && !gone) return null;
  return (
    <p className={`${styles.well} ${styles.quiet}`}>
      {isSilent
        ? t('incidentPage.affected.catalogSilent')
        : t('incidentPage.affected.catalogGone', { count: gone })}
    </p>
  );
}

/** The services that the incident touches. */
export function AffectedCard() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [adding, setAdding] = useState(false);
  const { affected } = incident;
  const mayChange = incident.rights.update && !isFrozen(incident);
  const decide = (entityRef: string, decision: ServiceDecision) =>
    run(() => api.linkAffected(incident.key, { entityRef, ...decision }));

  return (
    <Card aria-label={t('incidentPage.affected.title')} id="affected-services">
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>
            {t('incidentPage.affected.title')}
          </h2>
          {mayChange && (
            <ButtonIcon
              variant="tertiary"
              icon={<RiAddLine aria-hidden />}
              aria-label={t('incidentPage.affected.add')}
              onPress={() => setAdding(true)}
            />
          )}
        </div>
      </CardHeader>
      <CardBody>
        {problem && (
          <div role="alert">
            <Alert status="danger" title={problem.message} />
          </div>
        )}
        {affected.length === 0 && (
          <span className={styles.quiet}>
            {incident.unknownService
              ? t('incidentPage.affected.unknownService')
              : t('incidentPage.affected.none')}
          </span>
        )}
        <CatalogNote affected={getVisibleEntities(affected)} />
        <ul className={styles.list}>
          {affected.map((entity, index) =>
            entity.withheld ? (
              // Redacted services come last and have nothing to tell them apart by.
              <RedactedService key={index} entity={entity} />
            ) : (
              <AffectedService
                key={entity.entityRef}
                entity={entity}
                isDisabled={pending}
                onDecide={
                  mayChange
                    ? decision => decide(entity.entityRef, decision)
                    : undefined
                }
              />
            ),
          )}
        </ul>
      </CardBody>
      {adding && <AddServiceDialog onClose={() => setAdding(false)} />}
    </Card>
  );
}
